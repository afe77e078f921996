import { TrellisError } from '../errors/trellis-error.js';
import type { SemanticCatalog } from '../model/catalog.js';
import { metricModels } from '../model/describe.js';
import { tablesOfRelation } from '../model/relation-tables.js';
import { planFunnel } from '../plan/funnel-plan.js';
import { type PlanContext, planMetricQuery } from '../plan/metric-plan.js';
import type { GroupBy, MetricQuery } from '../plan/query.js';
import { tablesOfPlan } from '../plan/tables.js';
import type { Warehouse } from '../warehouse/warehouse.js';

/** A table that the warehouse lacks, and what can't be asked without it. */
export interface MissingTable {
  readonly table: string;
  readonly metrics: readonly string[];
  readonly funnels: readonly string[];
}

const METRIC_TIME: GroupBy = { kind: 'time', name: 'metric_time' };

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
  const context: PlanContext = { catalog, now };
  const metrics = readersOf([...catalog.metrics.keys()], (metric) => tablesOfMetric(metric, context));
  const funnels = readersOf([...catalog.funnels.keys()], (funnel) =>
    tablesOfPlan(planFunnel({ funnel, groupBy: [] }, context)),
  );
  const tables = [...new Set([...metrics.keys(), ...funnels.keys()])].sort();
  const found = await Promise.all(tables.map((table) => warehouse.describe(table)));
  return tables
    .filter((_, index) => found[index] === undefined)
    .map((table) => ({ table, metrics: metrics.get(table) ?? [], funnels: funnels.get(table) ?? [] }));
}

/** Growth and its like can only be asked by time, and some metrics know no time. */
function tablesOfMetric(metric: string, context: PlanContext): Iterable<string> {
  const query: MetricQuery = { metrics: [{ metric, as: metric }], groupBy: [], orderBy: [] };
  for (const groupBy of [[], [METRIC_TIME]]) {
    try {
      return tablesOfPlan(planMetricQuery({ ...query, groupBy }, context));
    } catch (error) {
      if (!(error instanceof TrellisError)) throw error;
    }
  }
  return metricModels(context.catalog, context.catalog.metric(metric)).flatMap(({ relation }) =>
    tablesOfRelation(relation),
  );
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
