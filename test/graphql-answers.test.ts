import { join } from 'node:path';
import { isEnumType } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Engine } from '../src/engine/engine.js';
import { buildTrellisSchema, executeDocument } from '../src/graphql/index.js';
import { Naming } from '../src/graphql/naming.js';
import { RowReader } from '../src/graphql/rows.js';
import { SemanticCatalog } from '../src/model/catalog.js';
import type { CustomGrain } from '../src/model/definitions.js';
import { loadCatalog } from '../src/model/load/index.js';
import { type Dataset, openDataset } from './case-data.js';
import { standIn } from './support/stand-in.js';

const catalog = loadCatalog(join(import.meta.dirname, '../metrics'));

describe('the demo', () => {
  let demo: Dataset;
  beforeAll(async () => {
    demo = await openDataset('greenery');
  });
  afterAll(() => demo.warehouse.close());

  it.each([
    '{ it: metrics(timeRange: {toDate: MONTH}, groupBy: {metricTime: {grain: DAY}}) { nodes { metricTime orders } meta { from to warnings { code } } } }',
    '{ it: metrics(timeRange: {toDate: YEAR}, timeZone: "UTC") { nodes { orders } meta { from to warnings { code } } } }',
    '{ it: metricTable(metrics: [orders], timeRange: {toDate: DAY}, groupBy: {metricTime: {grain: DAY}}) { rows meta { from to warnings { code } } } }',
    '{ it: funnel(name: checkout, timeRange: {toDate: WEEK}) { totals { steps { count } } meta { from to warnings { code } } } }',
  ])('a range never ends before it begins: %s', async (document) => {
    const { data } = await demo.ask(document);
    const { meta } = (data as { it: { meta: { from: string; to: string | null; warnings: unknown[] } } }).it;
    // The clock stands at the first instant of March 2021, a Monday: of the year there are two months, of the rest nothing.
    if (document.includes('YEAR')) expect(meta).toMatchObject({ from: '2021-01-01', to: '2021-02-28' });
    else expect(meta).toEqual({ from: '2021-03-01', to: null, warnings: [] });
  });

  it('lists what base events are grouped by as the dimensions of a conversion, and answers by all of them', async () => {
    const { data } = await demo.ask('{ catalog { metric(name: cartToOrderRate) { dimensions { name } grains } } }');
    const { metric } = (data as { catalog: { metric: { dimensions: { name: string }[]; grains: string[] } } }).catalog;
    const names = metric.dimensions.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['metricTime', 'eventEventType', 'productName', 'userState']));
    expect(metric.grains[0]).toBe('HOUR');
    for (const name of names) {
      const { errors } = await demo.ask(`{ metrics(groupBy: {${name}: {}}, first: 1) { nodes { cartToOrderRate } } }`);
      expect(errors, name).toBeUndefined();
    }
  });

  it('groups over two joins, by dimension and by entity', async () => {
    const byState = await demo.ask(
      '{ metrics(groupBy: {orderUserState: {}}) { nodes { orderUserState keys { dimension value } unitsSold } } }',
    );
    const truth = await demo.warehouse.run({
      sql: `select state, sum(quantity) from order_items
        join orders using (order_id) join users using (user_id) left join addresses on addresses.address_id = users.address_id
        group by state order by state`,
      bindings: [],
    });
    const { nodes } = (byState.data as { metrics: { nodes: { orderUserState: string; unitsSold: number }[] } }).metrics;
    expect(nodes.map(({ orderUserState, unitsSold }) => [orderUserState, unitsSold])).toEqual(truth.rows);
    expect(nodes[0]).toMatchObject({ keys: [{ dimension: 'orderUserState', value: truth.rows[0]?.[0] }] });
    const byUser = await demo.ask(
      '{ metrics(groupBy: {orderUser: {}}, orderBy: [{by: orderUser}], first: 1) { nodes { orderUser unitsSold } } }',
    );
    const users = await demo.warehouse.run({
      sql: 'select user_id, sum(quantity) from order_items join orders using (order_id) group by user_id order by user_id limit 1',
      bindings: [],
    });
    const [[orderUser, unitsSold] = []] = users.rows;
    expect(byUser.data).toEqual({ metrics: { nodes: [{ orderUser, unitsSold }] } });
  });

  it('tells in its catalogue what can be reached over two joins', async () => {
    const { data } = await demo.ask(
      '{ catalog { metric(name: unitsSold) { type dimensions { name dbtName type } } } }',
    );
    const { metric } = (data as { catalog: { metric: { type: string; dimensions: { name: string }[] } } }).catalog;
    expect(metric.dimensions).toEqual(
      expect.arrayContaining([
        { name: 'orderUser', dbtName: 'order__user', type: 'STRING' },
        { name: 'orderUserState', dbtName: 'order__user__state', type: 'STRING' },
      ]),
    );
  });
});

