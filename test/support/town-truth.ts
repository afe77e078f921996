import type { Predicate } from '../../src/plan/query.js';
import { divided, passes, type Rows, type Value } from './brute-force.js';
import type { Town } from './town.js';
import {
  balanceFacts,
  type Fact,
  isWhen,
  keyOf,
  periodOf,
  pointsOf,
  purchaseFacts,
  type TownQuestion,
  visitFacts,
} from './town-facts.js';
import {
  type Accumulated,
  type Aggregate,
  type Converted,
  conversions,
  cumulative,
  earlier,
  fromStart,
  type Length,
  type Measured,
  type Read,
  seasonBefore,
  simple,
  type Values,
} from './town-kinds.js';

/**
 * The town's metrics worked out row by row from docs/metric-semantics.md: nothing here knows of the planner.
 * The definitions are in town/town.yml.
 */
const known = (facts: readonly Fact[]) => facts.flatMap(({ value }) => (value === null ? [] : [value]));
const ofKnown =
  (work: (values: readonly number[]) => number): Aggregate =>
  (facts) => {
    const values = known(facts);
    return values.length > 0 ? work([...values].sort((a, b) => a - b)) : null;
  };
const count: Aggregate = (facts) => facts.length;
const sum = ofKnown((values) => values.reduce((a, b) => a + b, 0));
const average = ofKnown((values) => values.reduce((a, b) => a + b, 0) / values.length);
const visitors: Aggregate = (facts) =>
  new Set(facts.flatMap(({ visitor }) => (visitor === null ? [] : [visitor]))).size;
/** Between the two values beside the place p · (n − 1). */
const between = (p: number) =>
  ofKnown((values) => {
    const place = p * (values.length - 1);
    const [low, high] = [values[Math.floor(place)] ?? 0, values[Math.ceil(place)] ?? 0];
    return low + (high - low) * (place - Math.floor(place));
  });
/** The first value that has a share of p of all at or below it. */
const atLeast = (p: number) => ofKnown((values) => values[Math.ceil(p * values.length) - 1] ?? 0);

const isWeb = ({ dims }: Fact) => dims.visit__channel === 'web';
const webVisits = (town: Town) => visitFacts(town).filter(isWeb);
const ofVisits = (aggregate: Aggregate, facts: Measured['facts'] = visitFacts): Measured => ({ facts, aggregate });
const ofBalances = (choice: 'min' | 'max', perVisitor: boolean, aggregate: Aggregate): Measured => ({
  facts: balanceFacts,
  aggregate,
  closing: { choice, perVisitor },
});
const days = (days: number): Length => ({ count: days, grain: 'day' });
const WEEKS: Length = { count: 2, grain: 'week' };
const MONTH: Length = { count: 1, grain: 'month' };

const AMOUNT = ofVisits(sum);
const VISITORS = ofVisits(visitors);
const NORTH: Measured = {
  ...ofBalances('max', false, sum),
  facts: (town) => balanceFacts(town).filter(({ dims }) => dims.balance_note__bank === 'north'),
};
const BOUGHT: Converted = { base: visitFacts, conversions: purchaseFacts };
const MONTHLY = { window: MONTH, periodAgg: 'last' } as const satisfies Accumulated;

const amount = simple(AMOUNT);

