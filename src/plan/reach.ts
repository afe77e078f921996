import { DateTime } from 'luxon';
import { TrellisError } from '../errors/trellis-error.js';
import { compareGrains, hasFixedLength, shiftsWholePeriods } from '../model/grains.js';
import type { Grain, GrainCount, GrainName } from '../model/types.js';
import { haveOneBase, startColumn } from './custom-grains.js';
import { allOf, column, type Expr } from './expression.js';
import type { Input } from './formula.js';
import type { Offset } from './offset.js';
import { baseGrain, hasCustomPeriods, metricTimeGroups, periodColumn, type Settled } from './settled.js';
import { periodTime } from './spine.js';
import {
  addPeriods,
  boundTime,
  ceilPeriod,
  endOfRunning,
  localTime,
  type ResolvedRange,
  rangeBefore,
  shiftedRange,
  startOfPeriod,
  stepsBack,
  visibleUntil,
} from './time.js';
import { computedTime, localExpr, type TimeColumn } from './time-column.js';

/** How rows of an earlier time come to be read at a later period (dbt: offset_window, offset_to_grain). */
export type Reach =
  | { readonly kind: 'none' }
  /** Adding to each row's time is enough: whole periods fall on whole periods. */
  | { readonly kind: 'add'; readonly steps: readonly GrainCount[] }
  /** Added to the start of each row's period of the offset's grain, so that it moves as a whole (exact_periods). */
  | { readonly kind: 'addWhole'; readonly step: GrainCount }
  /** Aggregated periods are joined to the spine's: days shifted by months. */
  | { readonly kind: 'periods'; readonly steps: readonly GrainCount[] }
  /** Rows are joined to the spine's days before they are aggregated: MetricFlow's rule for coarser grains. */
  | { readonly kind: 'rows'; readonly steps: readonly GrainCount[] }
  /** Rows at the start of a period are read all through it. */
  | { readonly kind: 'start'; readonly grain: GrainName }
  /** Each day is read at the day of the same place, so many periods of a custom grain later. */
  | { readonly kind: 'custom'; readonly count: number; readonly grain: GrainName }
  /** Aggregated custom periods are read so many later. */
  | { readonly kind: 'customPeriods'; readonly count: number; readonly grain: GrainName }
  /** No period to read at: the range itself is shifted. */
  | { readonly kind: 'range'; readonly range: ResolvedRange; readonly steps: readonly GrainCount[] };

/** @throws DIMENSION_NOT_GROUPED where an offset has no metric_time to shift */
export function reachOf(input: Input, settled: Settled): Reach {
  const { metric } = input;
  const offset = offsetBy(input, settled);
  if (!offset) return { kind: 'none' };
  const { grain } = settled;
  if (offset.kind === 'custom' || offset.kind === 'customPeriods') {
    if (!grain) requireTotals(metric, settled);
    return offset;
  }
  if (!grain) {
    if (offset.kind !== 'periods') requireTotals(metric, settled);
    const steps = offset.kind === 'window' ? offset.steps : [];
    return { kind: 'range', range: earlierRange(offset, settled), steps };
  }
  if (offset.kind === 'start') return offset;
  const steps = stepsOf(offset, grain);
  const base = baseGrain(settled) ?? grain;
  if (steps.every((step) => shiftsWholePeriods(base, step.grain))) return { kind: 'add', steps };
  if (movesPeriods(grain, steps, settled)) return { kind: 'periods', steps };
  const step = offset.kind === 'window' && offset.exact ? wholeStep(steps) : undefined;
  if (step) return { kind: 'addWhole', step };
  return steps.every((each) => hasFixedLength(each.grain)) ? { kind: 'add', steps } : { kind: 'rows', steps };
}

/** The input's offset, where queried periods of a custom grain are periods of that grain. @throws QUERY_INVALID */
function offsetBy({ offset, metric }: Input, settled: Settled): Offset | undefined {
  if (offset?.kind !== 'periods' || !hasCustomPeriods(settled)) return offset;
  const [group, ...others] = metricTimeGroups(settled.query);
  if (group?.kind === 'time' && group.grain && others.length === 0) {
    return { kind: 'customPeriods', count: offset.count, grain: group.grain };
  }
  throw new TrellisError(
    'QUERY_INVALID',
    `Metric "${metric}" reads the period before, which several times of which one is a custom grain don't tell. Group by one of them.`,
    { names: [metric] },
  );
}

