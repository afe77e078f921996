import { invariant, TrellisError } from '../errors/trellis-error.js';
import { compareGrains } from '../model/grains.js';
import type { Grain, GrainCount } from '../model/types.js';
import { aggregated, inputAggregates } from './aggregates.js';
import { Conditions } from './conditions.js';
import { allOf, column, type Expr } from './expression.js';
import type { Input } from './formula.js';
import { keyExprs } from './keys.js';
import { groupByColumn } from './query.js';
import { BEGINNING, calendarOffset, earlierRange, requireTotals } from './reach.js';
import type { RowSource } from './row-source.js';
import { PERIOD, type Rows } from './rows.js';
import {
  filtered,
  hasCustomPeriods,
  type InputRows,
  metricTimeGroups,
  periodColumn,
  predicateNames,
  type Settled,
  shareConditions,
} from './settled.js';
import { type Beginning, beginningOf, distinctPeriods, periodsFor, periodTime, withTimeKeys } from './spine.js';
import { boundTime, isUtc, visibleUntil } from './time.js';
import { type TimeColumn, timeDimension } from './time-column.js';

/**
 * Level measures of a snapshot: the rows valid just before each period's end, or now if that comes first.
 * Without metric_time one point counts: the end of the range, else now.
 */
export function levelRows(inputs: readonly [Input, ...Input[]], source: RowSource, settled: Settled): InputRows {
  const [first] = inputs;
  const { model } = first;
  invariant(model.validity, `level measure "${first.measure.name}" stands on a snapshot`);
  const start = timeDimension(model, model.validity.start);
  const validFrom = source.time(start);
  const validTo = source.time(timeDimension(model, model.validity.end));
  const conditions = new Conditions(source, settled.grain && periodTime(settled.grain));
  refuseTimeFilter(first, settled);
  refuseParts(first, settled);
  const keys = keyExprs(settled.query, source, conditions);
  const { aggregates, where: wanted } = shareConditions(inputAggregates(inputs, source, conditions));
  const where = allOf([settled.query.where && conditions.predicate(settled.query.where), wanted]);
  const beginning = beginningOf(model, start, settled);
  const input = source.withPeriods(
    source.rows((scan) => {
      if (!settled.grain) return filtered(scan, validAt(pointOf(first, validFrom, settled), validFrom, validTo));
      const at = periodEnd(first, validFrom, settled);
      const periods = pointsFor(settled.grain, beginning, settled);
      return { kind: 'align', name: 'versions', input: scan, periods, on: validAt(at, validFrom, validTo) };
    }),
  );
  return {
    keys: keys.map(({ name }) => name),
    values: aggregates.map(({ name }) => name),
    rows: aggregated(model.name, filtered(input, where), keys, aggregates),
  };
}

/** valid_from < at AND (valid_to IS NULL OR valid_to >= at): the end of what is seen is exclusive. */
function validAt(at: Expr, validFrom: TimeColumn, validTo: TimeColumn): Expr {
  return {
    kind: 'and',
    operands: [
      { kind: 'compare', operator: 'lt', left: validFrom.expr, right: at },
      {
        kind: 'or',
        operands: [
          { kind: 'isNull', input: validTo.expr },
          { kind: 'compare', operator: 'gte', left: validTo.expr, right: at },
        ],
      },
    ],
  };
}

/** The periods at whose ends versions are read; of custom periods their last base periods. */
function pointsFor(grain: Grain, beginning: Beginning, settled: Settled): Rows {
  const periods = periodsFor(grain, beginning, settled);
  const groups = metricTimeGroups(settled.query);
  if (!hasCustomPeriods(settled) || periodColumn(settled) !== undefined) return periods;
  const keyed = withTimeKeys(periods, periodTime(grain), settled);
  return distinctPeriods(
    keyed,
    groups.map((groupBy) => groupByColumn(groupBy)),
    'max',
  );
}

/** The end of a spine's period, moved by the input's offset, in the snapshot's own time. */
function periodEnd(input: Input, { type }: TimeColumn, settled: Settled): Expr {
  const grain = settled.grain ?? 'day';
  const { clock } = settled.planning;
  const offset = calendarOffset(input, 'is a level', settled);
  const back = offset?.kind === 'periods' ? offset.count : 0;
  const steps = offset?.kind === 'window' ? offset.steps : [];
  const shifts: readonly GrainCount[] = [
    { count: 1 - back, grain },
    ...steps.map((step) => ({ count: -step.count, grain: step.grain })),
  ];
  const end = shifts
    .filter(({ count }) => count !== 0)
    .reduce<Expr>((input, shift) => ({ kind: 'addGrain', input, ...shift, type }), column(PERIOD));
  const isInstant = type === 'date' || isUtc(clock.zone) || compareGrains(grain, 'day') < 0;
  const instant: Expr = isInstant ? end : { kind: 'fromZone', input: end, zone: clock.zone };
  return { kind: 'earlier', left: instant, right: boundTime(clock.now, type) };
}

function pointOf(input: Input, { type }: TimeColumn, settled: Settled): Expr {
  const { range, planning } = settled;
  const offset = calendarOffset(input, 'is a level', settled);
  if (offset?.kind === 'window') requireTotals(input.metric, settled);
  const isAhead = range.from !== undefined && range.from >= planning.clock.now;
  if (isAhead) return boundTime(BEGINNING, type);
  const read = offset ? earlierRange(offset, settled) : range;
  return boundTime(visibleUntil(read, planning.clock), type);
}

/** A part holds many periods, and a level is never added over time. */
function refuseParts({ metric }: Input, { query }: Settled): void {
  if (!metricTimeGroups(query).some(({ kind }) => kind === 'part')) return;
  throw new TrellisError(
    'QUERY_INVALID',
    `Metric "${metric}" is a level, which is never added over time. Group it by a grain, not by a date part.`,
    { names: [metric] },
  );
}

function refuseTimeFilter({ metric }: Input, { query, grain }: Settled): void {
  if (grain || !query.where || !predicateNames(query.where).includes('metric_time')) return;
  throw new TrellisError(
    'TIME_RANGE_INVALID',
    `Metric "${metric}" is a level, read at one point in time. Give that as the time range, or group by metric_time.`,
    { names: [metric] },
  );
}
