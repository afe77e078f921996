import { TrellisError } from '../errors/trellis-error.js';
import type { SemanticCatalog } from '../model/catalog.js';
import {
  compareGrains,
  finer,
  hasFixedLength,
  isStandardGrain,
  PART_GRAINS,
  shiftsWholePeriods,
} from '../model/grains.js';
import type { Grain, GrainName } from '../model/types.js';
import type { AsideReading, Formula, FormulaBuilder } from './formula.js';
import type { Offset } from './offset.js';
import type { CompareTo, GroupBy, MetricSelection, Shown, TimeGroupBy } from './query.js';
import { metricKind } from './value-fits.js';

/** Whether more than the metric's value in its own row is shown. */
export function isCompared({ compareTo, show = 'value' }: Shown): boolean {
  return compareTo !== undefined || show !== 'value';
}

/** What a selection shows of its metric. @throws QUERY_INVALID, TIME_RANGE_INVALID */
export function shownFormula(
  selection: MetricSelection,
  builder: FormulaBuilder,
  groupBy: readonly GroupBy[],
  catalog: SemanticCatalog,
): Formula {
  checkShown(selection, catalog);
  const { compareTo, show = 'value' } = selection;
  const now = builder.formula(selection);
  const before = compareTo && builder.formula(selection, readingBefore(compareTo, groupBy, catalog));
  if (show === 'share_of_total') {
    const total = builder.formula(selection, {
      aside: 'total',
      ...(compareTo && { elsewhere: { kind: 'range', compareTo } }),
    });
    return { kind: 'share', part: before ? { kind: 'compared', now, before, show: 'value' } : now, total };
  }
  return before ? { kind: 'compared', now, before, show } : now;
}

function checkShown({ metric, compareTo, show = 'value' }: MetricSelection, catalog: SemanticCatalog): void {
  if ((show === 'change' || show === 'change_rate') && !compareTo) {
    throw invalid(
      `A change of "${metric}" needs what it is compared to. Give compareTo, such as the previous period.`,
      metric,
    );
  }
  const kind = metricKind(catalog.metric(metric), catalog);
  if (show !== 'value' && kind !== undefined && kind !== 'number') {
    throw invalid(`Metric "${metric}" is no number, so it has no change and no share. Ask for its value.`, metric);
  }
}

/**
 * How a metric is read where it is compared to:
 * - without periods in the group-by over another range, by the same keys;
 * - by periods that the offset moves as a whole over earlier periods, whose rows are then moved;
 * - by others at dbt's offset_window.
 * @throws TIME_RANGE_INVALID, QUERY_INVALID
 */
export function readingBefore(
  compareTo: CompareTo,
  groupBy: readonly GroupBy[],
  catalog: SemanticCatalog,
): AsideReading {
  if (compareTo.kind === 'offset') checkCount(compareTo.count);
  const times = groupBy.filter((item) => item.kind !== 'value').filter(({ name }) => name === 'metric_time');
  const grains = times.flatMap((item) => (item.kind === 'time' && item.grain ? [item.grain] : []));
  if (grains.length === 0) return { aside: 'before', elsewhere: { kind: 'range', compareTo } };
  if (compareTo.kind === 'timeRange') {
    throw new TrellisError(
      'TIME_RANGE_INVALID',
      'Rows by metric_time are compared to an earlier time: use previousPeriod or an offset. To compare to another time range, leave metric_time out of the group-by.',
      { names: ['metric_time'], suggestions: ['previousPeriod', 'offset'] },
    );
  }
  const standard = grains.filter(isStandardGrain);
  return standard.length < grains.length
    ? ofCustomPeriods(compareTo, times, grains)
    : ofPeriods(compareTo, times, standard.reduce(finer), catalog);
}

type Earlier = Exclude<CompareTo, { kind: 'timeRange' }>;

