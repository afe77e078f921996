import { invariant, TrellisError } from '../errors/trellis-error.js';
import { finer } from '../model/grains.js';
import type { TimeDimension } from '../model/types.js';
import { aggregated, beforeNow, COMBINED_BY, inputAggregates } from './aggregates.js';
import { checkGrain } from './check-grain.js';
import { closingOf, closingPeriods, closingRows } from './closing.js';
import { Conditions } from './conditions.js';
import { conversionAggregate, creditOf, splitForCredit } from './conversions.js';
import { accumulatedRange, cumulativeRows } from './cumulative.js';
import { laterPlace, periodStart, startColumn } from './custom-grains.js';
import { inputThere, movedRows, settledThere } from './elsewhere.js';
import { aggregateByEntity, countsOneEntity } from './entity-time.js';
import { allOf, column, type Expr } from './expression.js';
import type { Input } from './formula.js';
import { keyExprs } from './keys.js';
import { levelRows } from './levels.js';
import type { Predicate } from './query.js';
import { movedWithin, type Reach, reachOf, runningPeriods, shiftedTime, sourceRange } from './reach.js';
import { RowSource } from './row-source.js';
import type { Rows } from './rows.js';
import {
  filtered,
  type InputRows,
  metricTimeGroups,
  onlyMetricTime,
  predicateNames,
  type Settled,
  shareConditions,
  splitPredicate,
  timeFilter,
} from './settled.js';
import {
  laterCustomPeriods,
  shiftedPeriods,
  shiftedRows,
  startBase,
  startRows,
  withoutCoarserTimes,
} from './shifts.js';
import { beginningOf, densified, periodTime } from './spine.js';
import { localTime } from './time.js';
import { computedTime, localExpr, type TimeColumn, timeColumn, timeDimension } from './time-column.js';
import { splitTimeConditions } from './time-conditions.js';

/** Inputs that read the same rows share a scan and an aggregate. */
export function planInputs(inputs: readonly Input[], settled: Settled): readonly InputRows[] {
  const groups = new Map<string, [Input, ...Input[]]>();
  for (const input of inputs) {
    const key = rowsKey(input, settled);
    const group = groups.get(key);
    if (group) group.push(input);
    else groups.set(key, [input]);
  }
  return [...groups.values()].map((group) => groupRows(group, settled));
}

/** Conditions on time choose periods of an offset or a spine, and points of a cumulative metric. */
function rowsKey(input: Input, settled: Settled): string {
  const { model, measure, offset, elsewhere, accumulation, joinToTimespine } = input;
  const onSpine = settled.grain !== undefined && joinToTimespine;
  const onTime = offset || accumulation || onSpine ? splitTimeConditions(input).onTime : [];
  const shared = [
    model.name,
    measure.aggTimeDimension,
    measure.kind === 'level',
    offset,
    elsewhere,
    onSpine,
    accumulation,
  ];
  const choosing = onTime.map((part) => (part.kind === 'authored' ? part.filter.text : part));
  return JSON.stringify([...shared, choosing, ownRows(input, settled)]);
}

/** Rows that depend on the input's own filters or values can't be shared with all other inputs. */
function ownRows(input: Input, settled: Settled): unknown {
  const { id, measure, filters, where, accumulation, conversion } = input;
  const addsUp = COMBINED_BY[measure.agg] !== undefined;
  if (conversion || (accumulation && (!addsUp || measure.nonAdditive))) return id;
  const underFilters = [filters.map(({ text }) => text).sort(), where];
  if (measure.nonAdditive) return [measure.nonAdditive, ...underFilters];
  return picksPoints(input, settled) ? underFilters : undefined;
}

/** Which point is a period's first or last depends on the filters: only points that have rows count. */
function picksPoints({ accumulation }: Input, { query, grain }: Settled): boolean {
  if (!accumulation || !grain || accumulation.periodAgg === 'average') return false;
  const base = finer(accumulation.grain, grain);
  return !metricTimeGroups(query).some((group) => group.kind === 'time' && group.grain === base);
}

