import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { type MetricQueryInput, openTrellis, type Trellis } from '../src/index.js';

/**
 * Names of the definitions, of callers and of the planner meet in one statement. Tables are called as SELECTs of ours
 * might be; sales of three days in two shops, one without a clerk.
 */
const TABLES = [
  'create table events (sale_id integer, shop varchar, clerk varchar, sold_at timestamp, checked_at timestamp, amount integer, step varchar)',
  `insert into events values
    (1, 'north', 'ann', '2021-01-01 10:00', '2021-01-01 09:00', 10, 'view'),
    (2, 'north', 'ann', '2021-01-02 10:00', '2021-01-02 09:00', 20, 'buy'),
    (3, 'south', 'bob', '2021-02-01 10:00', '2021-02-01 09:00', 30, 'view'),
    (4, 'south', null, '2021-02-02 10:00', '2021-02-02 09:00', 40, 'buy')`,
  'create table by_period as select * from events',
];
const DEFINITIONS = parse(`
semantic_models:
  - name: sales
    model: ref('events')
    defaults: {agg_time_dimension: sold_at}
    entities:
      - {name: sale, type: primary, expr: sale_id}
      - {name: revenue, type: foreign, expr: shop}
      - {name: clerk, type: foreign}
    dimensions:
      - {name: sold_at, type: time, type_params: {time_granularity: day}}
      - {name: shop, type: categorical}
      - {name: step, type: categorical}
      - name: clerk_began
        type: time
        expr: sold_at
        type_params: {time_granularity: day}
        config: {meta: {trellis: {first_per: clerk}}}
      - name: shop_began
        type: time
        expr: checked_at
        type_params: {time_granularity: day}
        config: {meta: {trellis: {first_per: revenue}}}
    measures:
      - {name: amounts, agg: sum, expr: amount}
      - {name: sale_count, agg: count, expr: sale_id}
      - {name: clerk_sales, agg: count, expr: sale_id, agg_time_dimension: clerk_began}
    config:
      meta:
        trellis:
          funnels:
            - name: buying
              entity: revenue
              time: shop_began
              event_time: sold_at
              order: strict
              steps:
                - {name: viewed, filter: "{{ Dimension('sale__step') }} = 'view'"}
                - {name: bought, filter: "{{ Dimension('sale__step') }} = 'buy'"}
  - name: tills
    model: ref('by_period')
    defaults: {agg_time_dimension: sold_at}
    entities: [{name: till, type: primary, expr: sale_id}]
    dimensions: [{name: sold_at, type: time, type_params: {time_granularity: day}}]
    measures: [{name: till_amounts, agg: sum, expr: amount}]
metrics:
  - {name: revenue, label: Revenue, type: simple, type_params: {measure: amounts}, config: {meta: {trellis: {graphql_name: takings}}}}
  - {name: sales, label: Sales, type: simple, type_params: {measure: sale_count}}
  - {name: clerk_sales, label: Sales by clerks, type: simple, type_params: {measure: clerk_sales}}
  - name: filled
    label: Filled
    type: simple
    type_params: {measure: {name: amounts, join_to_timespine: true, fill_nulls_with: 0}}
  - {name: mean, label: Mean, type: ratio, type_params: {numerator: revenue, denominator: sales}}
  - {name: so_far, label: So far, type: cumulative, type_params: {measure: till_amounts}}
  - {name: sales_so_far, label: Sales so far, type: cumulative, type_params: {measure: sale_count}}
  - name: revenue_before
    label: Before
    type: derived
    type_params: {expr: revenue, metrics: [{name: revenue, offset_window: 1 month}]}
`) as object;

let trellis: Trellis;
beforeAll(async () => {
  trellis = await openTrellis({
    definitions: DEFINITIONS,
    warehouse: { kind: 'duckdb', setup: TABLES },
    now: '2021-03-01T00:00:00Z',
  });
});
afterAll(() => trellis?.close());

const rows = async (query: MetricQueryInput) => (await trellis.query(query)).rows;

describe('names', () => {
  it('an entity may be called as an input of the metric is', async () => {
    expect(await rows({ metrics: ['mean'], groupBy: ['revenue'] })).toEqual([
      { revenue: 'north', mean: 15 },
      { revenue: 'south', mean: 35 },
    ]);
  });

  it('a group-by may take the name of a metric that goes by another', async () => {
    for (const as of ['revenue', 'Revenue']) {
      const query = { metrics: [{ metric: 'revenue', as: 'money' }], groupBy: [{ dimension: 'sale__shop', as }] };
      expect(await rows(query)).toEqual([
        { [as]: 'north', money: 30 },
        { [as]: 'south', money: 70 },
      ]);
    }
  });

  it("rows are ordered by a group-by under its own name or dbt's", async () => {
    const groupBy = [
      { dimension: 'sale__shop', as: 'place' },
      { time: 'metric_time', grain: 'month', as: 'month' },
    ] as const;
    const places = async (orderBy: string) =>
      (await rows({ metrics: ['sales'], groupBy, orderBy: [orderBy] })).map(({ place }) => place);
    for (const name of ['place', 'sale__shop', 'month', 'metric_time', 'metric_time__month']) {
      expect(await places(name)).toEqual(['north', 'south']);
      expect(await places(`-${name}`)).toEqual(['south', 'north']);
    }
  });

  it('no two columns have one name', async () => {
    const top = { dimension: 'sale__shop', as: 'best', top: { count: 1, by: 'revenue' } };
    const query = { metrics: [{ metric: 'revenue', as: 'best__is_other' }], groupBy: [top] };
    await expect(rows(query)).rejects.toThrow('"best__is_other" is asked for twice');
  });

  it('tables may be called as our shared SELECTs are', async () => {
    expect(await rows({ metrics: ['so_far', 'sales_so_far'], groupBy: ['metric_time__month'] })).toEqual([
      { metric_time__month: '2021-01-01', so_far: 10, sales_so_far: 1 },
      { metric_time__month: '2021-02-01', so_far: 60, sales_so_far: 3 },
    ]);
  });
});

