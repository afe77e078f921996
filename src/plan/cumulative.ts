import { TrellisError } from '../errors/trellis-error.js';
import { finer } from '../model/grains.js';
import type { Grain, TimeDimension } from '../model/types.js';
import { inputAggregates } from './aggregates.js';
import { closingOf } from './closing.js';
import { Conditions } from './conditions.js';
import { allOf, column, type Expr, type NamedExpr } from './expression.js';
import type { Accumulation, Input } from './formula.js';
import { keyColumns, keyExprs } from './keys.js';
import { accumulate } from './points.js';
import { groupByColumn, type Predicate } from './query.js';
import {
  calendarOffset,
  earlierRange,
  earlierTime,
  lastPeriodStart,
  movesPeriods,
  type Reach,
  requireTotals,
  stepsOf,
} from './reach.js';
import type { RowSource } from './row-source.js';
import { PERIOD, type Rows } from './rows.js';
import {
  filtered,
  type InputRows,
  metricTimeGroups,
  onlyMetricTime,
  periodColumn,
  predicateNames,
  type Settled,
  shareConditions,
  splitPredicate,
  timeFilter,
} from './settled.js';
import { shiftedPeriods } from './shifts.js';
import { type Beginning, beginningOf, periodsFor, periodTime, withTimeKeys } from './spine.js';
import { addPeriods, type ResolvedRange, shiftedRange, startOfPeriod } from './time.js';
import { periodOf, type TimeColumn } from './time-column.js';
import { splitTimeConditions } from './time-conditions.js';

/**
 * Cumulative metrics by time: the value at each point of the base grain, then what a coarser period shows of its
 * points (dbt: period_agg). Conditions on metric_time choose points, all others choose rows.
 */
export function cumulativeRows(
  inputs: readonly [Input, ...Input[]],
  accumulation: Accumulation,
  dimension: TimeDimension,
  source: RowSource,
  settled: Settled,
): InputRows {
  const [first] = inputs;
  const { zone } = settled.planning.clock;
  const grain = finer(accumulation.grain, settled.grain ?? accumulation.grain);
  const beginning = beginningOf(first.model, dimension, settled);
  const offset = calendarOffset(first, 'is cumulative', settled);
  const period = settled.grain ?? grain;
  const steps = offset ? stepsOf(offset, period) : [];
  // Periods are read later once they show one of their points; else points are, and then shown.
  const late = steps.length > 0 && period !== grain && movesPeriods(period, steps, settled);
  const range =
    steps.length > 0
      ? shiftedRange(settled.range, steps, late ? period : grain, settled.planning.clock)
      : settled.range;
  const read = accumulatedFrom(accumulation, range);
  const time = source.metricTimeOf(dimension, (at) => timeFilter(at, read, settled));
  const conditions = new Conditions(source, periodTime(grain));
  const { points: onPoints, rows: onRows } = splitConditions(first, settled);
  const others = keyExprs(
    { ...settled.query, groupBy: settled.query.groupBy.filter(({ name }) => name !== 'metric_time') },
    source,
    conditions,
  );
  const ofRows = inputs.map((input) => splitTimeConditions(input).input);
  const { aggregates, where: wanted } = shareConditions(inputAggregates(ofRows, source, conditions));
  const where = allOf([timeFilter(time, read, settled), onRows && conditions.predicate(onRows), wanted]);
  const closing = closingOf(first, source, settled);
  const points = accumulate({
    name: first.model.name,
    rows: filtered(source.rows(), where),
    at: periodOf(time, grain, zone),
    ...(accumulation.toDate && { since: enclosing(accumulation.toDate, time, periodTime(grain), zone) }),
    periods: periodsFor(grain, beginning, settled, range),
    grain,
    periodType: periodTime(grain).type,
    accumulation,
    keys: others,
    aggregates,
    ...(closing && { closing }),
  });
  const values = aggregates.map(({ name }) => name);
  const keys = settled.query.groupBy.flatMap(keyColumns);
  const pointConditions = new Conditions(source, periodTime(late ? period : grain));
  const asked = allOf(onPoints.map((part) => pointConditions.predicate(part)));
  if (late) {
    const own = ofSmallestPeriod(settled);
    const perPeriod = ofPeriods(
      withTimeKeys(points, periodTime(grain), own),
      own.query.groupBy.flatMap(keyColumns),
      values,
      accumulation,
    );
    return { keys, values, rows: filtered(shiftedPeriods(perPeriod, steps, beginning, settled), asked) };
  }
  const shifted = steps.length > 0 ? readLater(points, steps, grain, beginning, settled) : points;
  const keyed = withTimeKeys(filtered(shifted, asked), periodTime(grain), settled);
  const isBase = metricTimeGroups(settled.query).some((group) => group.kind === 'time' && group.grain === grain);
  return { keys, values, rows: isBase ? keyed : ofPeriods(keyed, keys, values, accumulation) };
}

