import type { Binding, Statement, Warehouse } from '../../src/warehouse/warehouse.js';
import { isQuotedInSetup } from './snowflake-server/names.js';

/** A list of expressions may have 16,384 of them; each is bound. */
const VALUES_AT_ONCE = 5_000;

interface Column {
  readonly name: string;
  /** As DuckDB calls it. */
  readonly type: string;
}

interface Table {
  readonly name: string;
  readonly columns: readonly Column[];
  /** Every value as text. */
  readonly rows: readonly (readonly Binding[])[];
}

/** DuckDB's tables as statements of Snowflake's that make and fill them in the session's schema. */
export async function tableStatements(duckdb: Warehouse): Promise<readonly Statement[]> {
  return (await tablesOf(duckdb)).flatMap((table) => [creation(table), ...insertions(table)]);
}

async function tablesOf(duckdb: Warehouse): Promise<readonly Table[]> {
  const { rows } = await duckdb.run({
    sql: 'select table_name, column_name, data_type from duckdb_columns() where not internal order by table_name, column_index',
    bindings: [],
  });
  const columns = rows.map(([table, name, type]) => ({ table, name: String(name), type: String(type) }));
  return Promise.all(
    [...new Set(rows.map(([table]) => String(table)))].map(async (name): Promise<Table> => {
      const own = columns.filter(({ table }) => table === name);
      const texts = own.map((column) => `cast("${column.name}" as varchar)`).join(', ');
      const result = await duckdb.run({ sql: `select ${texts} from "${name}"`, bindings: [] });
      return { name, columns: own, rows: result.rows as readonly Binding[][] };
    }),
  );
}

function creation({ name, columns }: Table): Statement {
  const each = columns.map((column) => `${written(column.name)} ${snowflakeType(column.type)}`);
  return { sql: `create table ${written(name)} (${each.join(', ')})`, bindings: [] };
}

function insertions({ name, columns, rows }: Table): readonly Statement[] {
  const names = columns.map((column) => written(column.name));
  const casts = columns.map(({ type }, index) => `cast(${names[index]} as ${snowflakeType(type)})`);
  const marks = `(${columns.map(() => '?').join(', ')})`;
  const most = Math.floor(VALUES_AT_ONCE / columns.length);
  return Array.from({ length: Math.ceil(rows.length / most) }, (_, part) => {
    const some = rows.slice(part * most, (part + 1) * most);
    const values = `(values ${some.map(() => marks).join(', ')}) as v (${names.join(', ')})`;
    return {
      sql: `insert into ${written(name)} (${names.join(', ')}) select ${casts.join(', ')} from ${values}`,
      bindings: some.flat(),
    };
  });
}

/** As the definitions find it: what they write without quotes Snowflake has in capitals. */
function written(name: string): string {
  return isQuotedInSetup(name) ? `"${name}"` : name;
}

const TYPES: Readonly<Record<string, string>> = {
  VARCHAR: 'varchar',
  BOOLEAN: 'boolean',
  DOUBLE: 'double',
  DATE: 'date',
  TIMESTAMP: 'timestamp_ntz',
  TIMESTAMP_NS: 'timestamp_ntz',
  'TIMESTAMP WITH TIME ZONE': 'timestamp_ltz',
};

function snowflakeType(type: string): string {
  // Each of Snowflake's names for whole numbers means NUMBER(38, 0).
  if (/^(TINY|SMALL|BIG)?INT(EGER)?$/.test(type)) return 'bigint';
  if (type.startsWith('DECIMAL')) return type.replace('DECIMAL', 'number');
  const known = TYPES[type];
  if (known === undefined) throw new Error(`What is ${type} of DuckDB in Snowflake?`);
  return known;
}
