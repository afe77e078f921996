import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Dataset, openDataset } from './case-data.js';

type Node = Readonly<Record<string, unknown>>;

let demo: Dataset;
beforeAll(async () => {
  demo = await openDataset('greenery');
});
afterAll(() => demo.warehouse.close());

async function nodesOf(document: string, dataset: Dataset = demo): Promise<readonly Node[]> {
  const { data, errors } = await dataset.ask(document);
  expect(errors).toBeUndefined();
  const [connection] = Object.values(data as Record<string, { nodes: readonly Node[] }>);
  return connection?.nodes ?? [];
}

describe('one metric under many aliases', () => {
  // 193 orders on the 10th of February, 168 on the 11th; of California 54 and 38.
  it('shows each as its arguments ask, also through fragments and variables', async () => {
    const [node] = await nodesOf(`
      query { metrics(groupBy: {metricTime: {grain: DAY}}, timeRange: {on: "2021-02-11"}) { nodes { ...Now ...Then } } }
      fragment Now on MetricRow { orders share: orders(as: SHARE_OF_TOTAL) }
      fragment Then on MetricRow {
        before: orders(compareTo: {previousPeriod: true})
        again: orders(compareTo: {previousPeriod: true}, as: VALUE)
        dayBefore: orders(compareTo: {offset: {count: 1, grain: DAY}})
        twoBefore: orders(compareTo: {offset: {count: 2, grain: DAY}})
        change: orders(compareTo: {previousPeriod: true}, as: CHANGE)
        rate: orders(compareTo: {previousPeriod: true}, as: CHANGE_RATE)
        california: orders(where: {userState: {eq: "California"}})
        californiaBefore: orders(where: {userState: {eq: "California"}}, compareTo: {previousPeriod: true})
        californiaChange: orders(compareTo: {previousPeriod: true}, as: CHANGE, where: {userState: {eq: "California"}})
        skipped: orders(compareTo: {timeRange: {on: "2021-02-10"}}) @skip(if: true)
      }`);
    const truth = await demo.warehouse.run({
      sql: `select count(*) filter (where day = 10), count(*) filter (where day = 10 and state = 'California'), count(*) filter (where day = 11 and state = 'California')
        from (select dayofmonth(o.created_at) as day, a.state from orders o join users u on u.user_id = o.user_id join addresses a on a.address_id = u.address_id)`,
      bindings: [],
    });
    const [[before, was = 0, is = 0] = []] = truth.rows;
    expect(before).toBe(193);
    expect(node).toEqual({
      ...{ orders: 168, share: 1, before: 193, again: 193, dayBefore: 193, twoBefore: null, change: -25 },
      rate: -25 / 193,
      ...{ california: is, californiaBefore: was, californiaChange: Number(is) - Number(was) },
    });
  });

  it('reads what two aliases share once', async () => {
    const { compiled } = await demo.ask(`{
      metrics(groupBy: {metricTime: {grain: DAY}}) { nodes {
        a: orders(compareTo: {previousPeriod: true}) b: orders(compareTo: {previousPeriod: true}, as: CHANGE) c: revenue(compareTo: {previousPeriod: true}) } }
    }`);
    expect(compiled).toHaveLength(1);
    // Both metrics are of one table: its rows now, and those it is compared to.
    expect(compiled[0]?.statement.sql.match(/\bfrom orders\b/g)).toHaveLength(2);
  });
});

describe('ids', () => {
  const rows = (more: string, groupBy = '{metricTime: {grain: DAY}}') =>
    nodesOf(
      `{ metrics(groupBy: ${groupBy}, timeRange: {last: {count: 4, grain: WEEK}}) { nodes { id metricTime ${more} } } }`,
    );

  it('of a row are the same with comparisons and where other periods are filled', async () => {
    const idsOf = (nodes: readonly Node[]) => new Map(nodes.map(({ id, metricTime }) => [metricTime, id]));
    const plain = idsOf(await rows('orders'));
    const compared = idsOf(
      await rows('orders before: orders(compareTo: {previousPeriod: true}) share: orders(as: SHARE_OF_TOTAL)'),
    );
    expect(compared).toEqual(plain);
    const filled = idsOf(await rows('orders', '{metricTime: {grain: DAY, fill: true}}'));
    expect(filled.size).toBe(28);
    for (const [day, id] of plain) expect(filled.get(day)).toBe(id);
    expect(new Set(filled.values()).size).toBe(28);
  });

  it('of steps differ by what they are compared to', async () => {
    const [node] =
      await nodesOf(`{ funnel(name: checkout, groupBy: {metricTime: {grain: DAY}}, timeRange: {on: "2021-02-11"}) { nodes {
      steps { id count } again: steps { id } previous: steps(compareTo: {previousPeriod: true}) { id count } week: steps(compareTo: {offset: {count: 1, grain: WEEK}}) { id count } } } }`);
    const { steps, again, previous, week } = node as Record<string, readonly { id: string; count: number }[]>;
    expect(again).toEqual(steps?.map(({ id }) => ({ id })));
    expect([steps, previous, week].map((some) => some?.map(({ count }) => count))).toEqual([
      [275, 218, 161],
      [303, 249, 200],
      [0, 0, 0],
    ]);
    expect(new Set([steps, previous, week].flatMap((some) => some?.map(({ id }) => id) ?? [])).size).toBe(9);
  });
});

