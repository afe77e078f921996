import { TrellisError } from '../errors/trellis-error.js';
import type { Relation } from '../model/types.js';
import { column } from '../plan/expression.js';
import type { MetricPlan } from '../plan/metric-plan.js';
import { compileMetricPlan } from '../sql/compile.js';
import { quoteName } from '../warehouse/table-names.js';
import type { ColumnType, Warehouse } from '../warehouse/warehouse.js';

/** The types of the author's SQL over a relation, in order, or why the warehouse refuses it. Reads no row. */
export async function probe(
  warehouse: Warehouse,
  relation: Relation,
  sqls: readonly string[],
): Promise<readonly ColumnType[] | TrellisError> {
  const columns = sqls.map((sql, index) => ({ name: `column_${index}`, sql }));
  const plan: MetricPlan = {
    rows: { kind: 'scan', name: 'probe', relation, columns },
    outputs: [
      { name: 'one', expr: { kind: 'number', value: 1 } },
      ...columns.map(({ name }) => ({ name, expr: column(name) })),
    ],
    orderBy: [],
    limit: 0,
    groupBy: [],
    range: {},
    timeZone: 'UTC',
  };
  try {
    const result = await warehouse.run(compileMetricPlan(plan, warehouse.dialect));
    return result.columns.slice(1).map(({ type }) => type);
  } catch (error) {
    const isRefusal = error instanceof TrellisError && REFUSALS.has(error.code);
    if (isRefusal) return error;
    throw error;
  }
}

const REFUSALS: ReadonlySet<string> = new Set(['TABLE_NOT_FOUND', 'WAREHOUSE_REJECTED']);

/** Why a relation can't be read at all, if so. */
export async function refusalOf(warehouse: Warehouse, relation: Relation): Promise<TrellisError | undefined> {
  const probed = await probe(warehouse, relation, []);
  return probed instanceof TrellisError ? probed : undefined;
}

export const STAND_IN_TYPES = ['timestamp', 'double', 'varchar'] as const;
export type StandInType = (typeof STAND_IN_TYPES)[number];

/** The relation as it would be if a table had such a column too. */
export function withColumn(relation: Relation, table: string, name: string, type: StandInType): Relation {
  return withTable(relation, table, `select *, cast(null as ${type}) as ${quoteName(name)}`);
}

/** The relation as it would be if a table's column were of another type. */
export function withType(relation: Relation, table: string, name: string, type: StandInType): Relation {
  return withTable(relation, table, `select * replace (cast(null as ${type}) as ${quoteName(name)})`);
}

function withTable(relation: Relation, table: string, select: string): Relation {
  const { name } = relation;
  if (relation.kind === 'table') {
    return name === table ? { kind: 'select', name, sql: [`${select} from `, relation] } : relation;
  }
  const sql = relation.sql.map((part) => (typeof part === 'string' ? part : withTable(part, table, select)));
  return { kind: 'select', name, sql };
}
