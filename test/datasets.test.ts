import { isObjectType, printType } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEMO_NOW, greeneryStatements } from '../src/demo/greenery.js';
import { Engine } from '../src/engine/engine.js';
import { buildTrellisSchema, executeDocument } from '../src/graphql/index.js';
import { SemanticCatalog } from '../src/model/catalog.js';
import { openDuckDB } from '../src/warehouse/duckdb.js';
import type { Warehouse } from '../src/warehouse/warehouse.js';
import { greeneryWith } from './support/more-definitions.js';

const catalog = greeneryWith(`saved_queries:
  - name: daily_orders
    label: Daily orders
    description: Orders and revenue by day and status.
    query_params:
      metrics: [orders, revenue]
      group_by: [metric_time__day, order__status]
  - name: best_products
    query_params:
      metrics: [units_sold]
      group_by: [product__name]
      where: "{{ Dimension('product__name') }} <> 'Pothos'"
      order_by: [-units_sold]
      limit: 3
    config: {meta: {trellis: {graphql_name: bestSellers}}}
  - name: all_sorts_of_columns
    query_params:
      metrics: [revenue, orders, add_to_cart_rate]
      group_by: [metric_time__month, metric_time, metric_time__extract_dow]
  - name: deliveries
    query_params: {metrics: [orders], group_by: [order__delivered_at__day, order]}
  - name: members
    query_params: {group_by: [product__name]}
  - name: old_orders
    query_params: {metrics: [orders, revenue]}
    config:
      meta:
        trellis:
          deprecations:
            - {since: 2026-11-01, remove_on: 2027-02-01, replacement: daily_orders}
            - {column: orders, since: 2026-11-01, remove_on: 2026-12-01}
  - name: endless
    query_params: {metrics: [orders], group_by: [order], limit: 1000}
`);
const schema = buildTrellisSchema(catalog);

let warehouse: Warehouse;
beforeAll(async () => {
  warehouse = await openDuckDB({ setup: greeneryStatements() });
});
afterAll(() => warehouse.close());

async function ask(document: string, maxRows = 10_000) {
  const statements: string[] = [];
  const onCompiled = ({ statement }: { readonly statement: { readonly sql: string } }) =>
    statements.push(statement.sql);
  const engine = new Engine({ catalog, warehouse, now: () => DEMO_NOW, timeZone: 'UTC', maxRows, onCompiled });
  const { data, errors } = await executeDocument(schema, { engine, request: engine.request() }, document);
  return { data: JSON.parse(JSON.stringify(data ?? null)), errors, statements };
}

/** The only dataset of an answer that must be right. */
async function dataset(document: string, maxRows?: number) {
  const { data, errors } = await ask(`{ datasets { it: ${document} } }`, maxRows);
  expect(errors).toBeUndefined();
  return data.datasets.it;
}

const rowsOf = async (sql: string) => (await warehouse.run({ sql, bindings: [] })).rows;

