import { didYouMean, nearestNames } from '../errors/did-you-mean.js';
import { TrellisError } from '../errors/trellis-error.js';
import type { SemanticCatalog } from '../model/catalog.js';
import { finer } from '../model/grains.js';
import type { Grain } from '../model/types.js';
import { combine } from './combine.js';
import { column, type Expr, type NamedExpr } from './expression.js';
import { FormulaBuilder } from './formula.js';
import { anchoringInputs, formulaExpr, shownInputs } from './formula-expr.js';
import { outputPredicate } from './having.js';
import { planInputs } from './inputs.js';
import { keyColumns } from './keys.js';
import { distinctMembers, extremeColumns, extremesOf } from './members.js';
import { byMetricTime } from './metric-time.js';
import { type GroupBy, groupByColumn, type MetricQuery, type MetricSelection } from './query.js';
import { defaultGrainOf, metricsGrain, settleGrains, smallestGrain } from './query-grains.js';
import type { Planning } from './row-source.js';
import type { RowOrder, Rows } from './rows.js';
import { predicateNames, type Settled } from './settled.js';
import { clockAt, type ResolvedRange, resolveRange } from './time.js';

/** Which rows, which sums: everything that SQL is written from, as plain data. */
export interface MetricPlan {
  readonly rows: Rows;
  /** In order: the group-by columns, then the metrics. */
  readonly outputs: readonly NamedExpr[];
  readonly having?: Expr;
  readonly orderBy: readonly RowOrder[];
  readonly limit?: number;
  /** The query with its grains settled. */
  readonly groupBy: readonly GroupBy[];
  readonly range: ResolvedRange;
  readonly timeZone: string;
}

export interface PlanContext {
  readonly catalog: SemanticCatalog;
  /** RFC 3339 instant, exclusive: data before it counts. */
  readonly now: string;
}

/**
 * Resolves a metric query to a plan: names to columns, metrics to aggregates, ranges to instants.
 * @throws UNKNOWN_METRIC, UNKNOWN_DIMENSION, DIMENSION_UNREACHABLE, AMBIGUOUS_JOIN_PATH, GRAIN_TOO_FINE,
 *   TIME_RANGE_INVALID, DIMENSION_NOT_GROUPED, QUERY_INVALID
 */
export function planMetricQuery(query: MetricQuery, context: PlanContext): MetricPlan {
  return plan(query, context, false);
}

/** The whole expanded range as one period: no keys, no having, no order, no limit. */
export function planTotals(query: MetricQuery, context: PlanContext): MetricPlan {
  const { having: _having, limit: _limit, ...rest } = query;
  const { catalog } = context;
  const { inputs } = formulasOf(query.metrics, [], catalog);
  const asked = byMetricTime(settled(query, catalog), inputs);
  const grain = smallestGrain(asked.groupBy, catalog);
  return plan({ ...rest, groupBy: [], orderBy: [] }, context, true, grain);
}

function plan(asked: MetricQuery, context: PlanContext, totals: boolean, rangeGrain?: Grain): MetricPlan {
  const { catalog } = context;
  const selections = withHidden(asked, catalog);
  const shown = settled(asked, catalog);
  const { formulas, inputs } = formulasOf(selections, shown.groupBy.flatMap(keyColumns), catalog);
  const grain = rangeGrain ?? metricsGrain(selections, catalog, finer);
  const state = settle(byMetricTime(shown, inputs), context, totals, grain);
  if (selections.length === 0) return finishMembers(shown, state);
  const all = formulas.map(({ formula }) => formula);
  const read = shown.groupBy.length > 0 ? inputs : shownInputs(all, inputs);
  const rows = combine(planInputs(read, state), anchoringInputs(all, inputs), state);
  const outputs = formulas.map(({ name, formula }) => ({ name, expr: formulaExpr(formula) }));
  return finish(shown, state, rows, outputs);
}

function settled(query: MetricQuery, catalog: SemanticCatalog): MetricQuery {
  return { ...query, groupBy: settleGrains(query.groupBy, defaultGrainOf(query.metrics, catalog), catalog) };
}

function formulasOf(selections: readonly MetricSelection[], keys: readonly string[], catalog: SemanticCatalog) {
  const builder = new FormulaBuilder(catalog, keys);
  const formulas = selections.map((selection) => ({ name: selection.as, formula: builder.formula(selection) }));
  return { formulas, inputs: builder.inputs };
}

/** What all parts of a plan go by; a range without periods grows to whole periods of `rangeGrain`. */
export function settle(
  query: MetricQuery,
  context: PlanContext,
  totals: boolean,
  rangeGrain: Grain | undefined,
): Settled {
  checkOutputs(query);
  const planning = planningOf(query, context);
  const grain = smallestGrain(query.groupBy, context.catalog);
  const range = resolveRange(query.timeRange, grain ?? rangeGrain ?? 'day', planning.clock);
  return { planning, query, totals, grain, range };
}

