import type { Cell } from '../../engine/answer.js';
import type { RowFormat } from './row-format.js';

/** RFC 4180 with a header line. NULL is an empty field, an empty text is "". */
export const csv: RowFormat = {
  head: (columns) => record(columns.map(({ name }) => name)),
  rows: (rows) => rows.map(record).join(''),
  tail: () => '',
};

function record(cells: readonly Cell[]): string {
  return `${cells.map(field).join(',')}\r\n`;
}

function field(cell: Cell): string {
  if (cell === null) return '';
  const text = String(cell);
  return text === '' || /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
