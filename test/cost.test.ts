import { describe, expect, it } from 'vitest';
import { readMetricQuery } from '../src/api/read-query.js';
import { catalogFrom } from '../src/composition/api-definitions.js';
import { ColumnCounts } from '../src/engine/column-counts.js';
import { CostCeiling } from '../src/engine/cost-ceiling.js';
import { type MetricQueryInput, openTrellis, TrellisError, type TrellisOptions } from '../src/index.js';
import type { Count, Countable } from '../src/plan/countable.js';
import { estimateGroups } from '../src/plan/group-estimate.js';
import { planMetricQuery } from '../src/plan/metric-plan.js';
import { countsStatement } from '../src/sql/counts.js';
import { openDuckDB } from '../src/warehouse/duckdb.js';
import type { Statement, Warehouse } from '../src/warehouse/warehouse.js';
import { toDuckDb } from './support/snowflake-sql.js';
import { standIn } from './support/stand-in.js';

const time = (name: string, grain = 'day') => ({ name, type: 'time', type_params: { time_granularity: grain } });
const simple = (name: string, measure: string) => ({ name, label: name, type: 'simple', type_params: { measure } });

/** Sales to customers, who live in cities of states; visits by them. */
const DEFINITIONS = {
  semantic_models: [
    {
      name: 'customers',
      model: "ref('customers')",
      entities: [{ name: 'customer', type: 'primary', expr: 'customer_id' }],
      dimensions: [{ name: 'city', type: 'categorical' }, { name: 'state', type: 'categorical' }, time('born_on')],
    },
    {
      name: 'sales',
      model: "ref('sales')",
      defaults: { agg_time_dimension: 'sold_at' },
      entities: [
        { name: 'sale', type: 'primary', expr: 'sale_id' },
        { name: 'customer', type: 'foreign', expr: 'customer_id' },
      ],
      dimensions: [time('sold_at', 'hour'), { name: 'channel', type: 'categorical', expr: 'lower(channel)' }],
      measures: [
        { name: 'sale_count', agg: 'count', expr: '1' },
        { name: 'amount', agg: 'sum' },
      ],
    },
    {
      name: 'visits',
      model: "ref('visits')",
      primary_entity: 'visit',
      defaults: { agg_time_dimension: 'visited_on' },
      entities: [{ name: 'customer', type: 'foreign', expr: 'customer_id' }],
      dimensions: [time('visited_on')],
      measures: [{ name: 'visit_count', agg: 'count', expr: '1' }],
    },
  ],
  metrics: [
    simple('sales', 'sale_count'),
    simple('revenue', 'amount'),
    simple('visits', 'visit_count'),
    { name: 'revenue_so_far', label: 'So far', type: 'cumulative', type_params: { measure: 'amount' } },
    {
      name: 'growth',
      label: 'Growth',
      type: 'derived',
      type_params: {
        expr: 'today - before',
        metrics: [
          { name: 'revenue', alias: 'today' },
          { name: 'revenue', alias: 'before', offset_window: '1 week' },
        ],
      },
    },
  ],
};
const NOW = '2021-03-01T00:00:00Z';
const catalog = await catalogFrom(DEFINITIONS);

/** Of each column: members, and ends where it is a time; `rows TABLE`. */
const COUNTS: Readonly<Record<string, Count>> = {
  'rows sales': 1_000_000,
  'rows visits': 200_000,
  'rows customers': 5_000,
  customer_id: 4_000,
  city: 300,
  state: 50,
  'lower(channel)': 3,
  sold_at: ['2021-01-31T22:30:00Z', '2021-02-10T09:00:00Z'],
  visited_on: ['2021-02-01', '2021-02-20'],
  born_on: ['1990-06-15', '2000-06-14'],
};
const countOf = (countable: Countable) =>
  COUNTS[countable.kind === 'rows' ? `rows ${countable.relation.name}` : countable.sql];

function groupsOf(input: MetricQueryInput, known: (countable: Countable) => Count | undefined = countOf) {
  const query = readMetricQuery(input, catalog);
  const { groupBy, range } = planMetricQuery(query, { catalog, now: NOW });
  return estimateGroups({ query, groupBy, range, now: NOW }, catalog, known);
}

const day = 'metric_time__day';
const february = { from: '2021-02-01', to: '2021-02-28' } as const;

