import type { DuckDBConnection } from '@duckdb/node-api';
import type { PlanSize } from './faults.js';
import { shownName } from './names.js';

const ROWS_OF_PARTITION = 100_000;
const BYTES_OF_VALUE = 8;

interface TableSize {
  readonly table: string;
  readonly rows: number;
  readonly columns: number;
}

/** The statement behind EXPLAIN USING JSON; undefined where there is none. */
export function explainedStatement(sql: string): string | undefined {
  return /^\s*explain\s+using\s+json\s+([\s\S]+)$/i.exec(sql)?.[1];
}

/** Snowflake's JSON of a plan that scans the statement's tables whole. Docs: docs.snowflake.com/en/sql-reference/sql/explain */
export async function explainJson(
  connection: DuckDBConnection,
  duckSql: string,
  given: PlanSize | undefined,
): Promise<string> {
  const tables = await sizes(connection, connection.getTableNames(duckSql, false));
  const scans = tables.map(({ table, rows, columns }, index) => {
    const partitions = Math.max(1, Math.ceil(rows / ROWS_OF_PARTITION));
    return {
      id: index + 1,
      parentOperators: [0],
      operation: 'TableScan',
      objects: [shownName(table)],
      partitionsTotal: partitions,
      partitionsAssigned: partitions,
      bytesAssigned: rows * columns * BYTES_OF_VALUE,
    };
  });
  const sum = (of: keyof PlanSize) => scans.reduce((total, scan) => total + scan[of], 0);
  const all: PlanSize = {
    partitionsTotal: sum('partitionsTotal'),
    partitionsAssigned: sum('partitionsAssigned'),
    bytesAssigned: sum('bytesAssigned'),
  };
  return JSON.stringify({ GlobalStats: given ?? all, Operations: [[{ id: 0, operation: 'Result' }, ...scans]] });
}

async function sizes(connection: DuckDBConnection, names: readonly string[]): Promise<TableSize[]> {
  const reader = await connection.runAndReadAll(
    'select table_name, estimated_size, column_count from duckdb_tables() order by table_name',
  );
  const asked = new Set(names.map((name) => name.replace(/^"|"$/g, '').toLowerCase()));
  return reader
    .getRows()
    .map(([table, rows, columns]) => ({ table: String(table), rows: Number(rows), columns: Number(columns) }))
    .filter(({ table }) => asked.has(table.toLowerCase()));
}
