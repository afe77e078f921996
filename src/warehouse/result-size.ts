import type { ResultSet, Scalar } from './warehouse.js';

/** What Node takes on 64 bits. */
const COLUMN_BYTES = 100;
const ROW_BYTES = 56;
const CELL_BYTES = 8;
const NUMBER_BYTES = 16;
const TEXT_BYTES = 16;
/** Of a text beyond Latin 1; others take half of it. */
const CHARACTER_BYTES = 2;

/** Bytes in memory, at most: results of DuckDB take 0.6 to 0.9 of it. */
export function sizeOf({ columns, rows }: ResultSet): number {
  let bytes = COLUMN_BYTES * (1 + columns.length);
  for (const row of rows) {
    bytes += ROW_BYTES + CELL_BYTES * row.length;
    for (const cell of row) bytes += sizeOfCell(cell);
  }
  return bytes;
}

function sizeOfCell(cell: Scalar): number {
  switch (typeof cell) {
    case 'string':
      return TEXT_BYTES + CHARACTER_BYTES * cell.length;
    case 'number':
      return Number.isInteger(cell) ? 0 : NUMBER_BYTES;
    case 'bigint':
      return NUMBER_BYTES;
    default:
      return 0;
  }
}

/** The same result, which its many readers can't change. */
export function frozen(result: ResultSet): ResultSet {
  for (const row of result.rows) Object.freeze(row);
  Object.freeze(result.rows);
  Object.freeze(result.columns);
  return Object.freeze(result);
}
