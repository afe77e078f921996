import type { Readable } from 'node:stream';
import type { RowStatement } from 'snowflake-sdk';
import type { ResultColumn, Scalar } from '../warehouse.js';
import { resultError } from './errors.js';
import { convertRow } from './values.js';

/** As many rows at a time as the driver has ready; it fetches the next chunks meanwhile, and no more than a few. */
export async function* batchesOf(
  statement: RowStatement,
  columns: readonly ResultColumn[],
  signal: AbortSignal,
): AsyncGenerator<readonly Scalar[][]> {
  const rows = statement.streamRows() as Readable;
  const failures: unknown[] = [];
  // The driver emits an error whether or not somebody waits for the next row.
  rows.on('error', (error) => failures.push(error));
  try {
    while (!rows.readableEnded) {
      signal.throwIfAborted();
      if (failures.length > 0) throw failures[0];
      const batch: Scalar[][] = [];
      for (let row = rows.read(); row !== null; row = rows.read()) batch.push(convertRow(row as unknown[], columns));
      if (batch.length > 0) yield batch;
      else await nextEvent(rows, signal);
    }
  } catch (error) {
    throw signal.aborted ? signal.reason : resultError(error);
  } finally {
    rows.destroy();
  }
}

/** Until there are rows, or an end of whatever kind. */
function nextEvent(rows: Readable, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const go = () => {
      for (const event of EVENTS) rows.off(event, go);
      signal.removeEventListener('abort', go);
      resolve();
    };
    for (const event of EVENTS) rows.on(event, go);
    signal.addEventListener('abort', go);
    if (signal.aborted) go();
  });
}

const EVENTS = ['readable', 'end', 'error', 'close'] as const;
