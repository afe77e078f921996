import type { RunOptions, Statement, Warehouse } from '../../src/warehouse/warehouse.js';

type Run = Warehouse['run'];

/** A stand-in for a warehouse that does nothing but what a test says of `run`; its rows are streamed as one batch. */
export function standIn(run: Run, dialect: Warehouse['dialect'] = 'duckdb'): Warehouse {
  return {
    dialect,
    run,
    stream: async (statement: Statement, options?: RunOptions) => {
      const { columns, rows } = await run(statement, options);
      return { columns, batches: oneBatch(rows) };
    },
    explain: async () => ({ text: 'stand-in' }),
    describe: async () => undefined,
    close: async () => {},
  };
}

async function* oneBatch<T>(rows: readonly T[]): AsyncGenerator<readonly T[]> {
  yield rows;
}
