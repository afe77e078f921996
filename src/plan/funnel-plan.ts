import type { Funnel, FunnelStep, Grain, Measure } from '../model/types.js';
import { beforeNow } from './aggregates.js';
import { combine } from './combine.js';
import { Conditions } from './conditions.js';
import { allOf, column, type Expr, type NamedExpr, number } from './expression.js';
import type { Input } from './formula.js';
import { planInputs } from './inputs.js';
import { ownEntity } from './join-lookups.js';
import { keyExprs } from './keys.js';
import { finish, type MetricPlan, type PlanContext, settle } from './metric-plan.js';
import { type FunnelQuery, type MetricQuery, stepColumn } from './query.js';
import { settleGrains } from './query-grains.js';
import { RowSource } from './row-source.js';
import type { Rows } from './rows.js';
import { filtered, type Settled, timeFilter } from './settled.js';
import { timeColumn, timeDimension } from './time-column.js';

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
  const rows = funnel.order === 'strict' ? strictRows(funnel, settled) : anyOrderRows(funnel, settled);
  const counts = funnel.steps.map((step): NamedExpr => {
    const name = stepColumn(step);
    return { name, expr: { kind: 'coalesce', operands: [column(name), number(0)] } };
  });
  return finish(asked, settled, rows, counts);
}

function rowQuery(
  { funnel: _funnel, ...query }: FunnelQuery,
  steps: readonly FunnelStep[],
  { catalog }: PlanContext,
): MetricQuery {
  const groupBy = settleGrains(query.groupBy, 'day', catalog);
  return {
    ...query,
    groupBy,
    metrics: steps.map((step) => ({ metric: step.name, as: stepColumn(step) })),
    orderBy: [],
  };
}

/** An entity counts at a step if it has such an event, whatever came before. */
function anyOrderRows(funnel: Funnel, settled: Settled): Rows {
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
  const inputs = funnel.steps.map(
    (step): Input => ({
      id: stepColumn(step),
      metric: funnel.name,
      model,
      measure,
      filters: [step.filter],
      where: [],
      joinToTimespine: false,
      ...(funnel.window && { within: { eventTime: funnel.eventTime, window: funnel.window } }),
    }),
  );
  return combine(planInputs(inputs, settled), new Set(inputs.map(({ id }) => id)), settled);
}

/** An entity counts at a step if some choice of strictly later events reaches it, all within the window of the first. */
function strictRows(funnel: Funnel, settled: Settled): Rows {
  const { planning, query, range } = settled;
  const model = planning.catalog.model(funnel.model);
  const source = new RowSource(planning, model, funnel.name);
  const entity = source.element(funnel.entity).column;
  const time = source.metricTimeOf(timeDimension(model, funnel.time));
  const eventDimension = timeDimension(model, funnel.eventTime);
  const eventTime = source.rowTime(eventDimension);
  const conditions = new Conditions(source, time);
  const keys = keyExprs(query, source, conditions);
  const where = allOf([
    timeFilter(time, range, settled),
    beforeNow(eventTime, eventDimension, settled),
    query.where && conditions.predicate(query.where),
  ]);
  const steps = funnel.steps.map((step) => ({ name: stepColumn(step), where: conditions.template(step.filter) }));
  const unit = '__unit';
  const events: Rows = {
    kind: 'compute',
    input: filtered(source.rows(), where),
    columns: [
      ...keys,
      { name: unit, expr: entity },
      { name: EVENT_TIME, expr: timeColumn(eventTime, eventDimension).utc },
    ],
  };
  const names = keys.map(({ name }) => name);
  const [first] = steps;
  const reached: Rows = {
    kind: 'match',
    input: events,
    unit: [unit, ...names],
    time: EVENT_TIME,
    steps,
    ...(funnel.window && { window: funnel.window }),
  };
  const begun: Expr = { kind: 'compare', operator: 'eq', left: column(first?.name ?? ''), right: number(1) };
  return {
    kind: 'aggregate',
    name: funnel.name,
    input: filtered(reached, begun),
    keys: names.map((name) => ({ name, expr: column(name) })),
    aggregates: steps.map(({ name }) => ({ name, agg: 'sum', expr: column(name) })),
  };
}

const EVENT_TIME = '__event_time';