describe('keys for people', () => {
  it.each([
    ['metricTime: {grain: DAY}', '2021-02-10', '2021-02-10'],
    ['metricTime: {grain: WEEK}', '2021-02-08', 'Week of 2021-02-08'],
    ['metricTime: {grain: MONTH}', '2021-02-01', 'Feb 2021'],
    ['metricTime: {grain: QUARTER}', '2021-01-01', 'Q1 2021'],
    ['metricTime: {grain: YEAR}', '2021-01-01', '2021'],
    ['metricTime: {parts: [DOW]}', '3', 'Wednesday'],
    ['metricTime: {parts: [MONTH]}', '2', 'Feb'],
    ['metricTime: {parts: [QUARTER]}', '1', 'Q1'],
    ['metricTime: {parts: [DOY]}', '41', '41'],
    ['orderStatus: {}', 'delivered', 'delivered'],
  ])('%s', async (groupBy, value, label) => {
    const [node] = await nodesOf(`{ metrics(groupBy: {${groupBy}}) { nodes { keys { value label } orders } } }`);
    expect(node?.keys).toEqual([{ value, label }]);
  });

  it('hours by the clock of the query', async () => {
    const [node] = await nodesOf(
      '{ metrics(groupBy: {metricTime: {grain: HOUR, parts: [HOUR]}}, timeZone: "America/New_York") { nodes { keys { value label } orders } } }',
    );
    const first = await demo.warehouse.run({
      sql: `select strftime(min(date_trunc('hour', created_at)), '%Y-%m-%dT%H:00:00Z'), strftime(min(date_trunc('hour', created_at)) - interval 5 hour, '%Y-%m-%d %H:00') from orders`,
      bindings: [],
    });
    const [[value, label] = []] = first.rows;
    expect(node?.keys).toEqual([
      { value, label },
      { value: String(Number(String(label).slice(-5, -3))), label: String(label).slice(-5) },
    ]);
  });

  it('bins: the key tells each apart, the field its lower edge', async () => {
    const document = 'groupBy: {promoDiscount: {bins: [5, 10]}}';
    const nodes = await nodesOf(`{ metrics(${document}) { nodes { id keys { value label } promoDiscount orders } } }`);
    expect(nodes.map(({ keys, promoDiscount }) => [keys, promoDiscount])).toEqual(
      [
        ['< 5', null],
        ['5–10', 5],
        ['≥ 10', 10],
        [null, null],
      ].map(([value, edge]) => [[{ value, label: value ?? '(none)' }], edge]),
    );
    expect(new Set(nodes.map(({ id }) => id)).size).toBe(4);
    const { data } = await demo.ask(`{ metricTable(metrics: [orders], ${document}) { columns { name type } rows } }`);
    const { columns, rows } = (data as { metricTable: { columns: unknown[]; rows: unknown[][] } }).metricTable;
    expect(columns[0]).toEqual({ name: 'promoDiscount', type: 'STRING' });
    expect(rows.map(([label]) => label)).toEqual(['< 5', '5–10', '≥ 10', null]);
  });
});

describe('numbers', () => {
  it('are fractions where a count is asked for as a rate, and whole where not', async () => {
    const { data } = await demo.ask(
      '{ metrics(timeRange: {on: "2021-02-11"}) { totals { orders rate: orders(compareTo: {previousPeriod: true}, as: CHANGE_RATE) change: orders(compareTo: {previousPeriod: true}, as: CHANGE) } } }',
    );
    expect(data).toEqual({ metrics: { totals: { orders: 168, rate: -25 / 193, change: -25 } } });
  });

  it('are typed by what they show, from TypeScript too', async () => {
    const { answer } = await demo.query({
      metrics: [
        { metric: 'revenue', compareTo: { previousPeriod: true }, show: 'change' },
        { metric: 'orders', show: 'share_of_total' },
        { metric: 'orders', as: 'earlier', compareTo: { timeRange: { on: '2021-02-10' } } },
      ],
      timeRange: { on: '2021-02-11' },
    });
    expect(answer.columns.map(({ name, type }) => [name, type])).toEqual([
      ['revenue__change', 'decimal'],
      ['orders__share', 'double'],
      ['earlier', 'long'],
    ]);
    expect(answer.rows).toEqual([['-2019.94', 1, 193]]);
  });
});