function groupRows(asked: readonly [Input, ...Input[]], settled: Settled): InputRows {
  const [{ elsewhere }] = asked;
  if (!elsewhere) return rowsOf(asked, settled);
  const [first, ...rest] = asked.map((input) => inputThere(input, elsewhere, settled));
  invariant(first, 'a group has an input');
  return movedRows(rowsOf([first, ...rest], settledThere(first, elsewhere, settled)), elsewhere, settled);
}

function rowsOf(inputs: readonly [Input, ...Input[]], settled: Settled): InputRows {
  const [first] = inputs;
  const source = new RowSource(settled.planning, first.model, first.metric);
  const time = first.measure.aggTimeDimension;
  const dimension = time === undefined ? undefined : timeDimension(first.model, time);
  if (!dimension && (settled.query.timeRange || first.elsewhere)) throw noTime(first);
  if (dimension) checkSteps(first, dimension, settled);
  if (first.measure.kind === 'level') return levelRows(inputs, source, settled);
  const rows = sourceRows(inputs, dimension, source, settled);
  if (!first.joinToTimespine || !settled.grain || !dimension) return rows;
  return densified(rows, first, source, settled, beginningOf(first.model, dimension, settled));
}

function sourceRows(
  inputs: readonly [Input, ...Input[]],
  dimension: TimeDimension | undefined,
  source: RowSource,
  settled: Settled,
): InputRows {
  const [{ accumulation }] = inputs;
  if (accumulation && settled.grain && dimension) {
    return cumulativeRows(inputs, accumulation, dimension, source, settled);
  }
  if (dimension?.firstPer && countsOneEntity(inputs, dimension, settled)) {
    return aggregateByEntity(inputs, dimension, source, settled);
  }
  return additiveRows(inputs, dimension, source, settled);
}

/** What is compared is moved no finer than rows know their time. @throws GRAIN_TOO_FINE */
function checkSteps({ aside, offset, elsewhere }: Input, dimension: TimeDimension, { planning }: Settled): void {
  if (!aside) return;
  const compareTo = elsewhere?.kind === 'range' ? elsewhere.compareTo : undefined;
  const steps = offset?.kind === 'window' ? offset.steps : compareTo?.kind === 'offset' ? [compareTo] : [];
  const time = timeColumn(column(dimension.name), dimension);
  for (const { grain } of steps) checkGrain({ kind: 'time', name: 'metric_time', grain }, time, planning.catalog);
}

function noTime({ metric, model }: Input): TrellisError {
  return new TrellisError(
    'TIME_RANGE_INVALID',
    `Metric "${metric}" has no metric_time (model "${model.name}" has no time dimension), so it takes no time range.`,
    { names: [metric] },
  );
}

function additiveRows(
  inputs: readonly [Input, ...Input[]],
  dimension: TimeDimension | undefined,
  source: RowSource,
  settled: Settled,
): InputRows {
  const [first] = inputs;
  const reach = first.accumulation ? accumulatedRange(first, first.accumulation, settled) : reachOf(first, settled);
  const shiftsPeriods = reach.kind === 'periods';
  const read = sourceRange(reach, settled);
  const within = (at: TimeColumn) => timeFilter(at, read, settled);
  const time = dimension && source.metricTimeOf(dimension, within);
  const metricTime = time && readTime(time, reach, dimension, source, settled);
  const conditions = new Conditions(source, metricTime);
  const keys = keyExprs(settled.query, source, conditions);
  const { aggregates, where: wanted } = shareConditions(
    first.conversion
      ? [conversionAggregate(first, first.conversion, conditions)]
      : inputAggregates(
          shiftsPeriods ? inputs.map((one) => splitTimeConditions(one).input) : inputs,
          source,
          conditions,
        ),
  );
  // A shift to the spine comes between the rows and the conditions on metric_time.
  const later = splitPredicate(settled.query.where, (part) => shiftsPeriods && onlyMetricTime(part));
  const bounds = allOf([
    metricTime && movedWithin(metricTime, reach, settled),
    dimension?.firstPer ? beforeNow(source.rowTime(dimension), dimension, settled, read.from) : time && within(time),
  ]);
  const credits = splitForCredit(later.rest, first, reach);
  const early = allOf([credits.early && conditions.predicate(credits.early), first.conversion && wanted]);
  const late = allOf([credits.late && conditions.predicate(credits.late), first.conversion ? undefined : wanted]);
  const name = first.model.name;
  const closing = closingOf(first, source, settled);
  const periods = closingPeriods(first, settled);
  const credit = first.conversion && time ? creditOf(first, first.conversion, time, keys, source, settled) : undefined;
  const scanned = filtered(source.rows(), allOf([bounds, early]));
  const credited = credit ? credit(scanned) : scanned;
  const aligned = dimension && time ? alignedRows(credited, reach, time, dimension, source, settled) : credited;
  const closingKeys = keys.flatMap((key) => (periods.includes(key.name) ? [key.expr] : []));
  const input = closingRows(filtered(source.withPeriods(aligned), late), closing, closingKeys);
  const named = { keys: keys.map((key) => key.name), values: aggregates.map((aggregate) => aggregate.name) };
  if (reach.kind === 'customPeriods') {
    refuseTimeConditions(inputs, settled);
    return { ...named, rows: laterCustomPeriods(aggregated(name, input, keys, aggregates), reach, settled) };
  }
  if (reach.kind !== 'periods' || !dimension) {
    return { ...named, rows: aggregated(name, input, keys, aggregates) };
  }
  const perPeriod = aggregated(name, input, withoutCoarserTimes(keys, settled), aggregates);
  const shifted = shiftedPeriods(perPeriod, reach.steps, beginningOf(first.model, dimension, settled), settled);
  return { ...named, rows: filtered(shifted, onPeriods(first, later.taken, source, settled)) };
}

