import fc from 'fast-check';
import { SEED, TIMEOUT, TIMES } from './seed.js';
import { inTown, type Town, towns } from './town.js';
import { inWorld, type OpenWorld, type World, worlds } from './world.js';

/** Opens each generated town once and asks it several questions. */
export function holdsInTowns<T>(
  runs: number,
  each: fc.Arbitrary<T>,
  check: (open: OpenWorld, one: T, town: Town) => Promise<void>,
): Promise<void> {
  return holds(runs, towns, inTown, each, check);
}

/** Opens each generated shop once and asks it several questions. */
export function holdsInWorlds<T>(
  runs: number,
  each: fc.Arbitrary<T>,
  check: (open: OpenWorld, one: T, world: World) => Promise<void>,
): Promise<void> {
  return holds(runs, worlds, inWorld, each, check);
}

function holds<P, T>(
  runs: number,
  places: fc.Arbitrary<P>,
  within: (place: P, use: (open: OpenWorld) => Promise<void>) => Promise<void>,
  each: fc.Arbitrary<T>,
  check: (open: OpenWorld, one: T, place: P) => Promise<void>,
): Promise<void> {
  const several = fc.array(each, { minLength: 4, maxLength: 8 });
  const property = fc.asyncProperty(places, several, (place, all) =>
    within(place, async (open) => {
      for (const one of all) await check(open, one, place);
    }),
  );
  return fc.assert(property, { seed: SEED, numRuns: runs * TIMES, interruptAfterTimeLimit: TIMEOUT - 10_000 });
}