describe('the groups of a question', () => {
  const cases: readonly (readonly [string, number, MetricQueryInput])[] = [
    ['one without a group-by', 1, { metrics: ['sales'] }],
    ['members of the facts', 3, { metrics: ['sales'], groupBy: ['sale__channel'] }],
    ['members of what is joined', 50, { metrics: ['sales'], groupBy: ['customer__state'] }],
    ['their product', 150, { metrics: ['sales'], groupBy: ['customer__state', 'sale__channel'] }],
    // 300 cities × 50 states would be 15,000.
    [
      'no more than what is joined has rows',
      5_000,
      { metrics: ['sales'], groupBy: ['customer__state', 'customer__city'] },
    ],
    ['days of a range', 28, { metrics: ['sales'], groupBy: [day], timeRange: february }],
    ['weeks of a range, in whole ones', 4, { metrics: ['sales'], groupBy: ['metric_time__week'], timeRange: february }],
    ['hours of a range', 672, { metrics: ['sales'], groupBy: ['metric_time__hour'], timeRange: february }],
    // 31 January to 10 February.
    ['days of the rows', 11, { metrics: ['sales'], groupBy: [day] }],
    ['months of the rows', 2, { metrics: ['sales'], groupBy: ['metric_time__month'] }],
    // 31 January to 20 February.
    ['days of all the rows', 21, { metrics: ['sales', 'visits'], groupBy: [day] }],
    // 31 January to 28 February: a running total goes on without rows.
    ['days up to now', 29, { metrics: ['revenue_so_far'], groupBy: [day] }],
    ['days up to now, shifted', 29, { metrics: ['growth'], groupBy: [day] }],
    [
      'a range that has not ended',
      7,
      { metrics: ['sales'], groupBy: [day], timeRange: { from: '2021-02-22', to: '2021-03-31' } },
    ],
    [
      'the smallest periods alone',
      28,
      { metrics: ['sales'], groupBy: [day, 'metric_time__month'], timeRange: february },
    ],
    ['parts', 7, { metrics: ['sales'], groupBy: ['metric_time__extract_dow'], timeRange: february }],
    ['no more parts than periods', 2, { metrics: ['sales'], groupBy: ['metric_time__extract_month'] }],
    [
      'parts of periods that have them',
      28,
      { metrics: ['sales'], groupBy: [day, 'metric_time__extract_dow'], timeRange: february },
    ],
    [
      'parts that periods leave open',
      28 * 24,
      { metrics: ['sales'], groupBy: [day, 'metric_time__extract_hour'], timeRange: february },
    ],
    // 15 June 1990 to 14 June 2000.
    ['years of another time', 11, { metrics: ['sales'], groupBy: ['customer__born_on__year'] }],
    ['members by days', 4_000 * 28, { metrics: ['sales'], groupBy: ['customer', day], timeRange: february }],
    // 4,000 customers × 3 channels × 11 days × 24 hours would be 3,168,000.
    [
      'no more than there are rows',
      1_000_000,
      { metrics: ['sales'], groupBy: ['customer', 'sale__channel', day, 'metric_time__extract_hour'] },
    ],
    // 4,000 customers × 300 cities × 21 days would be 25,200,000.
    [
      'no more than all facts have rows',
      1_200_000,
      { metrics: ['sales', 'visits'], groupBy: ['customer', 'customer__city', day] },
    ],
    [
      'more than rows where they repeat',
      4_000 * 50 * 29,
      { metrics: ['revenue_so_far'], groupBy: ['customer', 'customer__state', day] },
    ],
    [
      'members that are named',
      2 * 28,
      {
        metrics: ['sales'],
        groupBy: ['customer', day],
        timeRange: february,
        where: { customer: { in: ['a', 'b'] } },
      },
    ],
    [
      'one that is named among other conditions',
      28,
      {
        metrics: ['sales'],
        groupBy: ['customer', day],
        timeRange: february,
        where: { and: [{ customer: { eq: 'a' } }, { sale__channel: { ne: 'web' } }] },
      },
    ],
    [
      'all that a choice leaves open',
      4_000,
      {
        metrics: ['sales'],
        groupBy: ['customer'],
        where: { or: [{ customer: { eq: 'a' } }, { sale__channel: { eq: 'web' } }] },
      },
    ],
  ];

  it.each(cases)('are %s: %i', (_, groups, query) => {
    expect(groupsOf(query).groups).toBe(groups);
  });

  it('are 1,000 for each group-by of which nothing is known', () => {
    const nothing = () => undefined;
    expect(groupsOf({ metrics: ['sales'], groupBy: ['customer', 'sale__channel'] }, nothing).groups).toBe(1_000_000);
    expect(groupsOf({ metrics: ['sales'], groupBy: [day] }, nothing).groups).toBe(1_000);
    expect(groupsOf({ metrics: ['sales'], groupBy: [day], timeRange: february }, nothing).groups).toBe(28);
  });

  it('of the best members are few, but all are ranked', () => {
    const top = { dimension: 'customer', top: { count: 10, by: 'revenue' } } as const;
    expect(groupsOf({ metrics: ['sales'], groupBy: [top] })).toEqual({
      groups: 11,
      ranked: 4_000,
      sizes: [{ name: 'customer', count: 11 }],
    });
  });
});

