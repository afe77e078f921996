import type { DateTime } from 'luxon';
import type { TimeSpine } from '../model/definitions.js';
import { compareGrains, finer, isStandardGrain } from '../model/grains.js';
import type { Grain, SemanticModel, TimeDimension } from '../model/types.js';
import { checkGrain } from './check-grain.js';
import { Conditions } from './conditions.js';
import { customPeriod } from './custom-grains.js';
import { allOf, column, type Expr, number } from './expression.js';
import type { Input } from './formula.js';
import { otherColumn } from './keys.js';
import { type GroupBy, groupByColumn, type MetricQuery } from './query.js';
import { RowSource } from './row-source.js';
import { PERIOD, type Rows, type Spine } from './rows.js';
import {
  baseGrain,
  filtered,
  type InputRows,
  metricTimeGroups,
  onlyMetricTime,
  periodColumn,
  predicateColumns,
  type Settled,
  splitPredicate,
} from './settled.js';
import { boundTime, ceilPeriod, localTime, type ResolvedRange, visibleUntil } from './time.js';
import { computedTime, localExpr, periodOf, type TimeColumn, timeColumn } from './time-column.js';
import { splitTimeConditions } from './time-conditions.js';

/** A spine's period as a time: a plain date at day and coarser, an instant below. */
export function periodTime(grain: Grain): TimeColumn {
  const isDay = compareGrains(grain, 'day') >= 0;
  return computedTime(column(PERIOD), isDay ? 'date' : 'datetime', isDay);
}

/** What a spine without a start begins with: rows and their time. */
export interface Beginning {
  readonly rows: Rows;
  readonly time: TimeColumn;
  /** Where the definitions have a spine, that begins by itself. */
  readonly wholeSpine?: true;
}

/** All rows of a model, unfiltered. */
export function beginningOf(model: SemanticModel, dimension: TimeDimension, { planning }: Settled): Beginning {
  const all = new RowSource(planning, model);
  const time = timeColumn(all.rowTime(dimension), dimension);
  return { rows: all.rows(), time };
}

/**
 * The periods of a range, none at or after now or `until`. Without a start they begin with the model's earliest row. The
 * definitions' own spine (that of the custom grain if one is asked, else the coarsest that is fine enough) comes
 * before a generated one.
 */
export function periodsFor(
  grain: Grain,
  beginning: Beginning,
  settled: Settled,
  range: ResolvedRange = settled.range,
  until?: DateTime,
): Rows {
  const { clock } = settled.planning;
  const isDay = compareGrains(grain, 'day') >= 0;
  const bound = (at: DateTime): Expr => (isDay ? localTime(at) : boundTime(at, 'datetime'));
  const source = spineFor(grain, settled);
  return {
    kind: 'periods',
    spine: {
      grain,
      ...(source && { source: sourceOf(source) }),
      from: range.from ? bound(range.from) : firstPeriod(beginning, grain, source, settled),
      to: bound(until ?? ceilPeriod(visibleUntil(range, clock), grain)),
    },
  };
}

function sourceOf({ relation, column, grain, stored }: TimeSpine): NonNullable<Spine['source']> {
  return { relation, column, grain, ...(stored && { stored }) };
}

/** Where a spine without a start begins: at its own first period, if it has one and is wanted whole. */
function firstPeriod(
  { rows, time, wholeSpine }: Beginning,
  grain: Grain,
  source: TimeSpine | undefined,
  { planning }: Settled,
): Spine['from'] {
  if (source && wholeSpine) return { kind: 'first' };
  const { zone } = planning.clock;
  const value = compareGrains(grain, 'day') >= 0 ? localExpr(time, zone) : periodOf(time, grain, zone);
  return { kind: 'earliest', rows, value };
}

/** The definitions' own spine that lists periods of `grain`, if there is one. */
export function spineFor(grain: Grain, settled: Settled): TimeSpine | undefined {
  const { timeSpines } = settled.planning.catalog.definitions;
  return (
    customSpine(settled, grain) ??
    timeSpines
      .filter((spine) => compareGrains(spine.grain, grain) <= 0)
      .sort((a, b) => compareGrains(b.grain, a.grain))[0]
  );
}

/** The spine of a custom grain that is grouped by. */
function customSpine({ query, planning }: Settled, grain: Grain) {
  const found = metricTimeGroups(query).flatMap((groupBy) =>
    groupBy.kind === 'time' && groupBy.grain ? (planning.catalog.customGrains.get(groupBy.grain)?.spine ?? []) : [],
  );
  return found.find((spine) => compareGrains(spine.grain, grain) <= 0);
}

