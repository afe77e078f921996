import type { DateTime } from 'luxon';
import { invariant, TrellisError } from '../errors/trellis-error.js';
import { compareGrains, isStandardGrain, PART_GRAINS } from '../model/grains.js';
import type { Grain } from '../model/types.js';
import { laterPeriods } from './custom-grains.js';
import { column, type Expr, type NamedExpr } from './expression.js';
import type { Elsewhere, Input } from './formula.js';
import { type MovedTime, movedPredicate } from './moved-predicate.js';
import { groupByColumn, type TimeGroupBy } from './query.js';
import { earlierRange } from './reach.js';
import type { Rows } from './rows.js';
import { type InputRows, metricTimeGroups, periodColumn, type Settled } from './settled.js';
import { addPeriods, type ResolvedRange, rangeLength, resolveRange, stepsBack, visibleUntil } from './time.js';
import { computedTime, localExpr, periodOf, type TimeColumn } from './time-column.js';
import { timeNames } from './time-conditions.js';

/**
 * What is compared to is read as a query of its own over its time: the range, and what the caller's conditions say of
 * metric_time, are moved there. Conditions of the definitions stay.
 * @throws TIME_RANGE_INVALID
 */
export function settledThere(input: Input, elsewhere: Elsewhere, settled: Settled): Settled {
  const { query } = settled;
  const range = rangeThere(elsewhere, settled);
  const where = query.where && movedPredicate(query.where, movedTime(input, elsewhere, settled));
  return { ...settled, query: { ...query, ...(where && { where }) }, range };
}

/** The input with its own conditions there. */
export function inputThere(input: Input, elsewhere: Elsewhere, settled: Settled): Input {
  const time = movedTime(input, elsewhere, settled);
  return { ...input, where: input.where.map((predicate) => movedPredicate(predicate, time)) };
}

function rangeThere(elsewhere: Elsewhere, settled: Settled): ResolvedRange {
  const { range, rangeGrain, planning } = settled;
  if (elsewhere.kind === 'periods') return earlierPeriods(elsewhere, range);
  const { compareTo } = elsewhere;
  switch (compareTo.kind) {
    case 'previousPeriod':
      if (!range.from) throw openRange();
      return earlierRange({ kind: 'periods', count: 1 }, settled);
    case 'offset': {
      const { count, grain } = compareTo;
      if (!isStandardGrain(grain)) throw customOffset(grain);
      return earlierRange({ kind: 'window', steps: [{ count, grain }], exact: true }, settled);
    }
    case 'timeRange':
      return resolveRange(compareTo.range, rangeGrain, planning.clock);
  }
}

/** The range moved as a whole; where custom periods begin only the time spine knows. Open ends stay open. */
function earlierPeriods({ count, grain }: OfPeriods, { from, until }: ResolvedRange): ResolvedRange {
  if (!isStandardGrain(grain)) return until ? { until } : {};
  return {
    ...(from && { from: addPeriods(from, -count, grain) }),
    ...(until && { until: addPeriods(until, -count, grain) }),
  };
}

type OfPeriods = Extract<Elsewhere, { kind: 'periods' }>;

function movedTime(input: Input, elsewhere: Elsewhere, settled: Settled): MovedTime {
  const back = moveBack(elsewhere, settled);
  return { metric: input.metric, names: timeNames(input), ...(back && { back }) };
}

/** How a day moves; undefined where no sum of periods leads there. */
function moveBack(elsewhere: Elsewhere, { range, planning }: Settled): MovedTime['back'] {
  if (elsewhere.kind === 'periods') {
    const { count, grain } = elsewhere;
    return isStandardGrain(grain) ? (day) => addPeriods(day, -count, grain) : undefined;
  }
  const { compareTo } = elsewhere;
  switch (compareTo.kind) {
    case 'previousPeriod': {
      if (!range.from) return undefined;
      const length = rangeLength(range.from, range.until ?? visibleUntil(range, planning.clock));
      return (day) => day.minus(length);
    }
    case 'offset': {
      const { count, grain } = compareTo;
      return isStandardGrain(grain) ? (day: DateTime) => stepsBack(day, [{ count, grain }]) : undefined;
    }
    case 'timeRange':
      return undefined;
  }
}

/** Rows of earlier periods as rows of those that are compared to them. */
export function movedRows(input: InputRows, elsewhere: Elsewhere, settled: Settled): InputRows {
  if (elsewhere.kind === 'range') return input;
  return { ...input, rows: movedPeriods(input.rows, elsewhere, settled) };
}

function movedPeriods(input: Rows, { count, grain, period }: OfPeriods, settled: Settled): Rows {
  const { planning, query } = settled;
  const groups = metricTimeGroups(query);
  if (!isStandardGrain(grain) || !isStandardGrain(period)) {
    const [group] = groups;
    invariant(group, 'a custom grain is grouped by');
    return laterPeriods(input, groupByColumn(group), { count, grain }, planning.catalog);
  }
  const smallest = periodColumn(settled);
  invariant(smallest, 'the smallest period is grouped by');
  const isDay = compareGrains(period, 'day') >= 0;
  const type = isDay ? 'date' : 'datetime';
  const later: Expr = { kind: 'addGrain', input: column(smallest), count, grain, type };
  const time = computedTime(later, type, isDay);
  const columns = groups.flatMap((group): readonly NamedExpr[] => {
    const expr = keyThere(group, time, period, planning.clock.zone);
    return expr ? [{ name: groupByColumn(group), expr }] : [];
  });
  return { kind: 'compute', input, columns };
}

/** A key of the period that rows are moved to; parts finer than it stay what they are. */
function keyThere(group: TimeGroupBy, time: TimeColumn, period: Grain, zone: string): Expr | undefined {
  if (group.kind === 'part') {
    const follows = compareGrains(PART_GRAINS[group.part], period) >= 0;
    return follows ? { kind: 'part', input: localExpr(time, zone), part: group.part } : undefined;
  }
  const { grain } = group;
  invariant(grain && isStandardGrain(grain), 'all periods are of the calendar');
  return grain === period ? time.expr : periodOf(time, grain, zone);
}

function openRange(): TrellisError {
  return new TrellisError(
    'TIME_RANGE_INVALID',
    'There is no period before all of history. Give a time range with a start, such as the last 4 weeks, or group by metric_time.',
    { suggestions: ['timeRange', 'metric_time'] },
  );
}

function customOffset(grain: string): TrellisError {
  return new TrellisError(
    'TIME_RANGE_INVALID',
    `"${grain}" is a custom grain: only the time spine knows its length. Group by it, or give the days to compare to as a time range.`,
    { names: [grain], suggestions: ['timeRange'] },
  );
}
