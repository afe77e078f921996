import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lineageOf } from '../src/engine/lineage.js';
import { loadCatalog } from '../src/model/load/index.js';
import { columnsInExpression, readSelect } from '../src/sql/select-columns.js';
import { openDataset } from './case-data.js';
import { greeneryWith } from './support/more-definitions.js';

describe('the columns of a SELECT', () => {
  it.each([
    ['select a from t', 'a', ['t.a']],
    ['select a from t', 'b', []],
    ['select T.A as "B" from shop.T', 'b', ['shop.T.a']],
    ['select t.a + o.b as c from t join o on o.id = t.id', 'c', ['t.a', 'o.b']],
    ['select a as c from t join o on o.id = t.id', 'c', []],
    ['select * from t', 'x', ['t.x']],
    ['select * exclude (x) from t', 'x', []],
    ['select o.*, 1 as one from t join o using (id)', 'x', ['o.x']],
    ['select o.*, 1 as one from t join o using (id)', 'one', []],
    ['with e as (select id, lower(name) as n from t) select n from e', 'n', ['t.name']],
    ['with e (i, m) as (select id, name from t) select m from e', 'm', ['t.name']],
    ['with t as (select * from raw.t) select x from t', 'x', ['raw.t.x']],
    ['with e as (select id from t), f as (select * from e) select f.id from f', 'id', ['t.id']],
    ['select d.z from (select q as z from t) as d', 'z', ['t.q']],
    ['select z from (select q as z from t) as d join o on true', 'z', ['t.q']],
    ['select a as x from t union all select b from o', 'x', ['t.a', 'o.b']],
    ['select sum(a) over (partition by b order by c) as r from t', 'r', ['t.a', 't.b', 't.c']],
    ["select case when k = 'x' then v end as r from t where hidden > 1", 'r', ['t.k', 't.v']],
    ['select s.field.inner as f from t', 'f', ['t.s']],
    ['select t.s.inner as f from t', 'f', ['t.s']],
    ['select (select max(z) from o) as m from t', 'm', []],
    ['with recursive n as (select id from t union all select id from n) select id from n', 'id', ['t.id']],
    ['select p:price::number as price from t', 'price', ['t.p']],
    ['select x.n from (values (1), (2)) as x (n)', 'n', []],
  ])('%s: %s', async (text, column, expected) => {
    const columnsOf = await readSelect(text);
    expect(columnsOf?.(column).map((one) => `${one.table}.${one.column}`)).toEqual(expected);
  });

  it('are not read where no parser does', async () => {
    expect(await readSelect('select from from from')).toBeUndefined();
  });
});

describe('the columns of an expression', () => {
  it.each([
    ['order_id', ['order_id']],
    ['"Order Id"', ['Order Id']],
    ['1', []],
    ["datediff('second', created_at, delivered_at) / 86400.0", ['created_at', 'delivered_at']],
    ['datediff(day, a, b)', ['a', 'b']],
    ['orders.total - orders.tax', ['total', 'tax']],
    ['payload.total', ['payload']],
    ['list_filter(prices, x -> x > floor)', ['prices', 'floor']],
    ["cast(a as date) + interval '1 day'", ['a']],
    ['a + a', ['a']],
    ['a + (', []],
  ])('%s', async (text, expected) => {
    expect(await columnsInExpression(text, 'shop.orders')).toEqual(expected);
  });
});

const catalog = greeneryWith(`metrics:
  - name: texan_large_orders
    type: simple
    type_params: {measure: {name: order_count, filter: "{{ Dimension('user__state') }} = 'Texas'"}}
    filter: "{{ Metric('revenue', ['order']) }} > 100"
`);

async function lineage(name: string, of = catalog) {
  const nodes = await lineageOf(of.metric(name), of);
  return Object.fromEntries(nodes.map(({ id, dependsOn }) => [id, [...dependsOn].sort()]));
}

