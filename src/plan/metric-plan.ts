import { didYouMean, nearestNames } from '../errors/did-you-mean.js';
import { TrellisError } from '../errors/trellis-error.js';
import type { SemanticCatalog } from '../model/catalog.js';
import { coarser, finer } from '../model/grains.js';
import type { Grain } from '../model/types.js';
import { combine } from './combine.js';
import { column, type Expr, type NamedExpr } from './expression.js';
import { FormulaBuilder } from './formula.js';
import { anchoringInputs, formulaExpr } from './formula-expr.js';
import { outputPredicate } from './having.js';
import { planInputs } from './inputs.js';
import { otherColumn } from './keys.js';
import { distinctMembers } from './members.js';
import { type GroupBy, groupByColumn, type MetricQuery, type MetricSelection } from './query.js';
import { metricsGrain, settleGrains, smallestGrain } from './query-grains.js';
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
  const grains = settleGrains(query.groupBy, metricsGrain(query.metrics, context.catalog, coarser));
  const grain = smallestGrain(grains, context.catalog);
  return plan({ ...rest, groupBy: [], orderBy: [] }, context, true, grain);
}

function plan(asked: MetricQuery, context: PlanContext, totals: boolean, rangeGrain?: Grain): MetricPlan {
  const { catalog } = context;
  const selections = withHidden(asked, catalog);
  const defaultGrain = metricsGrain(asked.metrics, catalog, coarser);
  const settled = settle(asked, context, totals, rangeGrain ?? metricsGrain(selections, catalog, finer), defaultGrain);
  const builder = new FormulaBuilder(catalog);
  const formulas = selections.map((selection) => ({ name: selection.as, formula: builder.formula(selection) }));
  const anchors = anchoringInputs(
    formulas.map(({ formula }) => formula),
    builder.inputs,
  );
  const rows =
    selections.length > 0 ? combine(planInputs(builder.inputs, settled), anchors, settled) : distinctMembers(settled);
  const outputs = formulas.map(({ name, formula }) => ({ name, expr: formulaExpr(formula) }));
  return finish(asked, settled, rows, outputs);
}

/** Settles what a query leaves open: grains by `defaultGrain`, a range without periods by `rangeGrain`. */
export function settle(
  asked: MetricQuery,
  context: PlanContext,
  totals: boolean,
  rangeGrain: Grain | undefined,
  defaultGrain: Grain | undefined,
): Settled {
  const query: MetricQuery = { ...asked, groupBy: settleGrains(asked.groupBy, defaultGrain) };
  checkOutputs(query);
  const planning = planningOf(query, context);
  const grain = smallestGrain(query.groupBy, context.catalog);
  const range = resolveRange(query.timeRange, grain ?? rangeGrain ?? 'day', planning.clock);
  return { planning, query, totals, grain, range };
}

/** Rows with keys and inputs become a plan: which columns go out, in which order. */
export function finish(
  asked: MetricQuery,
  { query, planning, range }: Settled,
  rows: Rows,
  formulas: readonly NamedExpr[],
): MetricPlan {
  const keys = query.groupBy.flatMap(keyColumns).map((name) => ({ name, expr: column(name) }));
  const shown = new Set(asked.metrics.map(({ as }) => as));
  const all: readonly NamedExpr[] = [...keys, ...formulas];
  return {
    rows,
    outputs: [...keys, ...formulas.filter(({ name }) => shown.has(name))],
    orderBy: rowOrder(query, all, keys),
    groupBy: query.groupBy,
    range,
    timeZone: planning.clock.zone,
    ...(query.having && { having: outputPredicate(query.having, all) }),
    ...(query.limit !== undefined && { limit: query.limit }),
  };
}

/** The output columns of one group-by: itself, and the rest's flag beside a `top`. */
export function keyColumns(groupBy: GroupBy): readonly string[] {
  const name = groupByColumn(groupBy);
  return groupBy.kind === 'value' && groupBy.top ? [name, otherColumn(name)] : [name];
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

function checkOutputs({ groupBy, metrics, limit }: MetricQuery): void {
  const names = [...groupBy.map((item) => groupByColumn(item)), ...metrics.map(({ as }) => as)];
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice) throw new TrellisError('QUERY_INVALID', `"${twice}" is asked for twice.`, { names: [twice] });
  if (names.length === 0) throw new TrellisError('QUERY_INVALID', 'Ask for at least one metric or one group-by.');
  if (limit !== undefined && (!Number.isInteger(limit) || limit < 0)) {
    throw new TrellisError('QUERY_INVALID', `A limit is a whole number from 0, not ${limit}.`);
  }
}

function rowOrder(
  { orderBy, groupBy }: MetricQuery,
  outputs: readonly NamedExpr[],
  keys: readonly NamedExpr[],
): readonly RowOrder[] {
  const periodOf = (by: string) => {
    const period = groupBy.find(({ kind, name }) => kind !== 'value' && name === by);
    return period && groupByColumn(period);
  };
  const asked = orderBy.map(({ by, direction }): RowOrder => {
    const output = outputs.find(({ name }) => name === by) ?? keys.find(({ name }) => name === periodOf(by));
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