/** Metrics of one input. */
const READS: Readonly<Record<string, Read>> = {
  visits: simple(ofVisits(count)),
  visitors: simple(VISITORS),
  amount,
  average_amount: simple(ofVisits(average)),
  smallest_amount: simple(ofVisits(ofKnown((values) => values[0] ?? 0))),
  median_amount: simple(ofVisits(between(0.5))),
  p90_amount: simple(ofVisits(between(0.9))),
  p25_amount: simple(ofVisits(atLeast(0.25))),
  purchases: simple({ facts: purchaseFacts, aggregate: count }),
  web_amount: simple(ofVisits(sum, webVisits)),
  gold_visits: simple(ofVisits(count, (town) => visitFacts(town).filter(({ dims }) => dims.visitor__tier === 'gold'))),

  closing: simple(ofBalances('max', false, sum)),
  opening: simple(ofBalances('min', false, sum)),
  closing_per_visitor: simple(ofBalances('max', true, sum)),
  opening_per_visitor: simple(ofBalances('min', true, average)),
  north_closing: simple(NORTH),

  amount_so_far: cumulative(AMOUNT, {}),
  amount_in_7_days: cumulative(AMOUNT, { window: days(7) }),
  web_amount_in_2_weeks: cumulative(ofVisits(sum, webVisits), { window: WEEKS }),
  visits_in_2_weeks: cumulative(ofVisits(count), { window: WEEKS }),
  visits_in_a_month: cumulative(ofVisits(count), MONTHLY),
  visits_in_a_day: cumulative(ofVisits(count), { window: days(1) }),
  visitors_so_far: cumulative(VISITORS, { periodAgg: 'last' }),
  visitors_in_7_days: cumulative(VISITORS, { window: days(7), periodAgg: 'average' }),
  web_visitors_in_7_days: cumulative(ofVisits(visitors, webVisits), { window: days(7), periodAgg: 'average' }),
  visitors_month_to_date: cumulative(VISITORS, { toDate: 'month', periodAgg: 'last' }),
  amount_month_to_date: cumulative(AMOUNT, { toDate: 'month', periodAgg: 'last' }),
  web_amount_month_to_date: cumulative(ofVisits(sum, webVisits), { toDate: 'month', periodAgg: 'last' }),
  amount_week_to_date: cumulative(AMOUNT, { toDate: 'week' }),
  average_in_7_days: cumulative(ofVisits(average), { window: days(7), periodAgg: 'last' }),
  average_so_far: cumulative(ofVisits(average), {}),
  largest_year_to_date: cumulative(ofVisits(ofKnown((values) => values.at(-1) ?? 0)), {
    toDate: 'year',
    periodAgg: 'average',
  }),
  smallest_in_a_month: cumulative(ofVisits(ofKnown((values) => values[0] ?? 0)), { window: MONTH }),
  median_in_2_weeks: cumulative(ofVisits(between(0.5)), { window: WEEKS, periodAgg: 'last' }),

  amount_at_month_start: fromStart(AMOUNT, 'month'),
  amount_at_season_start: fromStart(AMOUNT, 'season'),
  amount_a_season_before: seasonBefore(AMOUNT),
  amount_7_days_before: earlier(amount, [days(7)], AMOUNT),
  amount_9_days_before: earlier(amount, [days(2), days(7)], AMOUNT),
  visitors_a_month_before: earlier(simple(VISITORS), [MONTH], VISITORS),
  visitors_two_months_before: earlier(simple(VISITORS), [MONTH, MONTH]),
  visits_in_a_month_before: earlier(cumulative(ofVisits(count), MONTHLY), [MONTH]),
  closing_7_days_before: earlier(simple(ofBalances('max', false, sum)), [days(7)], ofBalances('max', false, sum)),
};

interface Worked {
  readonly parts: readonly { readonly values: Values; readonly anchors: boolean }[];
  readonly value: (key: string) => number | null;
}

/** Conversions stand beside their base events: these make the rows. */
const CONVERSIONS: Readonly<Record<string, Converted & { readonly per?: Measured; readonly fill?: number }>> = {
  conversions: BOUGHT,
  conversions_in_7_days: { ...BOUGHT, window: days(7) },
  filled_conversions_in_a_month: { ...BOUGHT, window: MONTH, fill: 0 },
  same_way_conversions: { ...BOUGHT, same: { base: 'visit__channel', conversion: 'purchase__way' } },
  web_conversions: { ...BOUGHT, base: webVisits },
  conversions_to_way_web: {
    ...BOUGHT,
    conversions: (town) => purchaseFacts(town).filter(({ dims }) => dims.purchase__way === 'web'),
  },
  conversion_rate: { ...BOUGHT, per: ofVisits(count) },
  visitor_conversion_rate_in_7_days: { ...BOUGHT, window: days(7), per: VISITORS },
};