describe('the lineage of a metric', () => {
  it('goes through metrics, measures, models and SELECTs down to columns of tables', async () => {
    expect(await lineage('cart_to_checkout_rate')).toEqual({
      'metric:cart_to_checkout_rate': ['metric:add_to_cart_sessions', 'metric:checkout_sessions'],
      'metric:add_to_cart_sessions': ['column:session_steps.step', 'measure:distinct_sessions'],
      'metric:checkout_sessions': ['column:session_steps.step', 'measure:distinct_sessions'],
      'measure:distinct_sessions': [
        'column:session_steps.occurred_at',
        'column:session_steps.session_id',
        'model:session_steps',
      ],
      'model:session_steps': ['table:session_events', 'table:session_steps'],
      'table:session_steps': ['table:events', 'table:order_items'],
      'table:session_events': ['table:events'],
      'table:events': [],
      'table:order_items': [],
      'column:session_steps.step': ['column:events.event_type', 'table:session_steps'],
      'column:session_steps.session_id': ['column:events.session_id', 'table:session_steps'],
      'column:session_steps.occurred_at': ['column:events.created_at', 'table:session_steps'],
      'column:events.event_type': ['table:events'],
      'column:events.session_id': ['table:events'],
      'column:events.created_at': ['table:events'],
    });
  });

  it('holds what filters compare, the joins that they need, and the metrics that they ask', async () => {
    const found = await lineage('texan_large_orders');
    expect(found['metric:texan_large_orders']).toEqual([
      'column:orders.order_id',
      'column:orders.user_id',
      'column:user_addresses.state',
      'column:user_addresses.user_id',
      'measure:order_count',
      'metric:revenue',
    ]);
    expect(found['column:user_addresses.state']).toEqual(['column:addresses.state', 'table:user_addresses']);
    expect(found['measure:order_total']).toEqual([
      'column:orders.created_at',
      'column:orders.order_total',
      'model:orders',
    ]);
  });

  it('of a conversion holds both events and what ties them', async () => {
    const { 'metric:cart_to_order_rate': rate } = await lineage('cart_to_order_rate');
    expect(rate).toEqual([
      'column:events.event_type',
      'column:events.user_id',
      'column:orders.user_id',
      'measure:event_count',
      'measure:order_count',
    ]);
  });

  it('begins with the metric, names nothing twice, and leads nowhere unknown', async () => {
    const folders = ['sales', 'banking', 'travel', 'stock'].map((name) =>
      loadCatalog(join(import.meta.dirname, 'fixtures', name, 'metrics')),
    );
    for (const one of [catalog, ...folders]) {
      for (const metric of one.metrics.values()) {
        const nodes = await lineageOf(metric, one);
        const ids = nodes.map(({ id }) => id);
        expect(ids[0]).toBe(`metric:${metric.name}`);
        expect(new Set(ids).size).toBe(ids.length);
        expect(nodes.flatMap(({ dependsOn }) => dependsOn).filter((id) => !ids.includes(id))).toEqual([]);
        expect(
          nodes.some(({ kind }) => kind === 'column'),
          metric.name,
        ).toBe(true);
      }
    }
  });

  it('names columns that the tables have', async () => {
    const demo = await openDataset('greenery');
    const wrong: string[] = [];
    for (const metric of demo.catalog.metrics.values()) {
      for (const { kind, dependsOn, name } of await lineageOf(metric, demo.catalog)) {
        const [table = '', column] = name.split('.');
        if (kind !== 'column' || dependsOn.length > 1) continue;
        const columns = await demo.warehouse.describe(table);
        if (!columns?.some((one) => one.name === column)) wrong.push(name);
      }
    }
    await demo.warehouse.close();
    expect([...new Set(wrong)]).toEqual([]);
  });

  it('stands in the catalogue', async () => {
    const demo = await openDataset('greenery');
    const { data, errors } = await demo.ask(
      '{ catalog { metric(name: buyers) { id lineage { id kind name dependsOn } } } }',
    );
    await demo.warehouse.close();
    expect(errors).toBeUndefined();
    const { metric } = (data as { catalog: { metric: { id: string; lineage: object[] } } }).catalog;
    expect(metric.lineage[0]).toEqual({
      id: metric.id,
      kind: 'METRIC',
      name: 'buyers',
      dependsOn: ['measure:buyers'],
    });
    expect(metric.lineage).toContainEqual({
      id: 'column:orders.user_id',
      kind: 'COLUMN',
      name: 'orders.user_id',
      dependsOn: ['table:orders'],
    });
  });
});