describe('the rows of a dataset', () => {
  it('are those of its saved query', async () => {
    const truth = await rowsOf(
      `select strftime(created_at::date, '%Y-%m-%d'), status, count(*), sum(order_total)::double
       from orders group by all order by 1, 2`,
    );
    const { nodes, totals, totalCount, pageInfo } = await dataset(
      'dailyOrders { nodes { metricTimeDay orderStatus orders revenue } totals { orders revenue } totalCount pageInfo { hasNextPage } }',
    );
    expect(nodes.map(Object.values)).toEqual(truth);
    expect(totals).toEqual({ orders: 361, revenue: 51627.9 });
    expect({ totalCount, pageInfo }).toEqual({ totalCount: truth.length, pageInfo: { hasNextPage: false } });
  });

  it('are the same whatever is selected of them', async () => {
    const all = await dataset('weeklyFunnelByProduct { nodes { id productName checkoutSessions addToCartSessions } }');
    const few = await dataset('weeklyFunnelByProduct { nodes { id } }');
    expect(few.nodes.map(({ id }: { id: string }) => id)).toEqual(all.nodes.map(({ id }: { id: string }) => id));
    expect(new Set(few.nodes.map(({ id }: { id: string }) => id)).size).toBe(few.nodes.length);
  });

  it('keep the conditions, the order and the limit of their author under those of a caller', async () => {
    const truth = await rowsOf(
      `select products.name, sum(quantity)::int from order_items join products using (product_id)
       where products.name <> 'Pothos' group by 1 order by 2 desc, 1`,
    );
    const best = 'nodes { productName unitsSold } totalCount pageInfo { hasNextPage }';
    const shown = (rows: typeof truth) => rows.map(([productName, unitsSold]) => ({ productName, unitsSold }));
    const whole = { totalCount: 3, pageInfo: { hasNextPage: false } };
    expect(await dataset(`bestSellers { ${best} }`)).toEqual({ nodes: shown(truth.slice(0, 3)), ...whole });
    expect(await dataset(`bestSellers(first: 7) { ${best} }`)).toEqual({ nodes: shown(truth.slice(0, 3)), ...whole });
    expect(await dataset(`bestSellers(first: 2) { ${best} }`)).toEqual({
      nodes: shown(truth.slice(0, 2)),
      totalCount: 3,
      pageInfo: { hasNextPage: true },
    });
    expect(await dataset('bestSellers(first: 0) { totalCount }')).toEqual({ totalCount: 3 });
    const named = truth.filter(([name]) => String(name).startsWith('P'));
    const narrowed = `bestSellers(where: {productName: {startsWith: "P"}}, orderBy: [{by: productName}]) { ${best} }`;
    const byName = [...named].sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)).slice(0, 3);
    expect(await dataset(narrowed)).toEqual({ nodes: shown(byName), ...whole, totalCount: byName.length });
  });

  it('are of a range of time, by the clock of a zone', async () => {
    const [first] = await rowsOf(
      `select count(*) from orders where created_at >= '2021-02-10 05:00:00' and created_at < '2021-02-11 05:00:00'`,
    );
    const range = 'timeRange: {on: "2021-02-10"}, timeZone: "America/New_York"';
    const { totals, meta } = await dataset(`dailyOrders(${range}) { totals { orders } meta { from to timeZone } }`);
    expect(totals).toEqual({ orders: first?.[0] });
    expect(meta).toEqual({ from: '2021-02-10', to: '2021-02-10', timeZone: 'America/New_York' });
  });

  it('are members without metrics, which have no totals', async () => {
    const names = await rowsOf('select distinct name from products order by 1');
    const { nodes } = await dataset('members { nodes { productName } }');
    expect(nodes.map(Object.values)).toEqual(names);
    expect(schema.getType('MembersTotals')).toBeUndefined();
  });

  it('are refused beyond the most of one answer, not by a limit that is never reached', async () => {
    expect((await dataset('endless { totalCount nodes { id } }', 400)).totalCount).toBe(361);
    const { data, errors } = await ask('{ datasets { endless { nodes { id } } } catalog { funnels { id } } }', 300);
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['ROW_LIMIT_EXCEEDED']);
    expect(data).toMatchObject({ datasets: { endless: null }, catalog: { funnels: [{}, {}] } });
  });

  it('cost one statement, and one more for totals or a count', async () => {
    const { statements } = await ask(
      '{ datasets { dailyOrders { nodes { orders } } again: dailyOrders { nodes { id } } } }',
    );
    expect(statements).toHaveLength(1);
    const more = '{ datasets { dailyOrders(first: 1) { nodes { orders } totals { id orders } totalCount } } }';
    expect((await ask(more)).statements).toHaveLength(3);
    expect((await ask('{ datasets { id dailyOrders { id totals { id } } } }')).statements).toEqual([]);
  });
});