function ofPeriods(
  compareTo: Earlier,
  times: readonly TimeGroupBy[],
  period: Grain,
  catalog: SemanticCatalog,
): AsideReading {
  const { count, grain } = compareTo.kind === 'offset' ? compareTo : { count: 1, grain: period };
  if (!isStandardGrain(grain)) {
    checkKnown(grain, catalog);
    return { aside: 'before', offset: { kind: 'custom', count, grain }, comparing: { period } };
  }
  if (period === 'week' && !hasFixedLength(grain)) {
    throw new TrellisError(
      'TIME_RANGE_INVALID',
      `Weeks can't be compared to those a ${grain} before, which begin on other days. Count in weeks instead, such as 52.`,
      { names: [grain], suggestions: ['week'] },
    );
  }
  if (movesWhole(period, grain) && times.every((time) => followsFrom(time, period))) {
    return { aside: 'before', elsewhere: { kind: 'periods', count, grain, period } };
  }
  checkParts(times, period, grain);
  // Whole months are compared, so that no month end is lost.
  const exact = !hasFixedLength(grain);
  return { aside: 'before', offset: { kind: 'window', steps: [{ count, grain }], exact }, comparing: { period } };
}

/** Each period falls on one of its own; hours do not by days, where a clock changes in between. */
function movesWhole(period: Grain, step: Grain): boolean {
  const inOneDay = compareGrains(period, 'day') >= 0 || compareGrains(step, 'day') < 0;
  return shiftsWholePeriods(period, step) && inOneDay;
}

/** A coarser period follows from the smallest one, and a finer part, such as a weekday of months, stays what it is. */
function followsFrom(time: TimeGroupBy, period: Grain): boolean {
  if (time.kind === 'part') {
    if (period === 'quarter' && time.part === 'month') return false;
    return period !== 'week' || compareGrains(PART_GRAINS[time.part], period) < 0;
  }
  return period !== 'week' || time.grain === 'week';
}

/** A month has no weekday, so its Mondays can't be moved as a part of it. */
function checkParts(times: readonly TimeGroupBy[], period: Grain, step: Grain): void {
  const parts = times.flatMap((item) => (item.kind === 'part' ? [item.part] : []));
  const within = parts.filter((part) => compareGrains(PART_GRAINS[part], period) < 0);
  const base = within.map((part) => PART_GRAINS[part]).reduce(finer, period);
  if (within.length === 0 || shiftsWholePeriods(base, step)) return;
  throw invalid(
    `Rows by ${period} and by ${within.join(', ')} can't be compared to those a ${step} before. Leave one of the two out of the group-by.`,
    ...within,
  );
}

function ofCustomPeriods(
  compareTo: Earlier,
  times: readonly TimeGroupBy[],
  grains: readonly GrainName[],
): AsideReading {
  const [period] = grains;
  if (times.length > 1 || period === undefined) {
    throw invalid(
      `Rows by several times (${grains.join(', ')}) of which one is a custom grain can't be compared. Group by one of them.`,
      ...grains,
    );
  }
  const { count, grain } = compareTo.kind === 'offset' ? compareTo : { count: 1, grain: period };
  if (grain === period) return { aside: 'before', elsewhere: { kind: 'periods', count, grain, period } };
  const offset: Offset = isStandardGrain(grain)
    ? { kind: 'window', steps: [{ count, grain }], exact: false }
    : { kind: 'custom', count, grain };
  return { aside: 'before', offset, comparing: {} };
}

function checkKnown(grain: GrainName, catalog: SemanticCatalog): void {
  if (!catalog.customGrains.has(grain)) throw invalid(`There is no grain "${grain}".`, grain);
}

const MOST_PERIODS = 100_000;

function checkCount(count: number): void {
  if (Number.isInteger(count) && count >= 1 && count <= MOST_PERIODS) return;
  throw new TrellisError(
    'TIME_RANGE_INVALID',
    `An offset counts periods back from 1 to ${MOST_PERIODS}, not ${count}. To compare to a later time, give it as a time range.`,
    { names: [String(count)] },
  );
}

function invalid(message: string, ...names: string[]): TrellisError {
  return new TrellisError('QUERY_INVALID', message, { names });
}
