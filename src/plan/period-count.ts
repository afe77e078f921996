import type { DateTime, DurationUnit } from 'luxon';
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

/** Below a millisecond, how many of them it has. */
const PER_MILLISECOND: Partial<Record<Grain, number>> = { microsecond: 1_000, nanosecond: 1_000_000 };

function countPeriods({ from, until }: Span, grain: Grain): number {
  const fine = PER_MILLISECOND[grain];
  const unit: DurationUnit = fine === undefined ? (grain as DurationUnit) : 'millisecond';
  return Math.max(1, Math.ceil(until.diff(startOfPeriod(from, grain), unit).as(unit)) * (fine ?? 1));
}
