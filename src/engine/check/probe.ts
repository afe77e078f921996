import { TrellisError } from '../../errors/trellis-error.js';
import { tablesOfRelation } from '../../model/relation-tables.js';
import type { Relation } from '../../model/types.js';
import { expressionsProbe, relationProbe } from '../../sql/probe.js';
import type { ColumnType, ResultColumn, Warehouse } from '../../warehouse/warehouse.js';
import { namedInFull } from '../missing-table.js';

/** The codes of a warehouse that does not understand; any other is no answer. */
const REFUSALS: ReadonlySet<string> = new Set(['TABLE_NOT_FOUND', 'WAREHOUSE_REJECTED']);

/**
 * The columns of a statement without rows, or why the warehouse refuses it.
 * @throws WAREHOUSE_UNAVAILABLE and its like, where the warehouse is no help
 */
export async function probe(warehouse: Warehouse, statement: string): Promise<readonly ResultColumn[] | TrellisError> {
  try {
    return (await warehouse.run({ sql: statement, bindings: [] })).columns;
  } catch (error) {
    if (error instanceof TrellisError && REFUSALS.has(error.code)) return error;
    throw error;
  }
}

/** The columns of a relation, or why it can't be read. */
export async function probeRelation(
  warehouse: Warehouse,
  relation: Relation,
): Promise<readonly ResultColumn[] | TrellisError> {
  const probed = await probe(warehouse, relationProbe(relation));
  return probed instanceof TrellisError ? namedInFull(probed, tablesOfRelation(relation)) : probed;
}

/** The types of the author's SQL over a relation, in order, or why the warehouse refuses it. */
export async function probeExpressions(
  warehouse: Warehouse,
  relation: Relation,
  sqls: readonly string[],
): Promise<readonly ColumnType[] | TrellisError> {
  const columns = sqls.length > 0 ? await probe(warehouse, expressionsProbe(relation, sqls)) : [];
  return columns instanceof TrellisError ? columns : columns.map(({ type }) => type);
}

/** The refusal of a relation, if any. */
export async function refusalOf(warehouse: Warehouse, relation: Relation): Promise<TrellisError | undefined> {
  const probed = await probeRelation(warehouse, relation);
  return probed instanceof TrellisError ? probed : undefined;
}