describe('ids', () => {
  const ids = async (document: string) => {
    const { id, nodes } = await dataset(`${document} { id nodes { id } }`);
    return { id, rows: nodes.map((node: { id: string }) => node.id) as string[] };
  };

  it('are those of the same row whatever the order and the page', async () => {
    const all = await ids('dailyOrders');
    const last = await ids(
      'dailyOrders(orderBy: [{by: metricTime, direction: DESC}, {by: orderStatus, direction: DESC}], first: 2)',
    );
    expect(last.rows).toEqual(all.rows.slice(-2).reverse());
    expect(last.id).not.toBe(all.id);
  });

  it.each(['dailyOrders(where: {orderStatus: {ne: "lost"}})', 'dailyOrders(timeZone: "Asia/Tokyo")', 'deliveries'])(
    'differ where the question does: %s',
    async (document) => {
      const [all, other] = [await ids('dailyOrders'), await ids(document)];
      expect(other.rows.length).toBeGreaterThan(0);
      expect(other.rows.filter((id) => all.rows.includes(id))).toEqual([]);
      expect(other.id).not.toBe(all.id);
    },
  );

  it('of all datasets is one thing to a cache', async () => {
    expect((await ask('{ datasets { id } }')).data).toEqual({ datasets: { id: 'datasets' } });
  });
});

describe('the types of a dataset', () => {
  const fieldsOf = (name: string) => {
    const type = schema.getType(name);
    return isObjectType(type)
      ? Object.fromEntries(Object.entries(type.getFields()).map(([field, { type: its }]) => [field, `${its}`]))
      : {};
  };

  it('have exactly its columns; a period of metric_time is there in every row', () => {
    expect(fieldsOf('AllSortsOfColumnsRow')).toEqual({
      id: 'ID!',
      metricTimeMonth: 'Period!',
      metricTimeDay: 'Period!',
      metricTimeExtractDow: 'Int',
      revenue: 'Float',
      orders: 'SafeInt',
      addToCartRate: 'Float',
    });
    expect(fieldsOf('AllSortsOfColumnsTotals')).toEqual({
      id: 'ID!',
      revenue: 'Float',
      orders: 'SafeInt',
      addToCartRate: 'Float',
    });
    // A time of its own may be missing; a key is text.
    expect(fieldsOf('DeliveriesRow')).toEqual({
      id: 'ID!',
      orderDeliveredAtDay: 'Period',
      order: 'String',
      orders: 'SafeInt',
    });
    expect(Object.keys(fieldsOf('BestSellersConnection'))).toEqual(
      expect.arrayContaining(['id', 'nodes', 'totals', 'totalCount', 'pageInfo', 'meta']),
    );
  });

  it('answer with values of those types', async () => {
    const { nodes } = await dataset(
      'allSortsOfColumns(timeRange: {on: "2021-02-10"}) { nodes { metricTimeMonth metricTimeDay metricTimeExtractDow orders } }',
    );
    // The range grows to the smallest period that is grouped by. 2021-02-10 is a Wednesday.
    expect(nodes).toEqual([
      { metricTimeMonth: '2021-02-01', metricTimeDay: '2021-02-10', metricTimeExtractDow: 3, orders: 193 },
    ]);
    const { nodes: delivered } = await dataset(
      'deliveries(orderBy: [{by: orderDeliveredAt}]) { nodes { orderDeliveredAtDay } }',
    );
    expect(delivered.at(-1)).toEqual({ orderDeliveredAtDay: null });
  });

  it('say what will go', () => {
    const [type, row] = ['Datasets', 'OldOrdersRow'].map((name) => printType(schema.getType(name)!));
    expect(type).toMatch(
      /OldOrdersConnection @deprecated\(reason: "Announced on 2026-11-01, may be gone from 2027-02-01. Use daily_orders instead."\)/,
    );
    expect(row).toMatch(
      /orders: SafeInt @deprecated\(reason: "Announced on 2026-11-01, may be gone from 2026-12-01."\)/,
    );
    expect(row).not.toMatch(/revenue: Float @deprecated/);
  });

  it('are not there without saved queries', () => {
    const none = buildTrellisSchema(new SemanticCatalog({ ...catalog.definitions, savedQueries: [] }));
    expect(none.getQueryType()?.getFields().datasets).toBeUndefined();
    expect(none.getType('Datasets')).toBeUndefined();
  });
});

