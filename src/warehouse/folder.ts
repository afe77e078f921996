import { readdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { TrellisError } from '../errors/trellis-error.js';
import { csvFault, csvSource, readRows } from './csv.js';
import { quoteName, quoteTable, quoteText } from './table-names.js';
import type { Warehouse } from './warehouse.js';

export interface FolderTable {
  readonly name: string;
  readonly path: string;
  readonly format: 'csv' | 'parquet';
}

const DATA_FILE = /^(.*?)\.(csv|csv\.gz|parquet)$/i;
const SAFE_NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;
const EXPECTED = 'Expected are files named after the tables: events.csv, events.csv.gz or events.parquet.';

/** The tables that a folder's CSV and Parquet files stand for, by name; other files are left alone. CONFIG_INVALID. */
export async function tablesInFolder(folder: string): Promise<readonly FolderTable[]> {
  const files = await readdir(folder).catch((cause: unknown) => {
    throw new TrellisError('CONFIG_INVALID', `The data folder "${folder}" cannot be read. ${EXPECTED}`, { cause });
  });
  const tables = files.sort().flatMap((file): FolderTable[] => {
    const [, name, ending] = DATA_FILE.exec(file) ?? [];
    if (name === undefined || ending === undefined) return [];
    const format = ending.toLowerCase() === 'parquet' ? 'parquet' : 'csv';
    return [{ name, path: resolve(join(folder, file)), format }];
  });
  if (tables.length === 0) {
    throw new TrellisError('CONFIG_INVALID', `The data folder "${folder}" has no CSV or Parquet file. ${EXPECTED}`);
  }
  const problems = [
    ...tables
      .filter(({ name }) => !SAFE_NAME.test(name))
      .map(({ path }) => `"${path}" is not named after a table (letters, digits and _ only).`),
    ...tables.flatMap(({ name, path }, index) => {
      const other = tables.slice(0, index).find((table) => table.name.toLowerCase() === name.toLowerCase());
      return other === undefined ? [] : [`"${path}" and "${other.path}" are both the table "${name}".`];
    }),
  ];
  if (problems.length > 0) throw new TrellisError('CONFIG_INVALID', `${problems.join('\n')}\n${EXPECTED}`);
  return tables;
}

/**
 * Copies a folder's files into tables of their names: statements never touch the files, and run on columns.
 * Returns, by table, why a file could not be read. CONFIG_INVALID where none could.
 */
export async function loadFolder(connection: DuckDBConnection, folder: string): Promise<ReadonlyMap<string, string>> {
  const tables = await tablesInFolder(folder);
  const unreadable = new Map<string, string>();
  for (const table of tables) {
    try {
      if ((await stat(table.path)).size === 0) throw new Error('The file is empty.');
      const path = pathText(table);
      const source = table.format === 'parquet' ? `read_parquet(${path})` : await csvSource(connection, path);
      await readRows(connection, `create table ${quoteName(table.name)} as select * from ${source}`);
    } catch (error) {
      unreadable.set(table.name.toLowerCase(), unreadableFile(table, error));
    }
  }
  if (unreadable.size === tables.length) throw new TrellisError('CONFIG_INVALID', [...unreadable.values()].join('\n'));
  return unreadable;
}

function unreadableFile({ path, format }: FolderTable, error: unknown): string {
  const fault = format === 'csv' ? csvFault(error) : undefined;
  const message = `"${path}" cannot be read as ${format === 'csv' ? 'CSV with a header line' : 'Parquet'}`;
  return fault === undefined ? `${message}.` : `${message}: ${fault}. Mend or remove it.`;
}

/** DuckDB takes paths for patterns: "[2021]" means itself here. */
const pathText = ({ path }: FolderTable) => quoteText(path.replace(/[*?[]/g, '[$&]'));

/**
 * The latest value in any of the date and timestamp columns, as RFC 3339 in UTC (a date is its midnight).
 * Columns that are missing or of another type are skipped; undefined where nothing is left, or no row.
 */
export async function latestInstant(
  warehouse: Warehouse,
  columns: readonly { readonly table: string; readonly column: string }[],
): Promise<string | undefined> {
  const maxima: string[] = [];
  for (const { table, column } of columns) {
    const found = (await warehouse.describe(table))?.find(({ name }) => name.toLowerCase() === column.toLowerCase());
    if (found?.type !== 'date' && found?.type !== 'datetime') continue;
    const name = quoteName(found.name);
    maxima.push(`select max(cast(${name} as timestamp)) as latest from ${quoteTable(table)} where isfinite(${name})`);
  }
  if (maxima.length === 0) return undefined;
  const sql = `select max(latest) as latest from (\n${maxima.join('\nunion all\n')}\n) as maxima`;
  const latest = (await warehouse.run({ sql, bindings: [] })).rows[0]?.[0];
  return typeof latest === 'string' ? latest : undefined;
}
