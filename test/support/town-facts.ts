import type { Predicate } from '../../src/plan/query.js';
import { addTo, dayText, type Grain, parseDay, passes, startOf, type Value } from './brute-force.js';
import { CALENDAR, seasonOf, type TierVersion, type Town, visitKey } from './town.js';

/** A season is a column of the calendar; the day of the week is a part of a day, Monday 1 to Sunday 7. */
export type TownGrain = Grain | 'season' | 'dow';

export interface TownQuestion {
  readonly metrics: readonly string[];
  readonly grain?: TownGrain;
  readonly by: readonly string[];
  /** Days, both inclusive. */
  readonly range?: { readonly from: string; readonly to: string };
  readonly where?: Predicate;
  /** A filter on metric_time. */
  readonly when?: When;
}

export interface When {
  readonly operator: 'gte' | 'lt' | 'eq' | 'ne';
  readonly day: string;
}

/** A row before now, at its day, with all that it can be grouped by. */
export interface Fact {
  readonly day: number;
  readonly visitor: string | null;
  readonly dims: Readonly<Record<string, Value>>;
  readonly value: number | null;
  /** Of its table. */
  readonly key: string;
}

export function visitFacts(town: Town): readonly Fact[] {
  return town.visits.flatMap(({ visitor, channel, region, amount, at }, index): readonly Fact[] => {
    if (at === null || at >= town.now) return [];
    const day = startOf(at, 'day');
    const mood = town.moods.find((one) => one.visitor === visitor && one.region === region)?.mood ?? null;
    const own = { visit__channel: channel, visit__region: region, visitor__mood: mood };
    return [{ key: visitKey(index), day, visitor, value: amount, dims: { ...ofVisitor(town, visitor, day), ...own } }];
  });
}

export function purchaseFacts(town: Town): readonly Fact[] {
  return town.purchases.flatMap(({ visitor, way, at }, index): readonly Fact[] => {
    if (at === null || at >= town.now) return [];
    const day = startOf(at, 'day');
    return [
      { key: `b${index}`, day, visitor, value: null, dims: { ...ofVisitor(town, visitor, day), purchase__way: way } },
    ];
  });
}

export function balanceFacts(town: Town): readonly Fact[] {
  return town.balances.flatMap(({ visitor, bank, balance, at }, index): readonly Fact[] => {
    if (at === null || at >= town.now) return [];
    const day = startOf(at, 'day');
    return [
      {
        key: `n${index}`,
        day,
        visitor,
        value: balance,
        dims: { ...ofVisitor(town, visitor, day), balance_note__bank: bank },
      },
    ];
  });
}

/** What is known of a visitor: of his home always, of his tier on that day. */
function ofVisitor(town: Town, visitor: string | null, day: number): Fact['dims'] {
  const person = town.visitors.find((one) => one.visitor === visitor);
  const city = person?.city ?? null;
  const version = town.tiers.find((one) => one.visitor === visitor && isValid(one, day));
  const plan = version?.plan ?? null;
  return {
    visitor,
    visitor__home: person?.home ?? null,
    visitor__city: city,
    visitor__city__country: town.cities.find((one) => one.city === city)?.country ?? null,
    visitor__tier: version?.tier ?? null,
    visitor__plan: plan,
    visitor__plan__kind: town.plans.find((one) => one.plan === plan)?.kind ?? null,
  };
}

/** t >= start and (t < end or there is no end), all by the day. */
function isValid({ from, to }: TierVersion, day: number): boolean {
  return startOf(from, 'day') <= day && (to === null || day < startOf(to, 'day'));
}

export function periodOf(town: Town, day: number, grain: TownGrain): string | number {
  if (grain === 'dow') return new Date(day).getUTCDay() || 7;
  return grain === 'season' ? seasonOf(town, day) : dayText(startOf(day, grain));
}

/** Seasons and parts are made of days. */
export function standardOf(grain: TownGrain): Grain {
  return grain === 'season' || grain === 'dow' ? 'day' : grain;
}

/** The range in whole periods, half-open. */
export function boundsOf({ range, grain = 'day' }: TownQuestion): { readonly from: number; readonly until: number } {
  if (!range) return { from: -Infinity, until: Infinity };
  const period = standardOf(grain);
  return { from: startOf(parseDay(range.from), period), until: addTo(startOf(parseDay(range.to), period), 1, period) };
}

export function isWithin(day: number, question: TownQuestion): boolean {
  const { from, until } = boundsOf(question);
  return day >= from && day < until;
}

/** The calendar's days within the range that begin before now. */
export function pointsOf(town: Town, question: TownQuestion): readonly number[] {
  return CALENDAR.filter((day) => isWithin(day, question) && day < town.now);
}

/** The calendar's days within the range, to the end of the period that is running now. */
export function readingDaysOf(town: Town, question: TownQuestion): readonly number[] {
  const grain = standardOf(question.grain ?? 'day');
  const end = addTo(startOf(town.now - 1, grain), 1, grain);
  return CALENDAR.filter((day) => isWithin(day, question) && day < end);
}

export function isWhen(when: When | undefined, day: number): boolean {
  if (!when) return true;
  const at = parseDay(when.day);
  switch (when.operator) {
    case 'gte':
      return day >= at;
    case 'lt':
      return day < at;
    case 'eq':
      return day === at;
    case 'ne':
      return day !== at;
  }
}

/** Rows that the query's range and filters leave. */
export function asked(facts: readonly Fact[], question: TownQuestion): readonly Fact[] {
  return matching(facts, question).filter(({ day }) => isWithin(day, question) && isWhen(question.when, day));
}

/** Rows that the query's filters on dimensions leave. */
export function matching(facts: readonly Fact[], { where }: TownQuestion): readonly Fact[] {
  return facts.filter(({ dims }) => passes(where, dims));
}

/** What a group stands for: its period in front, where periods are asked. */
export function keyOf(town: Town, { day, dims }: Pick<Fact, 'day' | 'dims'>, { grain, by }: TownQuestion): string {
  return JSON.stringify([...(grain ? [periodOf(town, day, grain)] : []), ...by.map((name) => dims[name] ?? null)]);
}

export function groupsOf<T>(all: readonly T[], key: (one: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) groups.set(key(one), [...(groups.get(key(one)) ?? []), one]);
  return groups;
}
