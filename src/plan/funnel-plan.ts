import type { Funnel, FunnelStep, Grain, Measure } from '../model/types.js';
import { combine, putBeside } from './combine.js';
import { readingBefore } from './comparison.js';
import { column, type NamedExpr } from './expression.js';
import { filled } from './fill.js';
import type { AsideReading, Input } from './formula.js';
import { planInputs } from './inputs.js';
import { ownEntity } from './join-lookups.js';
import { finish, type MetricPlan, type PlanContext, settle } from './metric-plan.js';
import { type FunnelQuery, type MetricQuery, stepColumn } from './query.js';
import { settleGrains } from './query-grains.js';
import type { InputRows, Settled } from './settled.js';
import { strictRows } from './strict-funnel.js';

/** One column of counts per step. @throws as planMetricQuery, and UNKNOWN_FUNNEL */
export function planFunnel(query: FunnelQuery, context: PlanContext): MetricPlan {
  return plan(query, context, undefined);
}

/** The whole expanded range as one period. */
export function planFunnelTotals(query: FunnelQuery, context: PlanContext): MetricPlan {
  const { steps } = context.catalog.funnel(query.funnel);
  const { grain } = settle(rowQuery(query, steps, context), context, false, undefined);
  const { limit: _limit, ...rest } = query;
  return plan({ ...rest, groupBy: [] }, context, grain ?? 'day');
}

function plan(query: FunnelQuery, context: PlanContext, rangeGrain: Grain | undefined): MetricPlan {
  const funnel = context.catalog.funnel(query.funnel);
  const asked = rowQuery(query, funnel.steps, context);
  const settled = settle(asked, context, rangeGrain !== undefined, rangeGrain);
  const now = countedRows(funnel, {}, undefined, settled);
  const before = (query.compareTo ?? []).flatMap((compareTo, index) =>
    countedRows(funnel, readingBefore(compareTo, asked.groupBy, context.catalog), index, settled),
  );
  const made = new Set(now.flatMap(({ values }) => values));
  const model = context.catalog.model(funnel.model);
  const rows = putBeside(filled(combine(now, made, settled), model, settled), before, 'before');
  const counts = asked.metrics.map(({ as: name }): NamedExpr => {
    return { name, expr: { kind: 'coalesce', operands: [column(name), { kind: 'number', value: 0 }] } };
  });
  return finish(asked, settled, rows, counts);
}

function rowQuery(
  { funnel: _funnel, compareTo = [], ...query }: FunnelQuery,
  steps: readonly FunnelStep[],
  { catalog }: PlanContext,
): MetricQuery {
  const groupBy = settleGrains(query.groupBy, 'day', catalog);
  const columns = [undefined, ...compareTo.keys()].flatMap((compared) =>
    steps.map((step) => ({ metric: step.name, as: stepColumn(step, compared) })),
  );
  return { ...query, groupBy, metrics: columns, orderBy: [] };
}

/** The counts of all steps, now or aside; `compared` is the place of what they are compared to. */
function countedRows(
  funnel: Funnel,
  reading: Partial<AsideReading>,
  compared: number | undefined,
  settled: Settled,
): readonly InputRows[] {
  const inputs = stepInputs(funnel, reading, compared, settled);
  // An entity counts at a step if it has such an event, whatever came before, or only in strict order.
  return funnel.order === 'strict' ? [strictRows(funnel, inputs, settled)] : planInputs(inputs, settled);
}

function stepInputs(
  funnel: Funnel,
  { comparing: _, ...reading }: Partial<AsideReading>,
  compared: number | undefined,
  settled: Settled,
): readonly Input[] {
  const model = settled.planning.catalog.model(funnel.model);
  const entity = ownEntity(model, funnel.entity);
  const measure: Measure = {
    name: entity.name,
    agg: 'count_distinct',
    expr: entity.expr,
    aggTimeDimension: funnel.time,
    kind: 'additive',
    description: '',
    label: entity.label,
    source: funnel.source,
  };
  return funnel.steps.map(
    (step): Input => ({
      ...reading,
      id: stepColumn(step, compared),
      metric: funnel.name,
      model,
      measure,
      filters: [step.filter],
      where: [],
      joinToTimespine: false,
      ...(funnel.window && { within: { eventTime: funnel.eventTime, window: funnel.window } }),
    }),
  );
}
