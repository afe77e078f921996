import type { TableNaming } from './dbt-project.js';

/** Where dbt put a model, a seed, a snapshot or a source. */
export interface DbtTable {
  readonly database?: string | undefined;
  readonly schema?: string | undefined;
  readonly name: string;
  /** As dbt writes it, quoted as the warehouse needs it. */
  readonly relationName?: string | undefined;
}

const PLAIN = /^[A-Za-z_][A-Za-z0-9_$]*$/u;

/** `bakery.main_marts.sales`, `main_marts.sales` or `sales`; a part that is no plain name is quoted. */
export function tableName({ database, schema, name, relationName }: DbtTable, naming: TableNaming): string {
  if (naming === 'database' && relationName) return relationName;
  const parts = { database: [database, schema, name], schema: [schema, name], table: [name] }[naming];
  return parts
    .filter((part) => part !== undefined && part !== '')
    .map((part) => (PLAIN.test(part!) ? part : `"${part!.replaceAll('"', '""')}"`))
    .join('.');
}
