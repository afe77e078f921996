/** The same worlds and questions on every run; fast-check prints the seed and the path of what fails. */
export const SEED = Number(process.env.TRELLIS_TEST_SEED ?? 20_210_210);
/** To look further: `TRELLIS_TEST_SEED=7 TRELLIS_TEST_RUNS=10 npx vitest run test/invariants` */
export const TIMES = Number(process.env.TRELLIS_TEST_RUNS ?? 1);
export const TIMEOUT = 60_000 * TIMES;