describe('mistakes', () => {
  it.each([
    [
      'dailyOrder { id }',
      'UNKNOWN_DATASET',
      'There is no dataset "dailyOrder" in Datasets. Did you mean "dailyOrders"?',
    ],
    [
      'dailyOrders(orderBy: [{by: unitsSold}]) { id }',
      'DIMENSION_NOT_GROUPED',
      'The dataset "daily_orders" can\'t be ordered by "unitsSold", which it has not. There are "metricTime", "orderStatus", "orders", "revenue".',
    ],
    [
      'dailyOrders(orderBy: [{by: orderUser}]) { id }',
      'DIMENSION_NOT_GROUPED',
      'The dataset "daily_orders" can\'t be ordered by "orderUser", which it has not. There are "metricTime", "orderStatus", "orders", "revenue".',
    ],
    ['dailyOrders(first: -1) { id }', 'QUERY_INVALID', 'first is a whole number from 0, not -1.'],
    [
      'dailyOrders(where: {orderStatus: null}) { id }',
      'FILTER_NULL',
      'where.orderStatus is null. Leave it out for no condition, or use isNull to ask for missing values.',
    ],
    [
      'dailyOrders { nodes { unitsSold } }',
      'GRAPHQL_VALIDATION_FAILED',
      'There is no field "unitsSold" in DailyOrdersRow.',
    ],
  ])('are told with a code and a way out: %s', async (document, code, message) => {
    const { errors } = await ask(`{ datasets { ${document} } }`);
    expect(errors?.map((error) => [error.extensions.code, error.message])).toEqual([[code, message]]);
  });
});

describe('the catalogue', () => {
  it('lists datasets with their columns', async () => {
    const { data } = await ask(
      '{ catalog { datasets { name dbtName columns { name dbtName label role type nullable unit grain deprecation { removeOn } } metrics { name } deprecation { since replacement } } } }',
    );
    const found = data.catalog.datasets.find((one: { dbtName: string }) => one.dbtName === 'old_orders');
    const none = { nullable: true, grain: null };
    expect(found).toEqual({
      name: 'oldOrders',
      dbtName: 'old_orders',
      columns: [
        {
          ...none,
          name: 'orders',
          dbtName: 'orders',
          label: 'Orders',
          role: 'METRIC',
          type: 'LONG',
          unit: null,
          deprecation: { removeOn: '2026-12-01' },
        },
        {
          ...none,
          name: 'revenue',
          dbtName: 'revenue',
          label: 'Revenue',
          role: 'METRIC',
          type: 'DECIMAL',
          unit: 'USD',
          deprecation: null,
        },
      ],
      metrics: [{ name: 'orders' }, { name: 'revenue' }],
      deprecation: { since: '2026-11-01', replacement: 'daily_orders' },
    });
    const sorts = data.catalog.datasets.find((one: { dbtName: string }) => one.dbtName === 'all_sorts_of_columns');
    expect(sorts.columns.slice(0, 3)).toMatchObject([
      {
        name: 'metricTimeMonth',
        dbtName: 'metric_time__month',
        label: 'Time (month)',
        role: 'KEY',
        type: 'DATE',
        nullable: false,
        grain: 'MONTH',
      },
      { name: 'metricTimeDay', dbtName: 'metric_time__day', type: 'DATE', nullable: false, grain: 'DAY' },
      {
        name: 'metricTimeExtractDow',
        dbtName: 'metric_time__extract_dow',
        label: 'Time (dow)',
        type: 'LONG',
        nullable: true,
        grain: null,
      },
    ]);
  });

  it('tells of a dimension what can be grouped by it, as of a metric what it can be grouped by', async () => {
    const { data } = await ask('{ catalog { metrics { name dimensions { name } } dimensions { name metrics } } }');
    const { metrics, dimensions } = data.catalog as {
      metrics: { name: string; dimensions: { name: string }[] }[];
      dimensions: { name: string; metrics: string[] }[];
    };
    const there = metrics.flatMap((metric) => metric.dimensions.map(({ name }) => `${metric.name} by ${name}`));
    const back = dimensions.flatMap((dimension) => dimension.metrics.map((name) => `${name} by ${dimension.name}`));
    expect(back.sort()).toEqual(there.sort());
    expect(back).toContain('unitsSold by productName');
    expect(back).not.toContain('inventory by userState');
  });
});
