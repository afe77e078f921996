import { addTo, dayText, type Grain, startOf, type Value } from './brute-force.js';
import { CALENDAR, seasonOf, type Town } from './town.js';
import {
  asked,
  boundsOf,
  type Fact,
  groupsOf,
  isWhen,
  isWithin,
  keyOf,
  matching,
  periodOf,
  pointsOf,
  readingDaysOf,
  standardOf,
  type TownGrain,
  type TownQuestion,
} from './town-facts.js';

/** One value per key that has rows. */
export type Values = ReadonlyMap<string, number | null>;
export type Read = (town: Town, question: TownQuestion) => Values;
export type Aggregate = (facts: readonly Fact[]) => number | null;

/** Rows of one kind, what is made of them, and, of a semi-additive measure, which of them count. */
export interface Measured {
  readonly facts: (town: Town) => readonly Fact[];
  readonly aggregate: Aggregate;
  readonly closing?: { readonly choice: 'min' | 'max'; readonly perVisitor: boolean };
}

const LENGTHS: readonly Grain[] = ['day', 'week', 'month', 'quarter', 'year'];

export function simple(measured: Measured): Read {
  return (town, question) => aggregated(town, asked(measured.facts(town), question), question, measured);
}

function aggregated(town: Town, facts: readonly Fact[], question: TownQuestion, measured: Measured): Values {
  const groups = groupsOf(closingFacts(town, facts, question, measured), (fact) => keyOf(town, fact, question));
  return new Map([...groups].map(([key, group]) => [key, measured.aggregate(group)]));
}

/** Rows at the first or last day of all that are left, per queried period and, if asked, per visitor. */
function closingFacts(
  town: Town,
  facts: readonly Fact[],
  { grain }: TownQuestion,
  { closing }: Measured,
): readonly Fact[] {
  if (!closing) return facts;
  const groups = groupsOf(facts, ({ day, visitor }) =>
    JSON.stringify([grain && periodOf(town, day, grain), closing.perVisitor && visitor]),
  );
  return [...groups.values()].flatMap((group) => {
    const extreme = Math[closing.choice](...group.map(({ day }) => day));
    return group.filter(({ day }) => day === extreme);
  });
}

export interface Length {
  readonly count: number;
  readonly grain: Grain;
}

export interface Accumulated {
  readonly window?: Length;
  readonly toDate?: Grain;
  readonly periodAgg?: 'first' | 'last' | 'average';
}

/** For each day its window's rows; of a longer period its first or last day that has any, or the days' average. */
export function cumulative({ facts, aggregate }: Measured, accumulated: Accumulated): Read {
  const { window, toDate, periodAgg = 'first' } = accumulated;
  const inWindow = (day: number, point: number) => {
    if (day > point) return false;
    if (window) return day > addTo(point, -window.count, window.grain);
    return toDate ? startOf(day, toDate) === startOf(point, toDate) : true;
  };
  return (town, question) => {
    const rows = matching(facts(town), question);
    const { grain } = question;
    if (!grain) {
      const { until } = boundsOf(question);
      const all = rows.filter(({ day }) => day < until);
      return aggregated(town, all, question, { facts, aggregate });
    }
    const points = pointsOf(town, question).filter((point) => isWhen(question.when, point));
    const perPoint = points.flatMap((point) => {
      const counted = rows.filter(({ day }) => inWindow(day, point));
      const groups = groupsOf(counted, ({ dims }) => keyOf(town, { day: point, dims }, question));
      return [...groups].map(([key, group]) => ({ key, value: aggregate(group) }));
    });
    const periods = groupsOf(perPoint, ({ key }) => key);
    return new Map(
      [...periods].map(([key, values]) => [
        key,
        shown(
          values.map(({ value }) => value),
          periodAgg,
        ),
      ]),
    );
  };
}

function shown(values: readonly (number | null)[], periodAgg: 'first' | 'last' | 'average'): number | null {
  if (periodAgg === 'first') return values[0] ?? null;
  if (periodAgg === 'last') return values.at(-1) ?? null;
  const known = values.filter((value) => value !== null);
  return known.length > 0 ? known.reduce((a, b) => a + b, 0) / known.length : null;
}

export interface Converted {
  readonly base: (town: Town) => readonly Fact[];
  readonly conversions: (town: Town) => readonly Fact[];
  readonly window?: Length;
  readonly same?: { readonly base: string; readonly conversion: string };
}