/** Adds every metric_time column of the query, made from a time that the rows have. */
export function withTimeKeys(rows: Rows, time: TimeColumn, { query, planning }: Settled): Rows {
  return metricTimeGroups(query).reduce<Rows>((input, groupBy) => {
    checkGrain(groupBy, time, planning.catalog);
    const name = groupByColumn(groupBy);
    const { zone } = planning.clock;
    const local = localExpr(time, zone);
    if (groupBy.kind === 'part') {
      return { kind: 'compute', input, columns: [{ name, expr: { kind: 'part', input: local, part: groupBy.part } }] };
    }
    const grain = groupBy.grain ?? 'day';
    if (!isStandardGrain(grain)) return customPeriod(input, name, local, grain, planning.catalog);
    return { kind: 'compute', input, columns: [{ name, expr: periodOf(time, grain, zone) }] };
  }, rows);
}

/**
 * A row for every period (dbt: join_to_timespine): Jan 1: 5, Jan 3: 7 → Jan 1: 5, Jan 2: NULL, Jan 3: 7.
 * Filters on time alone hold for the spine too; those of the query that speak only of what is grouped by are applied
 * again to the added rows.
 */
export function densified(
  input: InputRows,
  asked: Input,
  source: RowSource,
  settled: Settled,
  beginning: Beginning,
): InputRows {
  const { grain, query } = settled;
  if (!grain) return input;
  const names = metricTimeGroups(query).map((groupBy) => groupByColumn(groupBy));
  const smallest = periodColumn(settled);
  const { taken: onTime, rest } = splitPredicate(query.where, onlyMetricTime);
  const { onTime: own } = splitTimeConditions(asked);
  const fine = baseGrain(settled) ?? grain;
  // A condition on days may leave a part of a month.
  const base = onTime || own.length > 0 ? finer(fine, 'day') : fine;
  const time = periodTime(base);
  const ofPeriods = new Conditions(source, time);
  const open = allOf([onTime && ofPeriods.predicate(onTime), ...own.map((part) => ofPeriods.predicate(part))]);
  const all = periodsFor(base, { ...beginning, wholeSpine: true }, settled);
  const periods = keyedPeriods(filtered(all, open), base, settled);
  const dense: Rows = {
    kind: 'densify',
    input: input.rows,
    periods,
    on: smallest && fine === grain ? [smallest] : names,
  };
  const groups = new Map(query.groupBy.map((item) => [groupByColumn(withoutName(item)), item]));
  const { taken } = splitPredicate(rest, (part) => predicateColumns(part).every((name) => groups.has(name)));
  const added = new Conditions(source, undefined, (name) => {
    const group = groups.get(name);
    // The row of a bin no longer knows its numbers; an added row has none.
    return group && (isBinned(group) ? { kind: 'null' } : column(groupByColumn(group)));
  });
  const binned = query.groupBy.filter(isBinned).map((item) => column(groupByColumn(item)));
  const isReal = binned.map((input): Expr => ({ kind: 'not', operand: { kind: 'isNull', input } }));
  const again = taken && added.predicate(taken);
  const where: Expr | undefined = again && isReal.length > 0 ? { kind: 'or', operands: [...isReal, again] } : again;
  return { ...input, rows: applyAgain(where, dense, query) };
}

function withoutName({ as: _as, ...item }: GroupBy): GroupBy {
  return item;
}

function isBinned(item: GroupBy): boolean {
  return item.kind === 'value' && item.bins !== undefined;
}

/** The row of a top's rest has no member to ask, but has been filtered before; a row of no member is none of the rest. */
function applyAgain(where: Expr | undefined, dense: Rows, { groupBy }: MetricQuery): Rows {
  const flags = groupBy.flatMap((item) =>
    item.kind === 'value' && item.top ? [otherColumn(groupByColumn(item))] : [],
  );
  if (flags.length === 0) return filtered(dense, where);
  const isRest = flags.map((name): Expr => ({ kind: 'compare', operator: 'eq', left: column(name), right: number(1) }));
  const told: Rows = {
    kind: 'compute',
    input: dense,
    columns: flags.map((name) => ({ name, expr: { kind: 'coalesce', operands: [column(name), number(0)] } })),
  };
  return filtered(told, where && { kind: 'or', operands: [...isRest, where] });
}

/** Base periods with the columns of metric_time, each combination of those once. */
export function keyedPeriods(periods: Rows, base: Grain, settled: Settled): Rows {
  const keyed = withTimeKeys(periods, periodTime(base), settled);
  if (periodColumn(settled) !== undefined && base === settled.grain) return keyed;
  return distinctPeriods(
    keyed,
    metricTimeGroups(settled.query).map((groupBy) => groupByColumn(groupBy)),
  );
}

/** Base periods that share a custom period or a date part, once. */
export function distinctPeriods(periods: Rows, names: readonly string[], which: 'min' | 'max' = 'min'): Rows {
  return {
    kind: 'aggregate',
    name: 'periods',
    input: periods,
    keys: names.map((name) => ({ name, expr: column(name) })),
    aggregates: [{ name: PERIOD, agg: which, expr: column(PERIOD) }],
  };
}