describe('first_per times', () => {
  it('two stand beside each other', async () => {
    expect(
      await rows({
        metrics: ['clerk_sales'],
        groupBy: ['metric_time__month', 'sale__shop_began__month'],
        timeRange: { from: '2021-01-01', to: '2021-02-28' },
      }),
    ).toEqual([
      { metric_time__month: '2021-01-01', sale__shop_began__month: '2021-01-01', clerk_sales: 2 },
      { metric_time__month: '2021-02-01', sale__shop_began__month: '2021-02-01', clerk_sales: 1 },
    ]);
  });

  it('rows without the entity stay, under NULL', async () => {
    expect(await rows({ metrics: ['revenue'], groupBy: ['sale__clerk_began__month'] })).toEqual([
      { sale__clerk_began__month: '2021-01-01', revenue: 30 },
      { sale__clerk_began__month: '2021-02-01', revenue: 30 },
      { sale__clerk_began__month: null, revenue: 40 },
    ]);
  });
});

describe('top members', () => {
  it('twice, each with its own count', async () => {
    const top = (count: number, as: string) => ({
      dimension: 'sale__shop',
      as,
      top: { count, by: 'revenue', others: true },
    });
    expect(
      await rows({ metrics: ['revenue'], groupBy: [top(1, 'best'), top(2, 'best_two')] } as MetricQueryInput),
    ).toEqual([
      { best: 'south', best__is_other: 0, best_two: 'south', best_two__is_other: 0, revenue: 70 },
      { best: null, best__is_other: 1, best_two: 'north', best_two__is_other: 0, revenue: 30 },
    ]);
  });
});

describe('a top over the time spine', () => {
  const groupBy = ['metric_time__day', { dimension: 'sale__shop', as: 'best', top: { count: 1, by: 'revenue' } }];

  it('a period without rows is none of the rest', async () => {
    const timeRange = { from: '2021-02-01', to: '2021-02-03' };
    expect(await rows({ metrics: ['filled'], groupBy, timeRange })).toEqual([
      { metric_time__day: '2021-02-01', best: 'south', best__is_other: 0, filled: 30 },
      { metric_time__day: '2021-02-02', best: 'south', best__is_other: 0, filled: 40 },
      { metric_time__day: '2021-02-03', best: null, best__is_other: 0, filled: 0 },
    ]);
  });

  it('the rest passes the filter that its members pass', async () => {
    const where = { sale__shop: { in: ['north', 'south'] } };
    expect(await rows({ metrics: ['filled'], groupBy, where })).toEqual([
      { metric_time__day: '2021-01-01', best: null, best__is_other: 1, filled: 10 },
      { metric_time__day: '2021-01-02', best: null, best__is_other: 1, filled: 20 },
      { metric_time__day: '2021-02-01', best: 'south', best__is_other: 0, filled: 30 },
      { metric_time__day: '2021-02-02', best: 'south', best__is_other: 0, filled: 40 },
    ]);
  });
});

describe('conditions on time, whatever their spelling', () => {
  const shifted = [{ metric_time__day: '2021-02-02', revenue_before: 20 }];
  it.each([
    ["{{ TimeDimension('metric_time', 'day') }} >= '2021-02-02'"],
    ["{{ TimeDimension('sale__sold_at', 'day') }} >= '2021-02-02'"],
    ["{{ Dimension('sale__sold_at') }} >= '2021-02-02'"],
    ["{{ Dimension('metric_time') }} >= '2021-02-02'"],
    ["{{ TimeDimension('metric_time', 'day') }} >= '2021-02-02' and {{ Dimension('sale__shop') }} = 'north'"],
  ])('%s', async (where) => {
    expect(await rows({ metrics: ['revenue_before'], groupBy: ['metric_time__day'], where })).toEqual(shifted);
  });

  it('is a day', async () => {
    const where = { sale__sold_at: { gte: '2021-01-02T11:00:00' } };
    await expect(rows({ metrics: ['revenue'], where })).rejects.toThrow(/is not a date/);
  });
});
