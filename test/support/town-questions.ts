import fc from 'fast-check';
import type { GroupBy, MetricQuery, Predicate } from '../../src/plan/query.js';
import { defined, predicates, RANGE_DAYS } from './questions.js';
import type { TownGrain, TownQuestion, When } from './town-facts.js';

const OF_VISITOR = [
  ...['visitor', 'visitor__home', 'visitor__city', 'visitor__city__country'],
  ...['visitor__tier', 'visitor__plan', 'visitor__plan__kind'],
];
export const OF_VISIT = [...OF_VISITOR, 'visitor__mood', 'visit__channel', 'visit__region'];
const OF_PURCHASE = [...OF_VISITOR, 'purchase__way'];
const OF_BALANCE = [...OF_VISITOR, 'balance_note__bank'];

const PERIODS: readonly TownGrain[] = ['day', 'week', 'month', 'quarter', 'season'];
const ANY: readonly TownGrain[] = [...PERIODS, 'dow'];
const TO_MONTH: readonly TownGrain[] = ['day', 'week', 'month'];

/** What a metric can be asked by. */
export interface Askable {
  readonly by: readonly string[];
  /** Periods; `timed` needs one of them. */
  readonly grains: readonly TownGrain[];
  readonly timed: boolean;
  /** At which periods a filter on metric_time has a meaning that can be told from the definitions alone. */
  readonly when: 'always' | 'with a period' | 'by day';
}

function all(names: readonly string[], askable: Partial<Askable>): Readonly<Record<string, Askable>> {
  const usual: Askable = { by: OF_VISIT, grains: ANY, timed: false, when: 'always' };
  return Object.fromEntries(names.map((name) => [name, { ...usual, ...askable }]));
}

export const SIMPLE = {
  ...all(['visits', 'visitors', 'amount', 'average_amount', 'smallest_amount', 'web_amount', 'gold_visits'], {}),
  ...all(['median_amount', 'p90_amount', 'p25_amount', 'web_share', 'dense_visits'], {}),
  ...all(['purchases'], { by: OF_PURCHASE }),
  ...all(['amount_per_purchase'], { by: OF_VISITOR }),
};
export const CLOSING = all(['closing', 'opening', 'closing_per_visitor', 'opening_per_visitor', 'north_closing'], {
  by: OF_BALANCE,
  grains: PERIODS,
});
export const SO_FAR = all(['amount_so_far', 'visitors_so_far', 'average_so_far'], { when: 'with a period' });
export const WINDOWS = all(
  [
    ...['amount_in_7_days', 'web_amount_in_2_weeks', 'visits_in_2_weeks', 'visits_in_a_month', 'visits_in_a_day'],
    ...['visitors_in_7_days', 'web_visitors_in_7_days', 'visitors_month_to_date', 'amount_month_to_date'],
    ...['web_amount_month_to_date', 'amount_week_to_date', 'average_in_7_days', 'largest_year_to_date'],
    ...['smallest_in_a_month', 'median_in_2_weeks', 'share_of_7_days'],
  ],
  { timed: true },
);
export const CONVERTED = all(
  [
    ...['conversions', 'conversions_in_7_days', 'filled_conversions_in_a_month', 'same_way_conversions'],
    ...['conversion_rate', 'visitor_conversion_rate_in_7_days', 'web_conversions', 'conversions_to_way_web'],
  ],
  {},
);
export const EARLIER = {
  ...all(
    [
      ...['amount_at_month_start', 'amount_since_week_start', 'amount_at_season_start', 'amount_a_season_before'],
      ...['amount_7_days_before', 'amount_9_days_before', 'visitors_a_month_before', 'amount_growth'],
    ],
    { timed: true, when: 'by day' },
  ),
  ...all(['closing_7_days_before'], { by: OF_BALANCE, grains: PERIODS, timed: true, when: 'by day' }),
  ...all(['visitors_two_months_before', 'visits_in_a_month_before'], { grains: TO_MONTH, timed: true, when: 'by day' }),
};
export const EVERY: Readonly<Record<string, Askable>> = {
  ...SIMPLE,
  ...CLOSING,
  ...SO_FAR,
  ...WINDOWS,
  ...CONVERTED,
  ...EARLIER,
};

