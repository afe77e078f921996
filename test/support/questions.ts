import fc from 'fast-check';
import type { Ask } from '../../src/engine/ask.js';
import type { FunnelQuery, GroupBy, MetricQuery, Predicate } from '../../src/plan/query.js';
import type { Grain, Question, Rows } from './brute-force.js';
import type { OpenWorld } from './world.js';

const PRODUCT = ['product__name', 'product__shelf', 'product'];
const USER = ['user__state', 'user'];
const OF_ORDERS = [...PRODUCT, ...USER, 'order__status', 'order__quantity'];
const OF_SESSIONS = [...PRODUCT, ...USER, 'session_step__step'];

/** Every metric of the shop that needs no time in the group-by, with what it can be grouped by. */
export const METRICS: Readonly<Record<string, readonly string[]>> = {
  orders: OF_ORDERS,
  revenue: OF_ORDERS,
  paid_revenue: OF_ORDERS,
  largest_order: OF_ORDERS,
  buyers: OF_ORDERS,
  average_order: OF_ORDERS,
  loyal_orders: OF_ORDERS,
  all_sessions: OF_SESSIONS,
  view_sessions: OF_SESSIONS,
  cart_sessions: OF_SESSIONS,
  checkout_sessions: OF_SESSIONS,
  cart_rate: OF_SESSIONS,
  inventory: PRODUCT,
  empty_products: PRODUCT,
  inventory_delta: PRODUCT,
  version_count: PRODUCT,
  net_change: PRODUCT,
};
export const SHIFTED: Readonly<Record<string, readonly string[]>> = {
  revenue_week_before: OF_ORDERS,
  revenue_on_month: OF_ORDERS,
};
/** Numbers that may be added up over any groups, a NULL counting as 0. */
export const ADDITIVE = ['orders', 'revenue', 'paid_revenue', 'loyal_orders', 'version_count', 'net_change'];
export const SESSIONS = Object.keys(METRICS).filter((name) => METRICS[name] === OF_SESSIONS);
export const FUNNELS = ['any_order', 'any_order_within_an_hour', 'in_order', 'in_order_within_an_hour'];

const MEMBERS: Readonly<Record<string, readonly (string | number)[]>> = {
  product__name: ['Aloe', 'Basil', 'Cactus'],
  product__shelf: ['low', 'high'],
  product: ['p1', 'p2', 'gone'],
  user__state: ['CA', 'NY', ''],
  user: ['u1', 'u2', 'gone'],
  order__status: ['paid', 'open'],
  order__quantity: [1, 2, 3],
  session_step__step: ['page_view', 'add_to_cart', 'search'],
};

export function predicates(
  names: readonly string[],
  members: Readonly<Record<string, readonly (string | number)[]>> = MEMBERS,
): fc.Arbitrary<Predicate> {
  const leaf = fc.constantFrom(...names).chain((name): fc.Arbitrary<Predicate> => {
    const member = fc.constantFrom(...(members[name] ?? ['']));
    return fc.oneof(
      fc.record({
        kind: fc.constant('compare' as const),
        name: fc.constant(name),
        operator: fc.constantFrom('eq' as const, 'ne' as const),
        value: member,
      }),
      fc.record({
        kind: fc.constant('in' as const),
        name: fc.constant(name),
        values: fc.array(member, { maxLength: 2 }),
      }),
      fc.constant({ kind: 'isNull' as const, name }),
      ...(name === 'order__quantity'
        ? []
        : [
            fc.record({
              kind: fc.constant('text' as const),
              name: fc.constant(name),
              operator: fc.constantFrom('contains' as const, 'startsWith' as const),
              value: fc.constantFrom('a', 'A', '', 'page', 'u'),
            }),
          ]),
    );
  });
  const nested = fc.letrec<{ any: Predicate }>((tie) => ({
    any: fc.oneof(
      { depthSize: 'small', maxDepth: 3 },
      leaf,
      fc.record({
        kind: fc.constantFrom('and' as const, 'or' as const),
        operands: fc.array(tie('any'), { maxLength: 3 }),
      }),
      fc.record({ kind: fc.constant('not' as const), operand: tie('any') }),
    ),
  }));
  return nested.any;
}

