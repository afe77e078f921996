import type { AnswerColumn, AnswerStream, Cell } from '../../engine/answer.js';

/** A way to write rows that can be written a few at a time: a head, rows, a tail. */
export interface RowFormat {
  head(columns: readonly AnswerColumn[]): string;
  /** @param isFirst whether no rows came before */
  rows(rows: readonly (readonly Cell[])[], columns: readonly AnswerColumn[], isFirst: boolean): string;
  tail(hasRows: boolean): string;
}

/** The text of a stream of rows, piece by piece: nothing is kept. */
export async function* written(format: RowFormat, { columns, batches }: AnswerStream): AsyncGenerator<string> {
  yield format.head(columns);
  let hasRows = false;
  for await (const batch of batches) {
    if (batch.length === 0) continue;
    yield format.rows(batch, columns, !hasRows);
    hasRows = true;
  }
  yield format.tail(hasRows);
}
