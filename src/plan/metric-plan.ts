import { TrellisError } from '../errors/trellis-error.js';
import type { SemanticCatalog } from '../model/catalog.js';
import { finer } from '../model/grains.js';
import type { Grain } from '../model/types.js';
import { combine, putBeside } from './combine.js';
import { shownFormula } from './comparison.js';
import { column, type Expr, type NamedExpr } from './expression.js';
import { filled, refuseFill } from './fill.js';
import { type Formula, FormulaBuilder, type Input } from './formula.js';
import { anchoringInputs, formulaExpr, shownInputs } from './formula-expr.js';
import { outputPredicate } from './having.js';
import { planInputs } from './inputs.js';
import { keyColumns } from './keys.js';
import { distinctMembers, extremeColumns, extremesOf } from './members.js';
import { byMetricTime } from './metric-time.js';
import type { GroupBy, MetricQuery, MetricSelection } from './query.js';
import { defaultGrainOf, metricsGrain, settleGrains, smallestGrain } from './query-grains.js';
import { rowOrder, withHidden } from './row-order.js';
import type { Planning } from './row-source.js';
import type { RowOrder, Rows } from './rows.js';
import type { Settled } from './settled.js';
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
  const asked = onMetricTime(settled(query, catalog), query.metrics, catalog);
  const grain = smallestGrain(asked.groupBy, catalog);
  return plan({ ...rest, groupBy: [], orderBy: [] }, context, true, grain);
}

function plan(asked: MetricQuery, context: PlanContext, totals: boolean, rangeGrain?: Grain): MetricPlan {
  const { catalog } = context;
  const { selections, orderBy } = withHidden(asked, catalog);
  const shown = settled({ ...asked, orderBy }, catalog);
  const grain = rangeGrain ?? metricsGrain(selections, catalog, finer);
  const state = settle(onMetricTime(shown, selections, catalog), context, totals, grain);
  if (selections.length === 0) return finishMembers(shown, state);
  const { formulas, inputs } = formulasOf(selections, state.query.groupBy, catalog);
  const rows = metricRows(
    formulas.map(({ formula }) => formula),
    inputs,
    state,
  );
  const outputs = formulas.map(({ name, formula }) => ({ name, expr: formulaExpr(formula) }));
  return finish(shown, state, rows, outputs);
}

/** The rows that metrics make, then what they are compared to and their totals beside them. */
function metricRows(formulas: readonly Formula[], inputs: readonly Input[], state: Settled): Rows {
  const { groupBy } = state.query;
  const shown = shownInputs(formulas, inputs);
  const own = (groupBy.length > 0 ? inputs : shown).filter(({ aside }) => !aside);
  const before = planInputs(
    shown.filter(({ aside }) => aside === 'before'),
    state,
  );
  const totals = planInputs(
    shown.filter(({ aside }) => aside === 'total'),
    { ...state, query: { ...state.query, groupBy: [] }, grain: undefined, totals: true },
  );
  // Without keys, what is compared to may stand alone.
  const [first = [], ...rest] = own.length > 0 ? [planInputs(own, state), before] : before.map((source) => [source]);
  const made = combine(first, anchoringInputs(formulas, inputs), state);
  const rows = own[0] ? filled(made, own[0].model, state) : made.rows;
  return putBeside(putBeside(rows, rest.flat(), 'before'), totals, 'whole');
}

/** The query by metric_time, where it names that otherwise; comparisons change nothing of it. */
function onMetricTime(query: MetricQuery, selections: readonly MetricSelection[], catalog: SemanticCatalog) {
  const builder = new FormulaBuilder(catalog);
  for (const selection of selections) builder.formula(selection);
  return byMetricTime(query, builder.inputs);
}

function settled(query: MetricQuery, catalog: SemanticCatalog): MetricQuery {
  return { ...query, groupBy: settleGrains(query.groupBy, defaultGrainOf(query.metrics, catalog), catalog) };
}

function formulasOf(selections: readonly MetricSelection[], groupBy: readonly GroupBy[], catalog: SemanticCatalog) {
  const builder = new FormulaBuilder(catalog, groupBy.flatMap(keyColumns));
  const formulas = selections.map((selection) => ({
    name: selection.as,
    formula: shownFormula(selection, builder, groupBy, catalog),
  }));
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
  const periods = grain ?? rangeGrain ?? 'day';
  const range = resolveRange(query.timeRange, periods, planning.clock);
  return { planning, query, totals, grain, range, rangeGrain: periods };
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
  refuseFill(query.groupBy);
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
  if (minMaxOnly && groupBy.some((item) => item.kind === 'value' && item.bins)) {
    throw new TrellisError(
      'QUERY_INVALID',
      'The smallest and largest member are those of the numbers: leave out bins.',
    );
  }
  if (limit !== undefined && (!Number.isInteger(limit) || limit < 0)) {
    throw new TrellisError('QUERY_INVALID', `A limit is a whole number from 0, not ${limit}.`);
  }
}
