import type { AnswerColumn, Cell } from '../../engine/answer.js';
import type { RowFormat } from './row-format.js';

/** An array with one object per row, keyed by column; numbers are exact, whatever their length. */
export const json: RowFormat = {
  head: () => '[',
  rows: (rows, columns, isFirst) => {
    const objects = rows.map((row) => `\n  ${objectText(row, columns)}`).join(',');
    return isFirst ? objects : `,${objects}`;
  },
  tail: (hasRows) => (hasRows ? '\n]\n' : ']\n'),
};

/** An object per line (https://github.com/ndjson/ndjson-spec), with the same numbers. */
export const ndjson: RowFormat = {
  head: () => '',
  rows: (rows, columns) => rows.map((row) => `${objectText(row, columns)}\n`).join(''),
  tail: () => '',
};

function objectText(row: readonly Cell[], columns: readonly AnswerColumn[]): string {
  const members = columns.map((column, index) => `${JSON.stringify(column.name)}: ${cellJson(row[index], column)}`);
  return `{${members.join(', ')}}`;
}

/**
 * JSON's numbers have no limit, so a long and a decimal are written as they are: 12.50, 9007199254740993. A warehouse
 * sums decimals exactly, also where the column is told to be a double.
 */
function cellJson(cell: Cell | undefined, { type }: AnswerColumn): string {
  if (typeof cell === 'bigint') return String(cell);
  if ((type === 'decimal' || type === 'double') && typeof cell === 'string' && /^-?\d+(\.\d+)?$/.test(cell))
    return cell;
  return JSON.stringify(cell ?? null);
}