function workedOut(name: string, town: Town, question: TownQuestion): Worked {
  const read = READS[name];
  if (read) return alone(read(town, question));
  const conversion = CONVERSIONS[name];
  if (conversion) {
    const base = simple(conversion.per ?? ofVisits(count, conversion.base))(town, question);
    const converted = conversions(conversion)(town, question);
    const { per, fill } = conversion;
    return {
      parts: [base, converted].map((values) => ({ values, anchors: true })),
      value: (key) => (per ? divided(converted.get(key), base.get(key)) : (converted.get(key) ?? fill ?? null)),
    };
  }
  const of = (other: string) => workedOut(other, town, question);
  switch (name) {
    case 'amount_since_week_start':
      return less(of('amount'), fromStart(AMOUNT, 'week')(town, question));
    case 'amount_growth':
      return less(of('amount'), earlier(amount, [days(7)], AMOUNT)(town, question));
    case 'web_share':
      return quotient(of('web_amount'), of('amount'));
    case 'amount_per_purchase':
      return quotient(of('amount'), of('purchases'));
    case 'share_of_7_days':
      return quotient(of('amount'), of('amount_in_7_days'));
    case 'dense_visits':
      return dense(town, question);
    default:
      throw new Error(`not modelled: ${name}`);
  }
}

function alone(values: Values): Worked {
  return { parts: [{ values, anchors: true }], value: (key) => values.get(key) ?? null };
}

function quotient(above: Worked, below: Worked): Worked {
  return { parts: [...above.parts, ...below.parts], value: (key) => divided(above.value(key), below.value(key)) };
}

function less(now: Worked, before: Values): Worked {
  return {
    parts: [...now.parts, { values: before, anchors: false }],
    value: (key) => {
      const [a, b] = [now.value(key), before.get(key) ?? null];
      return a === null || b === null ? null : a - b;
    },
  };
}

/** A row of 0 for every period of the calendar without a visit; its dimensions are NULL. */
function dense(town: Town, question: TownQuestion): Worked {
  const visits = simple(ofVisits(count))(town, question);
  const { grain, by, where } = question;
  if (!grain) return { parts: [{ values: visits, anchors: true }], value: (key) => visits.get(key) ?? 0 };
  const spine = pointsOf(town, question).filter((day) => isWhen(question.when, day));
  const known = new Set([...visits.keys()].map((key) => (JSON.parse(key) as Value[])[0]));
  const dims = Object.fromEntries(by.map((name) => [name, null]));
  const again = conditionsOf(where).filter((condition) => namesOf(condition).every((name) => by.includes(name)));
  const added = again.every((condition) => passes(condition, dims))
    ? spine
        .filter((day) => !known.has(periodOf(town, day, grain)))
        .map((day) => [keyOf(town, { day, dims }, question), null] as const)
    : [];
  const values = new Map([...visits, ...added]);
  return { parts: [{ values, anchors: true }], value: (key) => values.get(key) ?? 0 };
}

function conditionsOf(where: Predicate | undefined): readonly Predicate[] {
  if (!where) return [];
  return where.kind === 'and' ? where.operands.flatMap(conditionsOf) : [where];
}

function namesOf(predicate: Predicate): readonly string[] {
  if (predicate.kind === 'and' || predicate.kind === 'or') return predicate.operands.flatMap(namesOf);
  if (predicate.kind === 'not') return namesOf(predicate.operand);
  return 'name' in predicate ? [predicate.name] : [];
}

/** All metrics side by side: a row for every key in a period that some metric's own rows make. */
export function townAnswer(question: TownQuestion, town: Town): Rows {
  const worked = question.metrics.map((name) => [name, workedOut(name, town, question)] as const);
  const parts = worked.flatMap(([, { parts: some }]) => some);
  const isKeyed = question.grain !== undefined || question.by.length > 0;
  const period = (key: string) => (question.grain ? (JSON.parse(key) as Value[])[0] : 'all');
  const periods = new Set(
    parts.filter(({ anchors }) => anchors).flatMap(({ values }) => [...values.keys()].map(period)),
  );
  const keys = isKeyed
    ? [...new Set(parts.flatMap(({ values }) => [...values.keys()]))].filter((key) => periods.has(period(key)))
    : ['[]'];
  return new Map(keys.map((key) => [key, Object.fromEntries(worked.map(([name, { value }]) => [name, value(key)]))]));
}

export const TOWN_METRICS: readonly string[] = [
  ...Object.keys(READS),
  ...Object.keys(CONVERSIONS),
  ...['amount_since_week_start', 'amount_growth', 'web_share', 'amount_per_purchase', 'share_of_7_days'],
  'dense_visits',
];
