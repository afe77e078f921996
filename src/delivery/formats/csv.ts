import type { Cell } from '../../engine/answer.js';
import type { RowFormat } from './row-format.js';

/** RFC 4180 with a header line. NULL is an empty field, an empty text is "". */
export const csv: RowFormat = csvOf(String);

/** The same for spreadsheets: no text can be taken for a formula. */
export const spreadsheetCsv: RowFormat = csvOf((cell) => (typeof cell === 'string' ? harmless(cell) : String(cell)));

function csvOf(textOf: (cell: Exclude<Cell, null>) => string): RowFormat {
  const record = (cells: readonly Cell[]) =>
    `${cells.map((cell) => (cell === null ? '' : field(textOf(cell)))).join(',')}\r\n`;
  return {
    head: (columns) => record(columns.map(({ name }) => name)),
    rows: (rows) => rows.map(record).join(''),
    tail: () => '',
  };
}

function field(text: string): string {
  return text === '' || /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** What makes a spreadsheet compute a cell (OWASP, "CSV Injection"); full-width signs too, which some take for the same. */
const SIGN = '[=+\\-@＝＋－＠]';
const FORMULA = new RegExp(`^(?:${SIGN}|[\\t\\r\\n])`);
/** Where the list separator of the country is a semicolon, a cell begins inside a text. */
const INNER_FORMULA = new RegExp(`([;\\t\\r\\n])(?=${SIGN})`, 'g');
/** Decimals come as text; and what is nothing but a number computes nothing. */
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

/** `=1+1` → `'=1+1`, by which a spreadsheet knows a text */
function harmless(text: string): string {
  if (NUMBER.test(text)) return text;
  const inside = text.replace(INNER_FORMULA, "$1'");
  return FORMULA.test(text) ? `'${inside}` : inside;
}
