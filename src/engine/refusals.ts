import { TrellisError } from '../errors/trellis-error.js';
import type { SemanticCatalog } from '../model/catalog.js';
import { elementNamed, isDimension } from '../model/joins.js';
import { type MetricPlan, type PlanContext, planMetricQuery } from '../plan/metric-plan.js';
import type { FunnelQuery, MetricQuery } from '../plan/query.js';
import { predicateNames } from '../plan/settled.js';
import { type RelationRead, readsOfPlan, tablesOfPlan } from '../plan/tables.js';
import type { Warehouse } from '../warehouse/warehouse.js';
import { readsOfCatalog } from './check/catalog-reads.js';
import { checkRead, type TableProblem } from './check/table-check.js';
import { lastPart, namedInFull } from './missing-table.js';

/** A missing table, with those of the metrics that read it. */
export function withAskers(
  refused: TrellisError,
  { query }: { readonly query: MetricQuery | FunnelQuery },
  plan: MetricPlan,
  context: PlanContext,
): TrellisError {
  const error = namedInFull(refused, tablesOfPlan(plan));
  const askers = 'funnel' in query ? [query.funnel] : metricsReading(error.names, query, context);
  const names = askers.map((name) => `"${name}"`).join(', ');
  const need = askers.length > 1 ? 'need' : 'needs';
  const message = askers.length > 0 ? `${error.message} ${names} ${need} it.` : error.message;
  return new TrellisError('TABLE_NOT_FOUND', message, { names: [...error.names, ...askers], cause: refused });
}

/** Of one metric no plan need be made: it is the one. Where none alone reads the table, their filters do: all of them. */
function metricsReading(tables: readonly string[], query: MetricQuery, context: PlanContext): readonly string[] {
  const all = [...new Set(query.metrics.map(({ metric }) => metric))];
  if (all.length < 2) return all;
  const reading = query.metrics.filter((selection) => {
    const { having: _having, ...alone } = query;
    const plan = planMetricQuery({ ...alone, metrics: [selection], orderBy: [] }, context);
    return [...tablesOfPlan(plan)].some((table) => tables.some((name) => lastPart(table) === lastPart(name)));
  });
  return reading.length > 0 ? [...new Set(reading.map(({ metric }) => metric))] : all;
}

/**
 * A refused statement, with the table and column that don't fit the definitions, if it is they, else with what the
 * query compares: values whose type nobody told are the warehouse's to judge.
 */
export async function withCulprit(
  error: TrellisError,
  query: MetricQuery | FunnelQuery,
  plan: MetricPlan,
  catalog: SemanticCatalog,
  warehouse: Warehouse,
): Promise<TrellisError> {
  const reads = readsOfPlan(plan);
  for (const read of readsOfCatalog(catalog)) {
    if (!reads.some((one) => isSameRelation(one, read))) continue;
    const problem = (await checkRead(read, warehouse)).find((one) => reads.some((own) => isHeldUpBy(own, one)));
    if (!problem) continue;
    const names = [problem.table, ...(problem.column === undefined ? [] : [problem.column])];
    return new TrellisError('WAREHOUSE_REJECTED', problem.message, { names, cause: error });
  }
  return withCompared(error, query, catalog);
}

function withCompared(error: TrellisError, query: MetricQuery | FunnelQuery, catalog: SemanticCatalog): TrellisError {
  const conditions = 'metrics' in query ? [query.having, ...query.metrics.map(({ where }) => where)] : [];
  const all = [query.where, ...conditions].flatMap((condition) => (condition ? predicateNames(condition) : []));
  // Values beside a time have been read as times.
  const compared = [...new Set(all)].filter((name) => !isTimeName(name, catalog));
  if (compared.length === 0) return error;
  const names = compared.map((name) => `"${name}"`).join(', ');
  const message = `${error.message} The query's conditions compare ${names}: are the values of the type of that column?`;
  const { suggestions } = error;
  return new TrellisError('WAREHOUSE_REJECTED', message, {
    names: [...error.names, ...compared],
    suggestions,
    cause: error,
  });
}

function isTimeName(name: string, catalog: SemanticCatalog): boolean {
  const element = elementNamed(catalog, name);
  return name === 'metric_time' || (element !== undefined && isDimension(element) && element.kind === 'time');
}

/** Whether a problem concerns what a plan reads of a relation. */
export function isHeldUpBy(read: RelationRead, problem: TableProblem): boolean {
  return isSameRelation(read, problem) && (problem.sql === undefined || read.columns.includes(problem.sql));
}

function isSameRelation(
  { relation: a }: Pick<RelationRead, 'relation'>,
  { relation: b }: Pick<RelationRead, 'relation'>,
) {
  return a.kind === b.kind && a.name === b.name;
}
