import type { Answer, Cell } from '../../engine/answer.js';

/**
 * Aligned columns for a terminal, numbers to the right, then a line that says what it is:
 *
 *     product__name  revenue
 *     -------------  -------
 *     Pothos          120.50
 *
 *     1 row, data before 2021-03-01T00:00:00Z, time zone UTC
 */
export function formatTable(answer: Answer): string {
  const { columns, rows } = answer;
  const texts = rows.map((row) => row.map(cellText));
  const widths = columns.map(({ name }, index) =>
    Math.max(length(name), ...texts.map((row) => length(row[index] ?? ''))),
  );
  const rightward = columns.map(({ type }) => type === 'long' || type === 'decimal' || type === 'double');
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, index) => pad(cell, widths[index] ?? 0, rightward[index] ?? false))
      .join('  ')
      .trimEnd();
  const head = [line(columns.map(({ name }) => name)), widths.map((width) => '-'.repeat(width)).join('  ')];
  return `${[...head, ...texts.map(line), '', summary(answer)].join('\n')}\n`;
}

function summary({ rows, hasMore, asOf, timeZone }: Answer): string {
  const count = `${hasMore ? 'the first ' : ''}${rows.length} row${rows.length === 1 ? '' : 's'}`;
  return `${count}, data before ${asOf}, time zone ${timeZone}`;
}

/** A line break or a terminal's control sequence in a name must not break the table. */
function cellText(cell: Cell): string {
  if (cell === null) return 'NULL';
  return String(cell).replace(/\p{Cc}/gu, (control) => `\\x${control.charCodeAt(0).toString(16).padStart(2, '0')}`);
}

const length = (text: string) => [...text].length;

function pad(text: string, width: number, rightward: boolean): string {
  const space = ' '.repeat(Math.max(0, width - length(text)));
  return rightward ? space + text : text + space;
}