/** The query without the coarser periods and parts, which are made from the smallest period. */
function ofSmallestPeriod(settled: Settled): Settled {
  const { query } = settled;
  const smallest = periodColumn(settled);
  const groupBy = query.groupBy.filter((one) => one.name !== 'metric_time' || groupByColumn(one) === smallest);
  return { ...settled, query: { ...query, groupBy } };
}

/** The period to date, of a row and of a point. */
function enclosing(grain: Grain, row: TimeColumn, point: TimeColumn, zone: string) {
  return { row: periodOf(row, grain, zone), point: periodOf(point, grain, zone) };
}

/** Rows from a window before the range on, from the start of its period, or all of history. */
function accumulatedFrom({ window, toDate }: Accumulation, { from, until }: ResolvedRange): ResolvedRange {
  const start = window
    ? from && addPeriods(from, -window.count, window.grain)
    : toDate && from && startOfPeriod(from, toDate);
  return { ...(start && { from: start }), ...(until && { until }) };
}

/**
 * Without a period to show, the last point of the range counts; for all time that is everything before its end.
 * @throws DIMENSION_NOT_GROUPED for a window without metric_time, but in totals
 */
export function accumulatedRange(input: Input, accumulation: Accumulation, settled: Settled): Reach {
  const { window, toDate, grain } = accumulation;
  if (window || toDate || input.offset) requireTotals(input.metric, settled);
  refuseTimeFilter(input, settled);
  const offset = calendarOffset(input, 'is cumulative', settled);
  const range = offset ? earlierRange(offset, settled) : settled.range;
  const last = lastPeriodStart({ ...settled, range }, grain);
  const from = window
    ? addPeriods(addPeriods(last, -window.count, window.grain), 1, grain)
    : toDate && startOfPeriod(last, toDate);
  const { until } = range;
  return { kind: 'range', range: { ...(from && { from }), ...(until && { until }) }, steps: [] };
}

function refuseTimeFilter(input: Input, { query }: Settled): void {
  const { metric } = input;
  const isTimed = query.where && predicateNames(query.where).includes('metric_time');
  if (!isTimed && splitTimeConditions(input).onTime.length === 0) return;
  throw new TrellisError(
    'TIME_RANGE_INVALID',
    `Metric "${metric}" is read at the last point in time. Give that as the time range, or group by metric_time.`,
    { names: [metric] },
  );
}

/** @throws QUERY_INVALID where one condition speaks of metric_time and of rows */
function splitConditions(
  input: Input,
  { query }: Settled,
): { readonly points: readonly Predicate[]; readonly rows: Predicate | undefined } {
  const { metric } = input;
  const { taken, rest } = splitPredicate(query.where, onlyMetricTime);
  const {
    input: { filters, where },
    onTime,
  } = splitTimeConditions(input);
  const names = [
    ...(rest ? predicateNames(rest) : []),
    ...where.flatMap(predicateNames),
    ...filters.flatMap((filter) => predicateNames({ kind: 'authored', filter })),
  ];
  if (!names.includes('metric_time')) return { points: [...(taken ? [taken] : []), ...onTime], rows: rest };
  throw new TrellisError(
    'QUERY_INVALID',
    `Metric "${metric}" is cumulative: a condition on metric_time chooses points in time, so it must stand alone beside the others.`,
    { names: [metric, 'metric_time'] },
  );
}

/** Points of an earlier time beside the points that read them. */
function readLater(
  points: Rows,
  steps: Parameters<typeof earlierTime>[1],
  grain: Grain,
  beginning: Beginning,
  settled: Settled,
): Rows {
  const read = '__read';
  return {
    kind: 'align',
    name: 'earlier',
    input: { kind: 'compute', input: points, columns: [{ name: read, expr: column(PERIOD) }] },
    periods: periodsFor(grain, beginning, settled),
    on: { kind: 'compare', operator: 'eq', left: column(read), right: earlierTime(column(PERIOD), steps, grain) },
  };
}

/** The first or last point of each period, or the average of its points. */
function ofPeriods(
  points: Rows,
  keys: readonly string[],
  values: readonly string[],
  { periodAgg }: Accumulation,
): Rows {
  const by: readonly NamedExpr[] = keys.map((name) => ({ name, expr: column(name) }));
  if (periodAgg === 'average') {
    const aggregates = values.map((name) => ({ name, agg: 'average' as const, expr: column(name) }));
    return { kind: 'aggregate', name: 'points', input: points, keys: by, aggregates };
  }
  const time: Expr = column(PERIOD);
  const choice = periodAgg === 'first' ? 'min' : 'max';
  return { kind: 'pick', name: 'points', input: points, by: by.map(({ expr }) => expr), time, choice };
}
