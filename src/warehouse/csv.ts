import type { DuckDBConnection } from '@duckdb/node-api';
import { quoteName, quoteText } from './table-names.js';

/** What separates values, the usual one first. */
const SEPARATORS = [',', ';', '\t', '|'] as const;
/** A character that no line holds: the line stays whole. */
const NO_SEPARATOR = '\u001f';

/**
 * The DuckDB expression that reads a CSV file, whose path is given as SQL text. The header line settles the separator
 * and the columns; quotes are RFC 4180's. Left to itself DuckDB would take a ragged file for one of a single column.
 * Types are detected over the whole file, except that a code is not a number: "02138" stays text, and so does a 20-digit id.
 * Throws DuckDB's error with the line that does not fit (`csvFault`).
 */
export async function csvSource(connection: DuckDBConnection, path: string): Promise<string> {
  const { separator, columns } = await layoutOf(connection, path);
  const layout = `header = true, skip = 0, comment = '', delim = ${quoteText(separator)}, quote = '"', escape = '"'`;
  const detecting = `read_csv(${path}, ${layout}, sample_size = -1)`;
  const strict = `read_csv(${path}, ${layout}, auto_detect = false, columns = {${texts(columns)}})`;
  const detected = await typesOf(connection, detecting).catch(() => []);
  if (detected.length !== columns) {
    await readRows(connection, `select count(*) from ${strict}`);
    throw new Error('The columns are not those of the header.');
  }
  const numbers = detected.filter(([, type]) => type === 'BIGINT' || type === 'DOUBLE').map(([name]) => String(name));
  const codes = await codesAmong(connection, numbers, `read_csv(${path}, ${layout}, all_varchar = true)`);
  const types = codes.length === 0 ? '' : `, types = {${codes.map((name) => `${quoteText(name)}: 'VARCHAR'`)}}`;
  return `read_csv(${path}, ${layout}, sample_size = -1${types})`;
}

/** What is wrong with a CSV file, for its owner: `line 3 has more values than the 2 that the header names`. */
export function csvFault(error: unknown): string | undefined {
  const text = error instanceof Error ? error.message : '';
  const line = /CSV Error on Line: (\d+)/.exec(text)?.[1];
  if (line === undefined) return undefined;
  const [, expected, found] = /Expected Number of Columns: (\d+) Found: (\d+)/.exec(text) ?? [];
  // DuckDB gives up at the first value too many, so it can't tell how many there are.
  if (expected !== undefined) {
    return `line ${line} has ${Number(found) > Number(expected) ? 'more' : 'fewer'} values than the ${expected} that the header names`;
  }
  return text.includes('unterminated quote')
    ? `line ${line} opens a quote that is never closed`
    : `line ${line} is wrong`;
}

export async function readRows(connection: DuckDBConnection, sql: string) {
  const prepared = await connection.prepare(sql);
  try {
    return await (await prepared.run()).getRows();
  } finally {
    prepared.destroySync();
  }
}

interface Layout {
  readonly separator: string;
  readonly columns: number;
}

async function layoutOf(connection: DuckDBConnection, path: string): Promise<Layout> {
  const lines = `read_csv(${path}, auto_detect = false, header = false, delim = '${NO_SEPARATOR}', quote = '', escape = '', columns = {'line': 'VARCHAR'})`;
  const [[header] = []] = await readRows(connection, `select * from ${lines} limit 1`);
  const names = String(header).replace(/"(?:[^"]|"")*"/g, '');
  const layouts = SEPARATORS.map((separator) => ({ separator, columns: names.split(separator).length }));
  return layouts.reduce((most, layout) => (layout.columns > most.columns ? layout : most));
}

const texts = (columns: number) => Array.from({ length: columns }, (_, index) => `'c${index}': 'VARCHAR'`).join(', ');

async function typesOf(connection: DuckDBConnection, source: string) {
  return readRows(connection, `select column_name, column_type from (describe select * from ${source})`);
}

/** The columns whose values are digits, but no numbers. */
async function codesAmong(
  connection: DuckDBConnection,
  names: readonly string[],
  source: string,
): Promise<readonly string[]> {
  if (names.length === 0) return [];
  const isCode = (name: string) =>
    `coalesce(bool_or(regexp_matches(${quoteName(name)}, '^(\\+|[+-]?0\\d|\\d{19,}$)')), false)`;
  const [codes = []] = await readRows(connection, `select ${names.map(isCode).join(', ')} from ${source}`);
  return names.filter((_, index) => codes[index] === true);
}
