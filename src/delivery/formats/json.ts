import type { Answer, AnswerColumn, Cell } from '../../engine/answer.js';

/** An array with one object per row, keyed by column; numbers are exact, whatever their length. */
export function formatJson({ columns, rows }: Answer): string {
  if (rows.length === 0) return '[]\n';
  const objects = rows.map((row) => {
    const members = columns.map((column, index) => `${JSON.stringify(column.name)}: ${cellJson(row[index], column)}`);
    return `  {${members.join(', ')}}`;
  });
  return `[\n${objects.join(',\n')}\n]\n`;
}

/** JSON's numbers have no limit, so a long and a decimal are written as they are: 12.50, 9007199254740993. */
function cellJson(cell: Cell | undefined, { type }: AnswerColumn): string {
  if (typeof cell === 'bigint') return String(cell);
  if (type === 'decimal' && typeof cell === 'string' && /^-?\d+(\.\d+)?$/.test(cell)) return cell;
  return JSON.stringify(cell ?? null);
}
