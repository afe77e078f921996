import { type DatePart, GRAINS, type Grain, type GrainName } from './types.js';

const rank = new Map<Grain, number>(GRAINS.map((grain, index) => [grain, index]));

export function isStandardGrain(grain: GrainName): grain is Grain {
  return (GRAINS as readonly string[]).includes(grain);
}

/** Negative where `a` is finer than `b`. */
export function compareGrains(a: Grain, b: Grain): number {
  return (rank.get(a) ?? 0) - (rank.get(b) ?? 0);
}

export function coarser(a: Grain, b: Grain): Grain {
  return compareGrains(a, b) >= 0 ? a : b;
}

export function finer(a: Grain, b: Grain): Grain {
  return compareGrains(a, b) <= 0 ? a : b;
}

/** The grains that a time dimension of `finest` can be asked at. */
export function grainsFrom(finest: Grain): readonly Grain[] {
  return GRAINS.slice(rank.get(finest));
}

const MONTHS: Partial<Record<Grain, number>> = { month: 1, quarter: 3, year: 12 };

/** Days and weeks are of one length, months and years are not. */
export function hasFixedLength(grain: Grain): boolean {
  return MONTHS[grain] === undefined;
}

/**
 * True where adding whole `step`s to the start of a `period` gives the start of a period, each exactly once:
 * days and weeks to days, quarters to months; not months to days (Jan 31), nor months to weeks.
 */
export function shiftsWholePeriods(period: Grain, step: Grain): boolean {
  const periodMonths = MONTHS[period];
  const stepMonths = MONTHS[step];
  if (stepMonths !== undefined) return periodMonths !== undefined && stepMonths % periodMonths === 0;
  return periodMonths === undefined && compareGrains(period, step) <= 0;
}

/** The coarsest grain at which a time still has the part. */
export const PART_GRAINS: Readonly<Record<DatePart, Grain>> = {
  year: 'year',
  quarter: 'quarter',
  month: 'month',
  day: 'day',
  dow: 'day',
  doy: 'day',
  hour: 'hour',
};