/** Rows with keys and inputs become a plan: which columns go out, in which order. */
export function finish(
  query: MetricQuery,
  { planning: { catalog, clock }, range }: Settled,
  rows: Rows,
  formulas: readonly NamedExpr[],
): MetricPlan {
  const keys = query.groupBy.flatMap(keyColumns).map((name) => ({ name, expr: column(name) }));
  const shown = new Set(query.metrics.map(({ as }) => as));
  const all: readonly NamedExpr[] = [...keys, ...formulas];
  return {
    rows,
    outputs: [...keys, ...formulas.filter(({ name }) => shown.has(name))],
    orderBy: rowOrder(query, all, keys),
    groupBy: query.groupBy,
    range,
    timeZone: clock.zone,
    ...(query.having && { having: outputPredicate(query.having, all, metricOf(query, catalog), catalog) }),
    ...(query.limit !== undefined && { limit: query.limit }),
  };
}

/** Which metric a column shows; one that is not shown stands under its own name. */
function metricOf({ metrics }: MetricQuery, catalog: SemanticCatalog) {
  return (column: string) => catalog.metrics.get(metrics.find(({ as }) => as === column)?.metric ?? column);
}

/** Without metrics: the distinct members, or the smallest and largest one. */
function finishMembers(query: MetricQuery, state: Settled): MetricPlan {
  const members = distinctMembers(state);
  if (!query.minMaxOnly) return finish(query, state, members, []);
  const outputs = extremeColumns(query).map((name) => ({ name, expr: column(name) }));
  return { ...finish({ ...query, orderBy: [] }, state, extremesOf(members, query), []), outputs, orderBy: [] };
}

function planningOf(query: MetricQuery, context: PlanContext): Planning {
  return {
    catalog: context.catalog,
    clock: clockAt(context.now, query.timeZone ?? 'UTC'),
    rowsOf: (inner) => {
      const { rows, outputs } = planMetricQuery(
        { ...(query.timeZone && { timeZone: query.timeZone }), ...inner },
        context,
      );
      return { kind: 'compute', input: rows, columns: outputs };
    },
  };
}

/** Metrics that only order or limit the rows are computed too, but not put out. */
function withHidden(
  { metrics, having, orderBy, groupBy }: MetricQuery,
  catalog: SemanticCatalog,
): readonly MetricSelection[] {
  const known = new Set([
    ...metrics.map(({ as }) => as),
    ...groupBy.flatMap((item) => [item.name, groupByColumn(item)]),
  ]);
  const named = [...(having ? predicateNames(having) : []), ...orderBy.map(({ by }) => by)];
  const hidden = [...new Set(named)].filter((name) => !known.has(name) && catalog.metrics.has(name));
  return [...metrics, ...hidden.map((metric) => ({ metric, as: metric }))];
}

function checkOutputs({ groupBy, metrics, limit, minMaxOnly }: MetricQuery): void {
  const names = [...groupBy.flatMap(keyColumns), ...metrics.map(({ as }) => as)];
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice) throw new TrellisError('QUERY_INVALID', `"${twice}" is asked for twice.`, { names: [twice] });
  if (names.length === 0) throw new TrellisError('QUERY_INVALID', 'Ask for at least one metric or one group-by.');
  if (minMaxOnly && (metrics.length > 0 || groupBy.length !== 1)) {
    throw new TrellisError(
      'QUERY_INVALID',
      'The smallest and largest member are asked of one group-by, without metrics.',
    );
  }
  if (limit !== undefined && (!Number.isInteger(limit) || limit < 0)) {
    throw new TrellisError('QUERY_INVALID', `A limit is a whole number from 0, not ${limit}.`);
  }
}

function rowOrder(
  { orderBy, groupBy }: MetricQuery,
  outputs: readonly NamedExpr[],
  keys: readonly NamedExpr[],
): readonly RowOrder[] {
  const groupedAs = (by: string) => {
    // dbt's names are of any case.
    const isNamed = (name: string) => name.toLowerCase() === by.toLowerCase();
    const grouped = groupBy.find(({ as: _as, ...item }) => isNamed(item.name) || isNamed(groupByColumn(item)));
    return grouped && groupByColumn(grouped);
  };
  const asked = orderBy.map(({ by, direction }): RowOrder => {
    const output = outputs.find(({ name }) => name === by) ?? keys.find(({ name }) => name === groupedAs(by));
    if (output) return { expr: output.expr, direction };
    const suggestions = nearestNames(
      by,
      outputs.map(({ name }) => name),
    );
    throw new TrellisError(
      'DIMENSION_NOT_GROUPED',
      `Rows can't be ordered by "${by}": it is neither grouped by nor a metric.${didYouMean(suggestions)}`,
      {
        names: [by],
        suggestions,
      },
    );
  });
  return [...asked, ...keys.map(({ expr }): RowOrder => ({ expr, direction: 'asc' }))];
}
