import { DateTime } from 'luxon';
import { TrellisError } from '../errors/trellis-error.js';
import { compareGrains, shiftsWholePeriods } from '../model/grains.js';
import type { GrainCount } from '../model/types.js';
import { localExpr } from './conditions.js';
import type { Input } from './formula.js';
import type { TimeColumn } from './row-source.js';
import type { Settled } from './settled.js';
import { addPeriods, type ResolvedRange, shiftedRange, visibleUntil } from './time.js';

/** How rows of an earlier time come to be read at a later period (dbt: offset_window). */
export type Reach =
  | { readonly kind: 'none' }
  /** Adding to each row's time is enough: whole periods fall on whole periods. */
  | { readonly kind: 'add'; readonly offset: GrainCount }
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
  const byMonths = !shiftsWholePeriods('day', shift.grain);
  return byMonths && !offset.exact ? { kind: 'rows', offset: shift } : { kind: 'add', offset: shift };
}

/** Before all data: what lies one period before an open start is empty. */
const BEGINNING = DateTime.utc(1, 1, 1);

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

/** Where rows must lie to be read within the query's range. */
export function sourceRange(reach: Reach, { range, grain, planning }: Settled): ResolvedRange {
  switch (reach.kind) {
    case 'none':
      return range;
    case 'range':
      return reach.range;
    default:
      return shiftedRange(range, reach.offset, grain ?? 'day', planning.clock);
  }
}

/** metric_time as the query sees it: later than the row's own time by the offset. */
export function shiftedTime(time: TimeColumn, reach: Reach, { planning }: Settled): TimeColumn {
  const offset = reach.kind === 'add' || reach.kind === 'range' ? reach.offset : undefined;
  if (!offset) return time;
  const input = localExpr(time, planning.clock.zone);
  return { expr: { kind: 'addGrain', input, ...offset, type: time.type }, type: time.type, local: true };
}