/** Each conversion goes to the latest base event of its visitor up to its day; of one day's, to that with the smallest key. */
export function conversions({ base, conversions: of, window, same }: Converted): Read {
  return (town, question) => {
    const events = asked(base(town), question);
    const credited = of(town).flatMap((conversion) => {
      const earlier = events.filter(
        ({ day, visitor, dims }) =>
          visitor !== null &&
          visitor === conversion.visitor &&
          day <= conversion.day &&
          (!window || day > addTo(conversion.day, -window.count, window.grain)) &&
          (!same || (dims[same.base] !== null && dims[same.base] === conversion.dims[same.conversion])),
      );
      const last = Math.max(...earlier.map(({ day }) => day));
      const [event] = earlier.filter(({ day }) => day === last).sort((a, b) => (a.key < b.key ? -1 : 1));
      return event ? [event] : [];
    });
    return aggregated(town, credited, question, { facts: base, aggregate: (facts) => facts.length });
  };
}

/**
 * The value so much earlier: whole periods where they are no longer than the steps, else each day reads the rows of
 * the day so much before.
 */
export function earlier(read: Read, steps: readonly Length[], measured?: Measured): Read {
  const back = (day: number) => steps.reduce((at, { count, grain }) => addTo(at, -count, grain), day);
  return (town, question) => {
    const { grain = 'day' } = question;
    const days = readingDaysOf(town, question).filter((day) => isWhen(question.when, day));
    const isShort = (step: Length) => LENGTHS.indexOf(standardOf(grain)) <= LENGTHS.indexOf(step.grain);
    if (standardOf(grain) !== grain || !steps.every(isShort)) {
      if (!measured) throw new Error('not modelled: longer periods of this metric');
      return moved(town, question, measured, days, (day, fact) => fact.day === back(day));
    }
    const { range: _range, when: _when, ...everything } = question;
    const values = read(town, everything);
    const periods = days.filter((day) => startOf(day, standardOf(grain)) === day);
    return new Map(
      periods.flatMap((period) => {
        const earlierPeriod = dayText(back(period));
        return [...values].flatMap(([key, value]): [string, number | null][] => {
          const [at, ...rest] = JSON.parse(key) as Value[];
          return at === earlierPeriod ? [[JSON.stringify([dayText(period), ...rest]), value]] : [];
        });
      }),
    );
  };
}

/** Rows as they are read on other days. */
function moved(
  town: Town,
  question: TownQuestion,
  measured: Measured,
  days: readonly number[],
  reads: (day: number, fact: Fact) => boolean,
): Values {
  const rows = matching(measured.facts(town), question);
  const facts = days.flatMap((day) => rows.filter((fact) => reads(day, fact)).map((fact) => ({ ...fact, day })));
  return aggregated(town, facts, question, measured);
}

/** Every day reads the rows of the day on which its period of `start` began; of a longer period its first day counts. */
export function fromStart(measured: Measured, start: Grain | 'season'): Read {
  return (town, question) => {
    const { grain = 'day' } = question;
    const days = readingDaysOf(town, question).filter(
      (day) => day < town.now && firstDay(town, day, grain) === day && isWhen(question.when, day),
    );
    return moved(town, question, measured, days, (day, fact) => fact.day === firstDay(town, day, start));
  };
}

/** Every day is the first of its part of the week. */
function firstDay(town: Town, day: number, grain: TownGrain): number {
  if (grain !== 'season') return startOf(day, standardOf(grain));
  return CALENDAR.find((one) => seasonOf(town, one) === seasonOf(town, day)) ?? day;
}

/** The day of the same place in the season before. */
export function seasonBefore(measured: Measured): Read {
  return (town, question) => {
    const names = [...new Set(CALENDAR.map((day) => seasonOf(town, day)))];
    const index = (day: number) => names.indexOf(seasonOf(town, day));
    const place = (day: number) => day - firstDay(town, day, 'season');
    // A season that begins at now or later is none; by season the running one is read to its end, as months are by month.
    const hasBegun = (day: number) => firstDay(town, day, 'season') < town.now;
    const whole = question.grain === 'season' ? CALENDAR : readingDaysOf(town, question);
    const days = whole.filter((day) => hasBegun(day) && isWithin(day, question) && isWhen(question.when, day));
    const reads = (day: number, fact: Fact) => place(day) === place(fact.day) && index(day) === index(fact.day) + 1;
    return moved(town, question, measured, days, reads);
  };
}
