import type { Answer, Cell } from '../../engine/answer.js';

/** RFC 4180 with a header line. NULL is an empty field, an empty text is "". */
export function formatCsv({ columns, rows }: Answer): string {
  const records = [columns.map(({ name }) => name), ...rows];
  return records.map((record) => `${record.map(field).join(',')}\r\n`).join('');
}

function field(cell: Cell): string {
  if (cell === null) return '';
  const text = String(cell);
  return text === '' || /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