/** Rows of a custom period no longer know their days. @throws QUERY_INVALID */
function refuseTimeConditions(inputs: readonly Input[], { query }: Settled): void {
  const timed = inputs.find((input) => splitTimeConditions(input).onTime.length > 0);
  const isTimed = query.where && predicateNames(query.where).includes('metric_time');
  if (!timed && !isTimed) return;
  const metric = timed?.metric ?? inputs[0]?.metric ?? '';
  throw new TrellisError(
    'QUERY_INVALID',
    `Metric "${metric}" is compared by a custom grain, under a condition on metric_time. Give that as the time range.`,
    { names: [metric, 'metric_time'] },
  );
}

/** What the query and the metric itself ask of time alone, once periods are read later. */
function onPeriods(input: Input, asked: Predicate | undefined, source: RowSource, settled: Settled): Expr | undefined {
  const conditions = new Conditions(source, periodTime(settled.grain ?? 'day'));
  const { onTime } = splitTimeConditions(input);
  return allOf([...(asked ? [asked] : []), ...onTime].map((part) => conditions.predicate(part)));
}

/** metric_time as conditions and keys see it. */
function readTime(
  time: TimeColumn,
  reach: Reach,
  dimension: TimeDimension,
  source: RowSource,
  settled: Settled,
): TimeColumn {
  switch (reach.kind) {
    case 'rows':
      return periodTime('day');
    case 'start':
      return periodTime(startBase(dimension, settled));
    case 'custom': {
      const { catalog, clock } = settled.planning;
      const name = `${dimension.name}__later`;
      const local = localExpr(time, clock.zone);
      const end = localTime(clock.now);
      source.addLookup(name, (input) => laterPlace(input, name, local, reach, catalog, end));
      for (const grain of runningPeriods(reach.grain, settled)) {
        source.addLookup(startColumn(grain), (input) => periodStart(input, name, grain, catalog));
      }
      const { type, local: isLocal } = periodTime(catalog.standardGrain(reach.grain));
      return computedTime(column(name), type, isLocal);
    }
    default:
      return shiftedTime(time, reach, settled);
  }
}

/** Rows of an earlier time beside the base periods at which they are read, where no sum of times leads there. */
function alignedRows(
  input: Rows,
  reach: Reach,
  time: TimeColumn,
  dimension: TimeDimension,
  source: RowSource,
  settled: Settled,
): Rows {
  if (reach.kind !== 'rows' && reach.kind !== 'start') return input;
  const beginning = beginningOf(source.model, dimension, settled);
  return reach.kind === 'rows'
    ? shiftedRows(input, time, reach.steps, beginning, settled)
    : startRows(input, time, reach.grain, startBase(dimension, settled), beginning, settled);
}
