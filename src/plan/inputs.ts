import { TrellisError } from '../errors/trellis-error.js';
import type { TimeDimension } from '../model/types.js';
import { aggregated, beforeNow, earliestOf, inputAggregates } from './aggregates.js';
import { Conditions } from './conditions.js';
import { aggregateByEntity, countsOneEntity } from './entity-time.js';
import { allOf, column, type Expr, type NamedExpr } from './expression.js';
import type { Input } from './formula.js';
import { keyExprs } from './keys.js';
import { levelRows } from './levels.js';
import { groupByColumn } from './query.js';
import { movedWithin, type Reach, reachOf, shiftedTime, sourceRange } from './reach.js';
import { RowSource } from './row-source.js';
import type { Rows } from './rows.js';
import {
  filtered,
  type InputRows,
  metricTimeGroups,
  onlyMetricTime,
  periodColumn,
  type Settled,
  shareConditions,
  splitPredicate,
  timeFilter,
} from './settled.js';
import { densified, PERIOD, periodKeys, periodTime, spineFor } from './spine.js';
import { localExpr, type TimeColumn, timeDimension } from './time-column.js';

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

function rowsKey({ model, measure, offset, joinToTimespine }: Input, { grain }: Settled): string {
  const onSpine = grain !== undefined && joinToTimespine;
  return JSON.stringify([model.name, measure.aggTimeDimension, measure.kind === 'level', offset, onSpine]);
}

function groupRows(inputs: readonly [Input, ...Input[]], settled: Settled): InputRows {
  const [first] = inputs;
  const source = new RowSource(settled.planning, first.model, first.metric);
  const time = first.measure.aggTimeDimension;
  const dimension = time === undefined ? undefined : timeDimension(first.model, time);
  if (!dimension && settled.query.timeRange) throw noTime(first);
  if (first.measure.kind === 'level') return levelRows(inputs, source, settled);
  const rows =
    dimension?.firstPer && countsOneEntity(inputs, dimension, settled)
      ? aggregateByEntity(inputs, dimension, source, settled)
      : additiveRows(inputs, dimension, source, settled);
  if (!first.joinToTimespine || !settled.grain || !dimension) return rows;
  const spine = spineFor(settled.grain, ...earliestOf(first.model, dimension, settled), settled);
  return densified(rows, source, settled, spine);
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
  const reach = reachOf(first, settled);
  const read = sourceRange(reach, settled);
  const within = (at: TimeColumn) => timeFilter(at, read, settled);
  const time = dimension && source.metricTimeOf(dimension, within);
  const grain = settled.grain ?? 'day';
  const metricTime = reach.kind === 'rows' ? periodTime('day') : time && shiftedTime(time, reach, settled);
  const conditions = new Conditions(source, metricTime);
  const keys = keyExprs(settled.query, source, conditions);
  const { aggregates, where: wanted } = shareConditions(inputAggregates(inputs, source, conditions));
  // A shift to the spine comes between the rows and the conditions on metric_time.
  const later = splitPredicate(settled.query.where, (part) => reach.kind === 'periods' && onlyMetricTime(part));
  const where = allOf([later.rest && conditions.predicate(later.rest), wanted]);
  const bounds = allOf([
    metricTime && movedWithin(metricTime, reach, settled),
    dimension?.firstPer ? beforeNow(source.rowTime(dimension), dimension, settled, read.from) : time && within(time),
  ]);
  const named = { keys: keys.map(({ name }) => name), values: aggregates.map(({ name }) => name) };
  const name = first.model.name;
  if (reach.kind === 'rows' && dimension && time) {
    const rows = shiftRows(filtered(source.rows(), bounds), time, reach, dimension, source, settled);
    return { ...named, rows: aggregated(name, filtered(rows, where), keys, aggregates) };
  }
  const input = filtered(source.rows(), allOf([bounds, where]));
  if (reach.kind !== 'periods' || !dimension) {
    return { ...named, rows: aggregated(name, input, keys, aggregates) };
  }
  const perPeriod = aggregated(name, input, withoutCoarserTimes(keys, settled), aggregates);
  const shifted = shiftPeriods(perPeriod, reach, dimension, source, settled);
  const onPeriods = later.taken && new Conditions(source, periodTime(grain)).predicate(later.taken);
  return { ...named, rows: filtered(shifted, onPeriods) };
}

/** Coarser periods and parts are made from the smallest period once that is shifted. */
function withoutCoarserTimes(keys: readonly NamedExpr[], settled: Settled): readonly NamedExpr[] {
  const smallest = periodColumn(settled);
  const others = new Set(metricTimeGroups(settled.query).map((groupBy) => groupByColumn(groupBy)));
  return keys.filter(({ name }) => name === smallest || !others.has(name));
}

function shiftPeriods(
  input: Rows,
  { offset }: Extract<Reach, { kind: 'periods' }>,
  dimension: TimeDimension,
  source: RowSource,
  settled: Settled,
): Rows {
  const grain = settled.grain ?? 'day';
  const period = periodColumn(settled);
  if (!period) throw new Error('Broken invariant: periods are shifted only where they are grouped by');
  const { type } = periodTime(grain);
  const spine = spineFor(grain, ...earliestOf(source.model, dimension, settled), settled);
  const key: Expr = { kind: 'addGrain', input: column(PERIOD), count: -offset.count, grain: offset.grain, type };
  return {
    kind: 'compute',
    input: { kind: 'shift', input, spine, key, time: column(period) },
    columns: periodKeys(grain, source, settled),
  };
}

function shiftRows(
  input: Rows,
  time: TimeColumn,
  { offset }: Extract<Reach, { kind: 'rows' }>,
  dimension: TimeDimension,
  source: RowSource,
  settled: Settled,
): Rows {
  const spine = spineFor('day', ...earliestOf(source.model, dimension, settled), settled);
  const key: Expr = {
    kind: 'addGrain',
    input: column(PERIOD),
    count: -offset.count,
    grain: offset.grain,
    type: 'date',
  };
  const day: Expr = { kind: 'truncate', input: localExpr(time, settled.planning.clock.zone), grain: 'day' };
  return { kind: 'shift', input, spine, key, time: day };
}
