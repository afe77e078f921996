import fc from 'fast-check';
import { SEED, TIMEOUT, TIMES } from './seed.js';
import { inTown, type Town, towns } from './town.js';
import type { OpenWorld } from './world.js';

/** Opens each generated town once and asks it several questions. */
export function holdsInTowns<T>(
  runs: number,
  each: fc.Arbitrary<T>,
  check: (open: OpenWorld, one: T, town: Town) => Promise<void>,
): Promise<void> {
  const several = fc.array(each, { minLength: 4, maxLength: 8 });
  const property = fc.asyncProperty(towns, several, (town, all) =>
    inTown(town, async (open) => {
      for (const one of all) await check(open, one, town);
    }),
  );
  return fc.assert(property, { seed: SEED, numRuns: runs * TIMES, interruptAfterTimeLimit: TIMEOUT - 10_000 });
}