const MEMBERS: Readonly<Record<string, readonly string[]>> = {
  visitor: ['v1', 'v2', 'gone'],
  visitor__home: ['hill', 'bay'],
  visitor__city: ['c1', 'lost'],
  visitor__city__country: ['FR', 'IT'],
  visitor__tier: ['gold', 'blue'],
  visitor__plan: ['a', 'lost'],
  visitor__plan__kind: ['paid', 'free'],
  visitor__mood: ['glad', 'calm'],
  visit__channel: ['web', 'shop'],
  visit__region: ['east', 'west'],
  purchase__way: ['web', 'shop'],
  balance_note__bank: ['north', 'south'],
};
export const membersOf = (names: readonly string[]) => predicates(names, MEMBERS);

const ranges = fc
  .uniqueArray(fc.constantFrom(...RANGE_DAYS), { minLength: 2, maxLength: 2 })
  .map((days) => [...days].sort())
  .map(([from = '', to = '']) => ({ from, to }));
const whens = fc.record<When>({
  operator: fc.constantFrom('gte', 'lt', 'eq', 'ne'),
  day: fc.constantFrom(...RANGE_DAYS),
});

/** Questions that every metric in them can answer. */
export function townQuestions(
  metrics: Readonly<Record<string, Askable>>,
  most = 3,
  shape: { readonly untimed?: boolean } = {},
): fc.Arbitrary<TownQuestion> {
  const names = Object.keys(metrics);
  return fc.uniqueArray(fc.constantFrom(...names), { minLength: 1, maxLength: most }).chain((chosen) => {
    const askable = chosen.flatMap((name) => metrics[name] ?? []);
    const by = shared(askable.map((one) => one.by));
    const grains = fc.constantFrom(...shared(askable.map((one) => one.grains)));
    const timed = askable.some((one) => one.timed);
    return fc
      .record({
        grain: shape.untimed ? fc.constant(undefined) : timed ? grains : fc.option(grains, { nil: undefined, freq: 3 }),
        by: fc.uniqueArray(fc.constantFrom(...by), { maxLength: 2 }),
        range: fc.option(ranges, { nil: undefined }),
        where: fc.option(membersOf(by), { nil: undefined, freq: 2 }),
        when: fc.option(whens, { nil: undefined, freq: 2 }),
      })
      .map(({ when, ...rest }): TownQuestion => {
        const { grain } = rest;
        const means = askable.every(
          (one) => one.when === 'always' || (one.when === 'by day' ? grain === 'day' : grain !== undefined),
        );
        return { metrics: chosen, ...defined({ ...rest, when: means ? when : undefined }) } as TownQuestion;
      });
  });
}

function shared<T>(lists: readonly (readonly T[])[]): readonly T[] {
  return lists.reduce((a, b) => a.filter((one) => b.includes(one)));
}

function timeGroup(grain: TownGrain): GroupBy {
  if (grain === 'dow') return { kind: 'part', name: 'metric_time', part: grain };
  return { kind: 'time', name: 'metric_time', grain };
}

export function townQuery({ metrics, grain, by, range, where, when }: TownQuestion, timeZone?: string): MetricQuery {
  const conditions: readonly Predicate[] = [
    ...(where ? [where] : []),
    ...(when ? [{ kind: 'compare' as const, name: 'metric_time', operator: when.operator, value: when.day }] : []),
  ];
  const [first, ...more] = conditions;
  const groupBy: readonly GroupBy[] = [
    ...(grain ? [timeGroup(grain)] : []),
    ...by.map((name) => ({ kind: 'value' as const, name })),
  ];
  return {
    metrics: metrics.map((metric) => ({ metric, as: metric })),
    groupBy,
    orderBy: [],
    ...(range && { timeRange: { kind: 'between', ...range } }),
    ...(first && { where: more.length > 0 ? { kind: 'and', operands: conditions } : first }),
    ...(timeZone && { timeZone }),
  };
}
