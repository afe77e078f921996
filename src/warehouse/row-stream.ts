import type { Stop } from './stop.js';
import type { ResultSet, RowStream, Scalar } from './warehouse.js';

/** All rows of a stream, which is read to its end. */
export async function readAll({ columns, batches }: RowStream): Promise<ResultSet> {
  const rows: (readonly Scalar[])[] = [];
  for await (const batch of batches) for (const row of batch) rows.push(row);
  return { columns, rows };
}

/** The same batches; however their reading ends, the stop is let go of, and what it was stopped for is what is thrown. */
export async function* releasing(
  batches: RowStream['batches'],
  stop: Stop,
): AsyncGenerator<readonly (readonly Scalar[])[]> {
  try {
    yield* batches;
  } catch (error) {
    throw stop.signal.aborted ? stop.signal.reason : error;
  } finally {
    stop.release();
  }
}
