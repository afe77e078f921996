import type { DateTime } from 'luxon';
import type { SemanticCatalog } from '../model/catalog.js';
import { compareGrains, finer, isStandardGrain, PART_GRAINS } from '../model/grains.js';
import type { DatePart, Grain } from '../model/types.js';
import { type CountOf, numberIn } from './countable.js';
import type { TimeGroupBy } from './query.js';
import { startOfPeriod } from './time.js';

/** The periods of a time of which nothing is known. */
const UNKNOWN_PERIODS = 1_000;

/** A stretch of time, half-open. */
export interface Span {
  readonly from: DateTime;
  readonly until: DateTime;
}

/** The groups of one time: its smallest periods, and the parts that do not follow from them. */
export function countPeriodGroups(
  groups: readonly TimeGroupBy[],
  span: Span | undefined,
  catalog: SemanticCatalog,
  countOf: CountOf,
): number {
  const grains = groups.flatMap((item) => (item.kind === 'time' && item.grain ? [item.grain] : []));
  const standard = grains.filter(isStandardGrain);
  const finest = standard.length > 0 ? standard.reduce(finer) : undefined;
  const custom = grains
    .filter((grain) => !isStandardGrain(grain))
    .map((grain) => {
      const found = catalog.customGrains.get(grain);
      const all =
        found && numberIn(countOf({ kind: 'members', relation: found.spine.relation, sql: found.custom.expr }));
      const base = span ? countPeriods(span, catalog.standardGrain(grain)) : UNKNOWN_PERIODS;
      return Math.min(all ?? UNKNOWN_PERIODS, base);
    });
  const parts = groups.flatMap((item) => (item.kind === 'part' ? [item.part] : []));
  const free = parts.filter((part) => finest === undefined || compareGrains(PART_GRAINS[part], finest) < 0);
  const periods = finest === undefined ? 1 : span ? countPeriods(span, finest) : UNKNOWN_PERIODS;
  return [...custom, ...free.map((part) => partsIn(part, span))].reduce((a, b) => a * b, periods);
}

const PARTS: Readonly<Record<Exclude<DatePart, 'year'>, number>> = {
  quarter: 4,
  month: 12,
  day: 31,
  dow: 7,
  doy: 366,
  hour: 24,
};

function partsIn(part: DatePart, span: Span | undefined): number {
  const periods = span ? countPeriods(span, PART_GRAINS[part]) : UNKNOWN_PERIODS;
  return part === 'year' ? periods : Math.min(periods, PARTS[part]);
}

const SECOND = 1_000;
const DAY = 86_400 * SECOND;

/** Milliseconds; an hour more or less, where clocks are set, is no matter to an estimate. */
const LENGTHS: Readonly<Record<Exclude<Grain, 'month' | 'quarter' | 'year'>, number>> = {
  nanosecond: 1e-6,
  microsecond: 1e-3,
  millisecond: 1,
  second: SECOND,
  minute: 60 * SECOND,
  hour: 3_600 * SECOND,
  day: DAY,
  week: 7 * DAY,
};

function countPeriods({ from, until }: Span, grain: Grain): number {
  if (until <= from) return 1;
  const last = until.minus({ milliseconds: 1 });
  switch (grain) {
    case 'year':
      return 1 + last.year - from.year;
    case 'quarter':
      return 1 + 4 * (last.year - from.year) + last.quarter - from.quarter;
    case 'month':
      return 1 + 12 * (last.year - from.year) + last.month - from.month;
    default:
      return Math.ceil((until.toMillis() - startOfPeriod(from, grain).toMillis()) / LENGTHS[grain]);
  }
}