describe('a custom grain', () => {
  const source = { file: 'spine.yml', line: 1, column: 1 };
  const quarter: CustomGrain = { name: 'fiscal_quarter', expr: 'fiscal_quarter', type: 'string', source };
  const { timeSpines } = catalog.definitions;
  const custom = new SemanticCatalog({
    ...catalog.definitions,
    timeSpines: timeSpines.map((spine) => ({ ...spine, customGrains: [quarter] })),
  });
  const schema = buildTrellisSchema(custom);
  const options = { catalog: custom, warehouse: standIn(never), timeZone: 'UTC', maxRows: 10 };
  const engine = new Engine({ ...options, now: () => '2021-03-01T00:00:00Z' });
  const ask = (document: string) => executeDocument(schema, { engine, request: engine.request() }, document);

  it('stands in the enum of grains, with what it is', () => {
    const grains = schema.getType('TimeGrain');
    const value = isEnumType(grains) ? grains.getValue('FISCAL_QUARTER') : undefined;
    expect(value).toMatchObject({ value: 'fiscal_quarter', description: expect.stringContaining('time_spine_daily') });
  });

  it('can be asked of what is known by its spine’s grain', async () => {
    const { data } = await ask('{ catalog { metric(name: orders) { grains } dimensions { name grains } } }');
    const { metric, dimensions } = JSON.parse(JSON.stringify(data)).catalog;
    expect(metric.grains).toEqual(['HOUR', 'DAY', 'WEEK', 'MONTH', 'QUARTER', 'YEAR', 'FISCAL_QUARTER']);
    const grainsOf = (name: string) => dimensions.find((one: { name: string }) => one.name === name).grains;
    expect(grainsOf('metricTime')).toContain('FISCAL_QUARTER');
    expect(grainsOf('productName')).toEqual([]);
  });

  it.each(['last: {count: 2, grain: FISCAL_QUARTER}', 'toDate: FISCAL_QUARTER', 'previous: FISCAL_QUARTER'])(
    'is no length of a range: %s',
    async (range) => {
      const { errors } = await ask(`{ metrics(timeRange: {${range}}) { totals { orders } } }`);
      expect(errors?.map(({ message, extensions }) => ({ message, ...extensions }))).toEqual([
        {
          message: expect.stringMatching(/^"FISCAL_QUARTER" is a custom grain.*between, since or before/),
          code: 'TIME_RANGE_INVALID',
          names: ['FISCAL_QUARTER'],
          suggestions: ['between', 'since', 'before'],
          retryable: false,
        },
      ]);
    },
  );

  it('has no end that is known', () => {
    const groupBy = { kind: 'time', name: 'metric_time', grain: 'fiscal_quarter' } as const;
    const column = { role: 'key', name: 'metric_time__fiscal_quarter', groupBy, type: 'string' } as const;
    const answer = { columns: [column], rows: [['FY21 Q1']], hasMore: false, timeZone: 'UTC', asOf: '', sql: '' };
    const reader = new RowReader({ ...answer, cached: false, durationMs: 0 }, new Naming(custom), undefined);
    expect(reader.periodEnd(['FY21 Q1'])).toBeUndefined();
    expect(reader.periodComplete(['FY21 Q1'])).toBeNull();
    expect(reader.keys(['FY21 Q1'])).toEqual([{ dimension: 'metric_time', value: 'FY21 Q1', label: 'FY21 Q1' }]);
  });
});

function never(): never {
  throw new Error('No statement is run here.');
}