export const RANGE_DAYS = [
  '2020-12-28',
  '2020-12-31',
  '2021-01-01',
  '2021-01-20',
  '2021-02-01',
  '2021-02-10',
  '2021-02-28',
  '2021-03-01',
  '2021-03-17',
  '2021-03-31',
  '2021-04-10',
];
export const ranges = fc
  .uniqueArray(fc.constantFrom(...RANGE_DAYS), { minLength: 2, maxLength: 2 })
  .map((days) => days.sort() as [string, string])
  .map(([from, to]) => ({ from, to }));

export const grains = fc.constantFrom<Grain>('day', 'week', 'month', 'quarter');

interface Shape {
  readonly metrics?: Readonly<Record<string, readonly string[]>>;
  readonly most?: number;
  readonly timed?: boolean;
}

/** Questions that every metric in them can answer. */
export function questions({ metrics = METRICS, most = 4, timed }: Shape = {}): fc.Arbitrary<Question> {
  return fc.uniqueArray(fc.constantFrom(...Object.keys(metrics)), { minLength: 1, maxLength: most }).chain((chosen) => {
    const shared = chosen.map((name) => metrics[name] ?? []).reduce((a, b) => a.filter((name) => b.includes(name)));
    const needsTime = timed ?? chosen.some((name) => name in SHIFTED);
    return fc
      .record({
        grain: needsTime ? grains : fc.option(grains, { nil: undefined }),
        by: fc.uniqueArray(fc.constantFrom(...shared), { maxLength: 2 }),
        range: fc.option(ranges, { nil: undefined }),
        where: fc.option(predicates(shared), { nil: undefined, freq: 2 }),
      })
      .map((rest) => ({ metrics: chosen, ...defined(rest) }) as Question);
  });
}

export function defined<T extends object>(value: T): Partial<T> {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as Partial<T>;
}

export function queryOf({ metrics, grain, by, range, where }: Question, timeZone?: string): MetricQuery {
  return {
    metrics: metrics.map((metric) => ({ metric, as: metric })),
    groupBy: groupsOf(grain, by),
    orderBy: [],
    ...(range && { timeRange: { kind: 'between' as const, ...range } }),
    ...(where && { where }),
    ...(timeZone && { timeZone }),
  };
}

export function funnelQueryOf(funnel: string, { grain, by, range, where }: Question): FunnelQuery {
  const {
    metrics: _metrics,
    orderBy: _orderBy,
    ...rest
  } = queryOf({ metrics: [], by, ...defined({ grain, range, where }) } as Question);
  return { ...rest, funnel };
}

function groupsOf(grain: Grain | undefined, by: readonly string[]): readonly GroupBy[] {
  return [
    ...(grain ? [{ kind: 'time' as const, name: 'metric_time', grain }] : []),
    ...by.map((name) => ({ kind: 'value' as const, name })),
  ];
}

/** An answer as rows by key, numbers as numbers; two rows of one key are an error. */
export async function rowsOf(open: OpenWorld, ask: Ask): Promise<Rows> {
  const { columns, rows } = await open.answer(ask);
  const keys = columns.flatMap(({ role }, index) => (role === 'metric' ? [] : [index]));
  const found = new Map<string, Readonly<Record<string, number | null>>>();
  for (const row of rows) {
    const key = JSON.stringify(keys.map((index) => row[index] ?? null));
    if (found.has(key)) throw new Error(`two rows of ${key}`);
    const values = columns.flatMap(({ role, name }, index) =>
      role === 'metric' ? [[name.replace(/^step__/, ''), numberOf(row[index])] as const] : [],
    );
    found.set(key, Object.fromEntries(values));
  }
  return found;
}

/** To 12 digits: what lies nearer to 0 than that is the noise of doubles. */
function numberOf(cell: unknown): number | null {
  if (cell === null || cell === undefined) return null;
  const number = Number(cell);
  return Math.abs(number) < 1e-12 ? 0 : Number(number.toPrecision(12));
}

/** As plain sorted data, doubles to 12 digits, so that two answers can be compared. */
export function plain(rows: Rows): Readonly<Record<string, Readonly<Record<string, number | null>>>> {
  return Object.fromEntries(
    [...rows]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, row]) => [
        key,
        Object.fromEntries(Object.entries(row).map(([name, value]) => [name, numberOf(value)])),
      ]),
  );
}