/** Steps of one grain as one: whole months add up, whatever their days. */
function wholeStep(steps: readonly GrainCount[]): GrainCount | undefined {
  const [first] = steps;
  if (!first || steps.some(({ grain }) => grain !== first.grain)) return undefined;
  return { ...first, count: steps.reduce((sum, { count }) => sum + count, 0) };
}

type CalendarOffset = Extract<Offset, { kind: 'window' | 'periods' }>;

function isOfCalendar(offset: Offset): offset is CalendarOffset {
  return offset.kind === 'window' || offset.kind === 'periods';
}

/** How far back an offset reads, where the queried periods are of `grain`. */
export function stepsOf(offset: CalendarOffset, grain: Grain): readonly GrainCount[] {
  return offset.kind === 'window' ? offset.steps : [{ count: offset.count, grain }];
}

/**
 * The offset of an input that knows none but those of the calendar; `what` it is completes "Metric x …".
 * @throws QUERY_INVALID for offsets by custom grains or to a grain
 */
export function calendarOffset(input: Input, what: string, settled: Settled): CalendarOffset | undefined {
  const { metric } = input;
  const offset = offsetBy(input, settled);
  if (!offset || isOfCalendar(offset)) return offset;
  throw new TrellisError(
    'QUERY_INVALID',
    `Metric "${metric}" ${what}; it can be offset by periods of the calendar, not by ${offset.grain}.`,
    { names: [metric] },
  );
}

/** What is aggregated by period can be read later: steps no finer than the smallest one, which is grouped by. */
export function movesPeriods(grain: Grain, steps: readonly GrainCount[], settled: Settled): boolean {
  const onPeriods = periodColumn(settled) !== undefined && baseGrain(settled) === grain && !hasCustomPeriods(settled);
  return onPeriods && steps.every((step) => compareGrains(grain, step.grain) <= 0);
}

/** @throws DIMENSION_NOT_GROUPED: what is read at another time needs a period to be read at; totals have their range */
export function requireTotals(metric: string, { totals }: Settled): void {
  if (totals) return;
  throw new TrellisError(
    'DIMENSION_NOT_GROUPED',
    `Metric "${metric}" is read at an earlier time or over a window here, which needs metric_time in the group-by.`,
    { names: [metric], suggestions: ['metric_time'] },
  );
}

/** Before all data: what lies one period before an open start is empty. */
export const BEGINNING = DateTime.utc(1, 1, 1);

/** The range at the offset; an offset in periods moves it by its own length. Open starts stay open. */
export function earlierRange(
  offset: Exclude<Offset, { kind: 'custom' | 'customPeriods' }>,
  settled: Settled,
): ResolvedRange {
  const { range, planning } = settled;
  const until = visibleUntil(range, planning.clock);
  if (offset.kind === 'window') {
    const from = range.from && stepsBack(range.from, offset.steps);
    return { ...(from && { from }), until: stepsBack(until, offset.steps) };
  }
  if (!range.from) return { from: BEGINNING, until: BEGINNING };
  if (offset.kind === 'start') {
    const from = startOfPeriod(range.from, planning.catalog.standardGrain(offset.grain));
    return { from, until: addPeriods(from, 1, 'day') };
  }
  return rangeBefore(range.from, range.until ?? until, offset.count);
}

/** Where rows must lie to be read within the query's range; whole periods are cut to it once they are moved. */
export function sourceRange(reach: Reach, settled: Settled): ResolvedRange {
  const { range, planning } = settled;
  const { clock, catalog } = planning;
  const period = settled.grain ?? 'day';
  switch (reach.kind) {
    case 'none':
      return range;
    case 'range':
      return reach.range;
    case 'addWhole': {
      const { from, until } = shiftedRange(range, [reach.step], period, clock);
      const { grain } = reach.step;
      return {
        ...(from && { from: addPeriods(from, -1, grain) }),
        ...(until && { until: addPeriods(until, 1, grain) }),
      };
    }
    case 'start': {
      // The start of a custom period is not known here.
      const from = catalog.customGrains.has(reach.grain) ? undefined : range.from;
      const until = endOfRunning(range, period, clock);
      return { ...(from && { from: startOfPeriod(from, catalog.standardGrain(reach.grain)) }), until };
    }
    case 'custom':
      return {};
    case 'customPeriods':
      return range.until ? { until: range.until } : {};
    default:
      return shiftedRange(range, reach.steps, period, clock);
  }
}