describe('counts', () => {
  const relation = { kind: 'table', name: 'sales' } as const;
  const rows = { kind: 'rows', relation } as const;
  const channels = { kind: 'members', relation, sql: 'lower(channel)' } as const;
  const ends = { kind: 'ends', relation, sql: 'sold_at' } as const;
  const allowed = async () => {};

  /** Three sales by two channels, at two times. */
  const SALES = `create table sales as select * from (values
    ('Web', timestamp '2021-02-10 09:00'), ('web', timestamp '2021-02-11 10:30'), ('shop', timestamp '2021-02-10 09:00')
  ) as t(channel, sold_at)`;

  const known = (counts: ColumnCounts) => [rows, channels, ends].map((one) => counts.countOf(one));
  const KNOWN = [3, 2, ['2021-02-10T09:00:00Z', '2021-02-11T10:30:00Z']];

  it('are asked in one statement a relation', async () => {
    const duckdb = await openDuckDB({ setup: [SALES] });
    const asked: Statement[] = [];
    const warehouse: Pick<Warehouse, 'run'> = {
      run: (statement, options) => {
        asked.push(statement);
        return duckdb.run(statement, options);
      },
    };
    try {
      const counts = new ColumnCounts(warehouse, allowed);
      expect(known(counts)).toEqual([undefined, undefined, undefined]);
      expect(await counts.refresh([rows, channels, ends, channels], 'v1')).toBe(true);
      expect(known(counts)).toEqual(KNOWN);
      expect(await counts.refresh([rows, channels, ends], 'v2')).toBe(false);
      expect(asked).toHaveLength(1);
    } finally {
      await duckdb.close();
    }
  });

  it('are the same in Snowflake', async () => {
    const duckdb = await openDuckDB({ setup: [SALES] });
    try {
      const sql = countsStatement({ relation, members: [channels.sql], ends: [ends.sql] });
      expect((await duckdb.run({ sql: toDuckDb(sql, []), bindings: [] })).rows).toEqual([KNOWN.flat()]);
    } finally {
      await duckdb.close();
    }
  });

  /** Answers with how often it was asked, or fails; the clock stands where a test puts it. */
  function counting(fails: (time: number) => boolean = () => false) {
    const state = { asked: 0, now: 1_000_000 };
    const warehouse = standIn(async () => {
      state.asked += 1;
      if (fails(state.asked)) throw new TrellisError('WAREHOUSE_UNAVAILABLE', 'No network.');
      return { columns: [], rows: [[state.asked]] };
    });
    return { state, counts: new ColumnCounts(warehouse, allowed, () => state.now) };
  }
  const settle = () => new Promise((resolve) => setTimeout(resolve, 5));

  it('are asked again after an hour, where the data is another, and nobody waits', async () => {
    const { state, counts } = counting();
    await counts.refresh([rows], 'v1');
    state.now += 3_599_999;
    await counts.refresh([rows], 'v2');
    state.now += 1;
    await counts.refresh([rows], 'v1');
    await settle();
    expect(state.asked).toBe(1);
    expect(await counts.refresh([rows], 'v2')).toBe(false);
    expect(counts.countOf(rows)).toBe(1);
    await settle();
    expect(counts.countOf(rows)).toBe(2);
    await counts.refresh([rows], 'v3');
    await settle();
    expect(state.asked).toBe(2);
  });

  it('that fail are asked again after ten minutes', async () => {
    const { state, counts } = counting((time) => time === 1);
    await counts.refresh([rows], 'v1');
    expect(counts.countOf(rows)).toBeUndefined();
    state.now += 599_999;
    await counts.refresh([rows], 'v1');
    await settle();
    expect(state.asked).toBe(1);
    state.now += 1;
    await counts.refresh([rows], 'v1');
    await settle();
    expect(counts.countOf(rows)).toBe(2);
  });

  it('that take long are not waited for, and are there later', async () => {
    let answer: (rows: number) => void = () => {};
    let asked = 0;
    const warehouse = standIn(async () => {
      asked += 1;
      return { columns: [], rows: [[await new Promise<number>((resolve) => (answer = resolve))]] };
    });
    const counts = new ColumnCounts(warehouse, allowed);
    const begun = performance.now();
    await Promise.all([counts.refresh([rows], 'v1'), counts.refresh([rows], 'v1')]);
    expect(performance.now() - begun).toBeGreaterThan(900);
    expect(performance.now() - begun).toBeLessThan(2_000);
    expect(counts.countOf(rows)).toBeUndefined();
    expect(asked).toBe(1);
    answer(7);
    await settle();
    expect(counts.countOf(rows)).toBe(7);
  });

  it('obey the ceiling of what a statement may read', async () => {
    let ran = 0;
    const warehouse: Warehouse = {
      ...standIn(async () => {
        ran += 1;
        return { columns: [], rows: [[1]] };
      }),
      explain: async () => ({ text: '', scan: { bytes: 2_000, partitions: 1, partitionsTotal: 1 } }),
    };
    const ceiling = new CostCeiling({ bytes: 1_000 }, warehouse, 1_000);
    const counts = new ColumnCounts(warehouse, (statement) => ceiling.check(statement, {}));
    await counts.refresh([rows], 'v1');
    expect(counts.countOf(rows)).toBeUndefined();
    expect(ran).toBe(0);
  });
});

