import { didYouMean, nearestNames } from '../../errors/did-you-mean.js';
import { tablesOfRelation } from '../../model/relation-tables.js';
import type { Relation } from '../../model/types.js';
import { quoteName, quoteTable } from '../../warehouse/table-names.js';
import type { ColumnType, TableColumn, Warehouse } from '../../warehouse/warehouse.js';

interface Found {
  readonly table: string;
  readonly column: string;
  readonly message: string;
}

const TYPES: Readonly<Record<ColumnType, string>> = {
  string: 'text',
  long: 'a whole number',
  decimal: 'a number',
  double: 'a number',
  boolean: 'true or false',
  date: 'a date',
  datetime: 'a timestamp',
};
const NEEDED = { time: 'a date or timestamp', number: 'a number' } as const;
const EXAMPLES = { time: '2021-02-10 or 2021-02-10T13:05:00', number: '12.50' } as const;

export function missingColumn(table: string, column: string, columns: readonly TableColumn[]): Found {
  const names = columns.map(({ name }) => name);
  const near = didYouMean(nearestNames(column, names));
  return {
    table,
    column,
    message: `Table "${table}" has no column "${column}".${near || ` It has ${names.join(', ')}.`}`,
  };
}

/** Says also where a CSV file had no value to tell the type by. */
export async function wrongType(
  table: string,
  { name, type }: TableColumn,
  needed: 'time' | 'number',
  warehouse: Warehouse,
): Promise<Found> {
  const sql = `select count(*) as every, count(${quoteName(name)}) as known from ${quoteTable(table)}`;
  const { rows } = await warehouse.run({ sql, bindings: [] });
  const [every, known] = (rows[0] ?? []).map(Number);
  const empty = every === 0 ? 'The table has no rows' : known === 0 ? 'It is empty in every row' : undefined;
  const wayOut = empty
    ? `${empty}, and in CSV only values tell a type: add some, or use Parquet.`
    : `Write every value as ${EXAMPLES[needed]}.`;
  const message = `Column "${name}" of table "${table}" is ${TYPES[type]}, where ${NEEDED[needed]} is needed. ${wayOut}`;
  return { table, column: name, message };
}

/** Where no single column of a table is to blame. */
export function unreadable(relation: Relation, why = '', sql?: string): string {
  const what = relation.kind === 'table' ? `Table "${relation.name}"` : `The SELECT of "${relation.name}"`;
  const reads =
    relation.kind === 'table' ? '' : `, which reads ${tablesOfRelation(relation).join(', ') || 'no table'},`;
  const wrong = sql === undefined ? "can't be read" : `gives nothing fit for "${sql}"`;
  return `${what}${reads} ${wrong}. ${why}`.trimEnd();
}
