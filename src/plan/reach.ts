import { DateTime } from 'luxon';
import { TrellisError } from '../errors/trellis-error.js';
import { coarser, compareGrains, shiftsWholePeriods } from '../model/grains.js';
import type { GrainCount } from '../model/types.js';
import { allOf, type Expr } from './expression.js';
import type { Input } from './formula.js';
import type { Settled } from './settled.js';
import { periodTime } from './spine.js';
import {
  addPeriods,
  boundTime,
  ceilPeriod,
  localTime,
  type ResolvedRange,
  shiftedRange,
  visibleUntil,
} from './time.js';
import { localExpr, type TimeColumn } from './time-column.js';

/** How rows of an earlier time come to be read at a later period (dbt: offset_window). */
export type Reach =
  | { readonly kind: 'none' }
  /** Adding to each row's time is enough: whole periods fall on whole periods. */
  | { readonly kind: 'add'; readonly offset: GrainCount }
  /** Added to the start of each row's period of the offset's grain, so that it moves as a whole (exact_periods). */
  | { readonly kind: 'addWhole'; readonly offset: GrainCount }
  /** Aggregated periods are joined to the spine's: days shifted by months. */
  | { readonly kind: 'periods'; readonly offset: GrainCount }
  /** Rows are joined to the spine's days before they are aggregated: MetricFlow's rule for coarser grains. */
  | { readonly kind: 'rows'; readonly offset: GrainCount }
  /** No period to read at: the range itself is shifted. */
  | { readonly kind: 'range'; readonly range: ResolvedRange; readonly offset?: GrainCount };

/** @throws DIMENSION_NOT_GROUPED where an offset has no metric_time to shift */
export function reachOf({ offset, metric }: Input, settled: Settled): Reach {
  if (!offset) return { kind: 'none' };
  const { grain } = settled;
  if (!grain) {
    if (!settled.totals && offset.grain) {
      throw new TrellisError(
        'DIMENSION_NOT_GROUPED',
        `Metric "${metric}" is read at an earlier time here, which needs metric_time in the group-by.`,
        { names: [metric], suggestions: ['metric_time'] },
      );
    }
    const { count, grain: by } = offset;
    return { kind: 'range', range: earlierRange(offset, settled), ...(by && { offset: { count, grain: by } }) };
  }
  const shift = { count: offset.count, grain: offset.grain ?? grain };
  if (shiftsWholePeriods(grain, shift.grain)) return { kind: 'add', offset: shift };
  if (compareGrains(grain, shift.grain) < 0) return { kind: 'periods', offset: shift };
  if (offset.exact) return { kind: 'addWhole', offset: shift };
  return shiftsWholePeriods('day', shift.grain) ? { kind: 'add', offset: shift } : { kind: 'rows', offset: shift };
}

/** Before all data: what lies one period before an open start is empty. */
export const BEGINNING = DateTime.utc(1, 1, 1);

/** The range `offset` earlier; an offset in periods moves it by its own length. Open starts stay open. */
export function earlierRange(offset: { count: number; grain?: GrainCount['grain'] }, settled: Settled): ResolvedRange {
  const { range, planning } = settled;
  const until = visibleUntil(range, planning.clock);
  if (offset.grain) {
    const from = range.from && addPeriods(range.from, -offset.count, offset.grain);
    return { ...(from && { from }), until: addPeriods(until, -offset.count, offset.grain) };
  }
  if (!range.from) return { from: BEGINNING, until: BEGINNING };
  const days = Math.ceil((range.until ?? until).diff(range.from, 'days').days);
  return {
    from: range.from.minus({ days: days * offset.count }),
    until: range.from.minus({ days: days * (offset.count - 1) }),
  };
}

/** Where rows must lie to be read within the query's range; whole periods are cut to it once they are moved. */
export function sourceRange(reach: Reach, settled: Settled): ResolvedRange {
  switch (reach.kind) {
    case 'none':
      return settled.range;
    case 'range':
      return reach.range;
    case 'addWhole': {
      const { from, until } = shiftedRange(settled.range, reach.offset, settled.grain ?? 'day', settled.planning.clock);
      const { grain } = reach.offset;
      return {
        ...(from && { from: addPeriods(from, -1, grain) }),
        ...(until && { until: addPeriods(until, 1, grain) }),
      };
    }
    default:
      return shiftedRange(settled.range, reach.offset, settled.grain ?? 'day', settled.planning.clock);
  }
}

/** metric_time as the query sees it: later than the row's own time by the offset. */
export function shiftedTime(time: TimeColumn, reach: Reach, { planning }: Settled): TimeColumn {
  const local = localExpr(time, planning.clock.zone);
  switch (reach.kind) {
    case 'add':
    case 'range':
      return reach.offset
        ? { expr: { kind: 'addGrain', input: local, ...reach.offset, type: time.type }, type: time.type, local: true }
        : time;
    case 'addWhole': {
      const start: Expr = { kind: 'truncate', input: local, grain: reach.offset.grain };
      const { type } = periodTime(reach.offset.grain);
      return { expr: { kind: 'addGrain', input: start, ...reach.offset, type }, type, local: true };
    }
    default:
      return time;
  }
}

/** Whole periods that were moved must still lie in the range, and begin before the running period ends. */
export function movedWithin(moved: TimeColumn, reach: Reach, { range, grain, planning }: Settled): Expr | undefined {
  if (reach.kind !== 'addWhole') return undefined;
  const open = ceilPeriod(planning.clock.now, coarser(grain ?? 'day', 'day'));
  const until = range.until && range.until < open ? range.until : open;
  const bound = (time: DateTime): Expr => (moved.type === 'date' ? boundTime(time, 'date') : localTime(time));
  return allOf([
    range.from && { kind: 'compare', operator: 'gte', left: moved.expr, right: bound(range.from) },
    { kind: 'compare', operator: 'lt', left: moved.expr, right: bound(until) },
  ]);
}