describe('limits.maxCost', () => {
  const SETUP = [
    `create table customers as select 'c' || i as customer_id, 'city ' || i % 4 as city, 'state ' || i % 2 as state,
      date '1990-01-01' as born_on from range(10) t(i)`,
    `create table sales as select i as sale_id, 'c' || i % 10 as customer_id, 'web' as channel, 10 as amount,
      timestamp '2021-02-01 12:00' + to_days(i::int % 20) as sold_at from range(400) t(i)`,
    "create table visits as select 'c1' as customer_id, date '2021-02-03' as visited_on",
  ];
  const open = (options: Partial<TrellisOptions>) =>
    openTrellis({ definitions: DEFINITIONS, warehouse: { kind: 'duckdb', setup: SETUP }, now: NOW, ...options });
  // 10 customers (a number that DuckDB's approximation knows exactly) × 20 days × 2 metrics.
  const byDay: MetricQueryInput = { metrics: ['sales', 'revenue'], groupBy: ['customer', 'metric_time__day'] };

  it('refuses what would compute more, with the numbers and a way out', async () => {
    const trellis = await open({ maxCost: 399 });
    try {
      const refusal = {
        code: 'COST_LIMIT_EXCEEDED',
        names: ['limits.maxCost', 'metric_time', 'customer'],
        message:
          'The query would compute about 400 values: 2 metrics for 200 groups (20 of "metric_time", 10 of "customer"); limits.maxCost allows 399. Ask for a shorter time range, a coarser grain, fewer dimensions or named members of one, or have whoever runs Trellis raise it.',
      };
      await expect(trellis.query(byDay)).rejects.toMatchObject(refusal);
      await expect(trellis.stream(byDay)[Symbol.asyncIterator]().next()).rejects.toMatchObject(refusal);
      expect((await trellis.query({ ...byDay, metrics: ['sales'] })).rows).toHaveLength(20);
      const narrow = { ...byDay, where: { customer: { eq: 'c1' } } };
      expect((await trellis.query(narrow)).rows).toHaveLength(2);
      await expect(trellis.query({ ...byDay, limit: 1 })).rejects.toMatchObject({ code: 'COST_LIMIT_EXCEEDED' });
    } finally {
      await trellis.close();
    }
  });

  it('lets through what it allows', async () => {
    const trellis = await open({ maxCost: 400 });
    try {
      // Each customer buys on two of the days.
      expect((await trellis.query(byDay)).rows).toHaveLength(20);
    } finally {
      await trellis.close();
    }
  });

  it('counts the ranking of the best members', async () => {
    const query: MetricQueryInput = {
      metrics: ['sales'],
      groupBy: [{ dimension: 'customer', top: { count: 2, by: 'revenue' } }],
    };
    // 3 rows, and 10 customers to rank.
    for (const [maxCost, isAllowed] of [
      [13, true],
      [12, false],
    ] as const) {
      const trellis = await open({ maxCost });
      const asked = trellis.query(query).then(
        () => true,
        () => false,
      );
      expect(await asked).toBe(isAllowed);
      await trellis.close();
    }
  });

  it('says nothing of totals, nor of questions without metrics', async () => {
    const trellis = await open({ maxCost: 1 });
    try {
      expect((await trellis.query({ metrics: ['sales', 'revenue'] })).rows).toHaveLength(1);
      expect((await trellis.query({ groupBy: ['customer'] })).rows).toHaveLength(10);
    } finally {
      await trellis.close();
    }
  });
});
