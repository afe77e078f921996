import fc from 'fast-check';
import { inTown, type Town, towns } from './town.js';
import type { OpenWorld } from './world.js';

/** The same worlds and questions on every run; fast-check prints the seed and the path of what fails. */
export const SEED = Number(process.env.TRELLIS_TEST_SEED ?? 20_210_210);
/** To look further: `TRELLIS_TEST_SEED=7 TRELLIS_TEST_RUNS=10 npx vitest run test/invariants` */
export const TIMES = Number(process.env.TRELLIS_TEST_RUNS ?? 1);
export const TIMEOUT = 60_000 * TIMES;

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
