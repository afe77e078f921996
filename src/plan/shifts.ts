import { invariant } from '../errors/trellis-error.js';
import { coarser, compareGrains, finer, isStandardGrain } from '../model/grains.js';
import type { Grain, GrainCount, GrainName, TimeDimension } from '../model/types.js';
import { calendarOf, customPeriod, laterPeriods } from './custom-grains.js';
import { column, type Expr, type NamedExpr } from './expression.js';
import { groupByColumn } from './query.js';
import { earlierTime, type Reach } from './reach.js';
import { PERIOD, type Rows } from './rows.js';
import { filtered, metricTimeGroups, periodColumn, type Settled } from './settled.js';
import { type Beginning, periodsFor, periodTime, withTimeKeys } from './spine.js';
import { endOfRunning, isUtc } from './time.js';
import { localExpr, periodOf, type TimeColumn } from './time-column.js';

/** Aggregated periods read later: `input` has the smallest queried period, of which the others are made anew. */
export function shiftedPeriods(
  input: Rows,
  steps: readonly GrainCount[],
  beginning: Beginning,
  settled: Settled,
): Rows {
  const grain = settled.grain ?? 'day';
  const period = periodColumn(settled);
  invariant(period, 'periods are shifted only where they are grouped by');
  const aligned: Rows = {
    kind: 'align',
    name: 'earlier',
    input,
    periods: periodsFor(grain, beginning, settled),
    on: { kind: 'compare', operator: 'eq', left: column(period), right: earlierTime(column(PERIOD), steps, grain) },
  };
  return withTimeKeys(aligned, periodTime(grain), settled);
}

/** Coarser periods and parts are made from the smallest period once that is shifted. */
export function withoutCoarserTimes(keys: readonly NamedExpr[], settled: Settled): readonly NamedExpr[] {
  const smallest = periodColumn(settled);
  const others = new Set(metricTimeGroups(settled.query).map((groupBy) => groupByColumn(groupBy)));
  return keys.filter(({ name }) => name === smallest || !others.has(name));
}

/** Aggregated rows of a custom grain's periods, read so many later. */
export function laterCustomPeriods(
  rows: Rows,
  reach: Extract<Reach, { kind: 'customPeriods' }>,
  { query, planning }: Settled,
): Rows {
  const [period] = metricTimeGroups(query);
  invariant(period, 'a custom grain is grouped by');
  return laterPeriods(rows, groupByColumn(period), reach, planning.catalog);
}

/**
 * Each day beside the rows of the earlier day that it reads: Mar 29, 30 and 31 less a month are all Feb 28. The running
 * period reads as a whole.
 */
export function shiftedRows(
  input: Rows,
  time: TimeColumn,
  steps: readonly GrainCount[],
  beginning: Beginning,
  settled: Settled,
): Rows {
  const { range, grain, planning } = settled;
  const day: Expr = { kind: 'truncate', input: localExpr(time, planning.clock.zone), grain: 'day' };
  const until = endOfRunning(range, grain ?? 'day', planning.clock);
  return {
    kind: 'align',
    name: 'earlier',
    input,
    periods: periodsFor('day', beginning, settled, range, until),
    on: { kind: 'compare', operator: 'eq', left: day, right: earlierTime(column(PERIOD), steps, 'day') },
  };
}

/** The base periods of an offset to a grain: days, or the queried periods below a day. */
export function startBase(dimension: TimeDimension, { grain }: Settled): Grain {
  return coarser(dimension.grain, finer(grain ?? 'day', 'day'));
}

/**
 * dbt's offset_to_grain: each base period beside the rows at the start of the enclosing period. Where coarser periods
 * are asked, only the first base period of each counts, so that nothing is added up over time.
 */
export function startRows(
  input: Rows,
  time: TimeColumn,
  grain: GrainName,
  base: Grain,
  beginning: Beginning,
  settled: Settled,
): Rows {
  const { planning } = settled;
  const { zone } = planning.clock;
  const row = periodOf(time, base, zone);
  const periods = firstOfEach(periodsFor(base, beginning, settled), base, settled);
  if (isStandardGrain(grain)) {
    const key = compareGrains(grain, base) > 0 ? startIn(grain, base, zone) : column(PERIOD);
    return { kind: 'align', name: 'earlier', input, periods, on: same(row, key) };
  }
  const value = `${grain}__of_period`;
  const known: Rows = {
    kind: 'lookup',
    input,
    name: `${grain}_start`,
    on: [{ left: ROW_PERIOD, right: PERIOD }],
    nullSafe: false,
    required: true,
    columns: [{ from: 'value', name: ROW_VALUE }],
    other: firstPeriods(grain, settled),
  };
  return {
    kind: 'align',
    name: 'earlier',
    input: { ...known, input: { kind: 'compute', input, columns: [{ name: ROW_PERIOD, expr: row }] } },
    periods: customPeriod(periods, value, localExpr(periodTime(base), zone), grain, planning.catalog),
    on: same(column(ROW_VALUE), column(value)),
  };
}

/** The base period that begins the enclosing period: an instant below a day, as base periods are there. */
function startIn(grain: Grain, base: Grain, zone: string): Expr {
  const start = periodOf(periodTime(base), grain, zone);
  const isInstant = compareGrains(base, 'day') < 0 && compareGrains(grain, 'day') >= 0 && !isUtc(zone);
  return isInstant ? { kind: 'fromZone', input: start, zone } : start;
}

const ROW_PERIOD = '__row_period';
const ROW_VALUE = '__row_value';

/** The base periods at which a queried period begins. */
function firstOfEach(periods: Rows, base: Grain, settled: Settled): Rows {
  const groups = metricTimeGroups(settled.query);
  if (groups.some((group) => group.kind === 'part')) return periods;
  const grains = groups.flatMap((group) => (group.kind === 'time' ? [group.grain ?? 'day'] : []));
  const standard = grains.filter(isStandardGrain);
  const smallest = standard.length > 0 ? standard.reduce(finer) : undefined;
  if (smallest) {
    if (coarser(smallest, base) === base) return periods;
    return filtered(periods, same(startIn(smallest, base, settled.planning.clock.zone), column(PERIOD)));
  }
  const [custom] = groups;
  invariant(custom?.kind === 'time' && custom.grain, 'a custom grain is grouped by');
  return {
    kind: 'lookup',
    input: {
      kind: 'compute',
      input: periods,
      columns: [{ name: ROW_PERIOD, expr: localExpr(periodTime(base), settled.planning.clock.zone) }],
    },
    name: 'first_periods',
    on: [{ left: ROW_PERIOD, right: PERIOD }],
    nullSafe: false,
    required: true,
    columns: [],
    other: firstPeriods(custom.grain, settled),
  };
}

/** The base periods at which a custom period begins, by the calendar: a range or the first row may come later. */
function firstPeriods(grain: GrainName, { planning }: Settled): Rows {
  return filtered(calendarOf(grain, planning.catalog), same(column('starts'), column(PERIOD)));
}

function same(left: Expr, right: Expr): Expr {
  return { kind: 'compare', operator: 'eq', left, right };
}