/** metric_time as the query sees it: later than the row's own time by the offset. */
export function shiftedTime(time: TimeColumn, reach: Reach, { planning }: Settled): TimeColumn {
  const local = localExpr(time, planning.clock.zone);
  switch (reach.kind) {
    case 'add':
    case 'range': {
      const { steps } = reach;
      if (steps.length === 0) return time;
      // An hour is an hour whatever the clock does in it; a day is one on the clock.
      const isInstant = steps.every(({ grain }) => compareGrains(grain, 'day') < 0);
      if (!isInstant) return computedTime(stepsForward(local, steps, time.type), time.type, true);
      const later = stepsForward(time.utc, steps, time.type);
      return { ...time, expr: later, utc: later };
    }
    case 'addWhole': {
      const start: Expr = { kind: 'truncate', input: local, grain: reach.step.grain };
      const { type } = periodTime(reach.step.grain);
      return computedTime(stepsForward(start, [reach.step], type), type, true);
    }
    default:
      return time;
  }
}

function stepsForward(time: Expr, steps: readonly GrainCount[], type: TimeColumn['type']): Expr {
  return [...steps].reverse().reduce<Expr>((input, step) => ({ kind: 'addGrain', input, ...step, type }), time);
}

/** The earlier time that a period of `grain` reads. */
export function earlierTime(period: Expr, steps: readonly GrainCount[], grain: Grain): Expr {
  const { type } = periodTime(grain);
  return steps.reduce<Expr>(
    (input, step) => ({ kind: 'addGrain', input, count: -step.count, grain: step.grain, type }),
    period,
  );
}

/**
 * Whole periods that were moved must still lie in the range, and begin before the running period ends. Where a custom
 * one ends only its time spine knows.
 */
export function movedWithin(moved: TimeColumn, reach: Reach, settled: Settled): Expr | undefined {
  if (reach.kind !== 'addWhole' && reach.kind !== 'custom') return undefined;
  const { range, grain, planning } = settled;
  const bound = (time: DateTime): Expr => (moved.type === 'date' ? boundTime(time, 'date') : localTime(time));
  const end = endOfRunning(range, grain ?? 'day', planning.clock);
  const asWhole = reach.kind === 'custom' && ofCustomPeriods(reach.grain, settled);
  const until = asWhole ? range.until : end;
  const begun = (reach.kind === 'custom' ? runningPeriods(reach.grain, settled) : []).map((own): Expr => {
    const starts = column(startColumn(own));
    const before = (left: Expr, right: Expr): Expr => ({ kind: 'compare', operator: 'lt', left, right });
    const unnamed = allOf([{ kind: 'isNull', input: starts }, before(moved.expr, bound(end))]);
    return { kind: 'or', operands: [before(starts, localTime(planning.clock.now)), ...(unnamed ? [unnamed] : [])] };
  });
  return allOf([
    range.from && { kind: 'compare', operator: 'gte', left: moved.expr, right: bound(range.from) },
    until && { kind: 'compare', operator: 'lt', left: moved.expr, right: bound(until) },
    ...begun,
  ]);
}

/** Whether all that is grouped by are custom grains of the base periods of `grain`. */
function ofCustomPeriods(grain: GrainName, { query, planning }: Settled): boolean {
  return metricTimeGroups(query).every(
    (group) => group.kind === 'time' && group.grain && haveOneBase(group.grain, grain, planning.catalog),
  );
}

/** Custom grains whose running period ends otherwise than that of `grain`, in which it is read as a whole. */
export function runningPeriods(grain: GrainName, settled: Settled): readonly GrainName[] {
  if (!ofCustomPeriods(grain, settled)) return [];
  const grains = metricTimeGroups(settled.query).flatMap((group) => ('grain' in group && group.grain) || []);
  return [...new Set(grains)].filter((own) => own !== grain);
}

/** The whole period of `grain` that is visible last. */
export function lastPeriodStart({ range, planning }: Settled, grain: Grain): DateTime {
  const until = visibleUntil(range, planning.clock);
  const start = startOfPeriod(until, grain);
  return start < until ? start : addPeriods(ceilPeriod(until, grain), -1, grain);
}
