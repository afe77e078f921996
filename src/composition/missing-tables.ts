import type { SemanticCatalog } from '../model/catalog.js';
import { planFunnel } from '../plan/funnel-plan.js';
import { planMetricQuery } from '../plan/metric-plan.js';
import { tablesOfPlan } from '../plan/tables.js';
import type { Warehouse } from '../warehouse/warehouse.js';

/** A table that the warehouse lacks, and what can't be asked without it. */
export interface MissingTable {
  readonly table: string;
  readonly metrics: readonly string[];
  readonly funnels: readonly string[];
}

/**
 * What each metric's plan reads, looked up in the warehouse. Snowflake is left alone:
 * it is not connected to before the first question.
 */
export async function missingTables(
  catalog: SemanticCatalog,
  warehouse: Warehouse,
  now: string,
): Promise<readonly MissingTable[]> {
  if (warehouse.dialect === 'snowflake') return [];
  const context = { catalog, now };
  const metrics = readersOf([...catalog.metrics.keys()], (metric) =>
    tablesOfPlan(planMetricQuery({ metrics: [{ metric, as: metric }], groupBy: [], orderBy: [] }, context)),
  );
  const funnels = readersOf([...catalog.funnels.keys()], (funnel) =>
    tablesOfPlan(planFunnel({ funnel, groupBy: [] }, context)),
  );
  const tables = [...new Set([...metrics.keys(), ...funnels.keys()])].sort();
  const found = await Promise.all(tables.map((table) => warehouse.describe(table)));
  return tables
    .filter((_, index) => found[index] === undefined)
    .map((table) => ({ table, metrics: metrics.get(table) ?? [], funnels: funnels.get(table) ?? [] }));
}

/** By table: who reads it. */
function readersOf(
  names: readonly string[],
  tablesOf: (name: string) => Iterable<string>,
): ReadonlyMap<string, string[]> {
  const readers = new Map<string, string[]>();
  for (const name of names) {
    for (const table of tablesOf(name)) readers.set(table, [...(readers.get(table) ?? []), name]);
  }
  return readers;
}
