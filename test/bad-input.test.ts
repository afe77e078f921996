import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Engine } from '../src/engine/engine.js';
import { buildTrellisSchema, executeDocument } from '../src/graphql/index.js';
import type { SemanticCatalog } from '../src/model/catalog.js';
import { loadCatalog } from '../src/model/load/index.js';
import { type DuckDBOptions, openDuckDB } from '../src/warehouse/duckdb.js';
import type { Warehouse } from '../src/warehouse/warehouse.js';
import { openDataset } from './case-data.js';
import { SHOP } from './support/world.js';

type Variables = Readonly<Record<string, unknown>>;
interface Shown {
  readonly message: string;
  readonly extensions: {
    readonly code: string;
    readonly names?: readonly string[];
    readonly suggestions?: readonly string[];
  };
}
interface Door {
  readonly warehouse: Warehouse;
  ask(
    document: string,
    variables?: Variables,
    signal?: AbortSignal,
  ): Promise<{ data: unknown; errors: readonly Shown[] }>;
}

const NOW = '2021-03-01T00:00:00Z';

async function openDoor(catalog: SemanticCatalog, options: DuckDBOptions, maxRows = 10_000): Promise<Door> {
  const warehouse = await openDuckDB(options);
  const engine = new Engine({ catalog, warehouse, now: () => NOW, timeZone: 'UTC', maxRows });
  return doorOf(catalog, warehouse, engine);
}

function doorOf(catalog: SemanticCatalog, warehouse: Warehouse, engine: Engine): Door {
  const schema = buildTrellisSchema(catalog);
  return {
    warehouse,
    ask: async (document, variables, signal) => {
      const context = { engine, request: engine.request(signal) };
      const { data, errors } = await executeDocument(schema, context, document, variables);
      return { data: data ?? null, errors: (errors ?? []) as unknown as readonly Shown[] };
    },
  };
}

/** What a client must never see: SQL, a stack, our own words for a defect. */
const INSIDE =
  /\bselect\s|\bfrom "|\bwhere "|\bgroup by \d|node_modules|\.ts:\d|\.js:\d|\n\s+at |Broken invariant|Trellis failed|undefined|\[object/i;

function expectPresentable(errors: readonly Shown[], document: string): void {
  for (const { message, extensions } of errors) {
    expect(extensions.code, `${document}\n${message}`).not.toBe('INTERNAL_SERVER_ERROR');
    expect(extensions.code, document).toMatch(/^[A-Z_]+$/);
    expect(message, document).not.toMatch(INSIDE);
    expect(JSON.stringify(extensions), document).not.toMatch(INSIDE);
  }
}

let greenery: Door;
beforeAll(async () => {
  const catalog = loadCatalog(join(import.meta.dirname, '..', 'metrics'));
  const { warehouse } = await openDataset('greenery');
  const engine = new Engine({ catalog, warehouse, now: () => NOW, timeZone: 'UTC', maxRows: 500 });
  greenery = doorOf(catalog, warehouse, engine);
});
afterAll(() => greenery.warehouse.close());

/** [what is wrong, the document, its code, the names it suggests, what the message says] */
type Case = readonly [name: string, document: string, code: string, suggestions: readonly string[], message: RegExp];

const total = (args: string) => `{ metrics(${args}) { totals { revenue } } }`;
const rows = (args: string, fields = 'revenue') => `{ metrics(${args}) { nodes { ${fields} } } }`;

const CASES: readonly Case[] = [
  [
    'a metric of no row',
    '{ metrics { totals { revenu } } }',
    'UNKNOWN_METRIC',
    ['revenue'],
    /no metric "revenu".*Did you mean "revenue"/,
  ],
  ['a metric of no table', '{ metricTable(metrics: [revenu]) { id } }', 'UNKNOWN_METRIC', ['revenue'], /"revenu"/],
  ['a metric to have', total('having: {revenu: {gt: 1}}'), 'UNKNOWN_METRIC', ['revenue'], /"revenu"/],
  [
    'a metric to order by',
    rows('groupBy: {productName: {}}, orderBy: [{by: unitSold}]', 'unitsSold'),
    'UNKNOWN_METRIC',
    ['unitsSold'],
    /"unitSold"/,
  ],
  [
    'a metric of the catalogue',
    '{ catalog { metric(name: revenu) { id } } }',
    'UNKNOWN_METRIC',
    ['revenue'],
    /"revenu"/,
  ],
  [
    'a dimension of a row',
    rows('groupBy: {productName: {}}', 'productNmae'),
    'UNKNOWN_DIMENSION',
    ['productName'],
    /no dimension "productNmae".*Did you mean "productName"/,
  ],
  [
    'a dimension to group by',
    rows('groupBy: {productNmae: {}}'),
    'UNKNOWN_DIMENSION',
    ['productName'],
    /"productNmae"/,
  ],
  [
    'a dimension to filter by',
    total('where: {not: {productNmae: {eq: "x"}}}'),
    'UNKNOWN_DIMENSION',
    ['productName'],
    /"productNmae"/,
  ],
  [
    'a dimension to list',
    '{ dimensionValues(dimension: userStat) { id } }',
    'UNKNOWN_DIMENSION',
    ['userState', 'userStatus'].slice(0, 1),
    /"userStat"/,
  ],
  [
    'a dimension of a funnel',
    '{ funnel(name: checkout) { nodes { userStat } } }',
    'UNKNOWN_DIMENSION',
    ['userState'],
    /"userStat"/,
  ],
  [
    'a funnel',
    '{ funnel(name: chekout) { id } }',
    'UNKNOWN_FUNNEL',
    ['checkout'],
    /no funnel "chekout".*Did you mean "checkout"/,
  ],
  [
    'a day that is none',
    total('timeRange: {on: "2021-02-30"}'),
    'TIME_RANGE_INVALID',
    [],
    /^"2021-02-30" is not a day/,
  ],
  ['a day that is a number', total('timeRange: {since: 5}'), 'TIME_RANGE_INVALID', [], /^5 is not a day.*YYYY-MM-DD/],
  ['a range of no kind', total('timeRange: {sinse: "2021-02-10"}'), 'TIME_RANGE_INVALID', ['since'], /no key "sinse"/],
  [
    'a range of two kinds',
    total('timeRange: {on: "2021-02-10", since: "2021-02-10"}'),
    'TIME_RANGE_INVALID',
    ['on', 'between', 'since'],
    /^TimeRange has exactly one key: on, /,
  ],
  [
    'a range without its end',
    total('timeRange: {between: {from: "2021-02-10"}}'),
    'TIME_RANGE_INVALID',
    [],
    /"DateSpan.to"/,
  ],
  [
    'a key of no group',
    rows('groupBy: {metricTime: {grian: DAY}}'),
    'GRAPHQL_VALIDATION_FAILED',
    ['grain'],
    /no key "grian" in TimeGroup. Did you mean "grain"/,
  ],
  [
    'a metric twice',
    '{ metricTable(metrics: [unitsSold, unitsSold]) { id } }',
    'QUERY_INVALID',
    [],
    /"unitsSold" is asked for twice/,
  ],
  [
    'a metric twice, to list members of',
    '{ dimensionValues(dimension: productName, metrics: [unitsSold, unitsSold]) { id } }',
    'QUERY_INVALID',
    [],
    /"unitsSold" is asked for twice/,
  ],
  [
    'a level by a filter on time',
    '{ metrics(where: {metricTime: {lt: "2021-02-11"}}) { totals { inventory } } }',
    'TIME_RANGE_INVALID',
    [],
    /or group by metricTime\.$/,
  ],
  [
    'a group that a metric does not know',
    rows('groupBy: {orderStatus: {}}', 'orderStatus inventory'),
    'DIMENSION_UNREACHABLE',
    [],
    /"inventory".*can't be grouped or filtered by "orderStatus"/,
  ],
  [
    'a filter that a metric does not know',
    '{ metrics { totals { inventory(where: {userState: {eq: "Texas"}}) } } }',
    'DIMENSION_UNREACHABLE',
    [],
    /"userState"/,
  ],
  [
    'a group that a funnel does not know',
    '{ funnel(name: checkout, groupBy: {orderStatus: {}}) { nodes { orderStatus } } }',
    'DIMENSION_UNREACHABLE',
    [],
    /"orderStatus"/,
  ],
  [
    'selected, not grouped',
    rows('groupBy: {userState: {}}', 'productName revenue'),
    'DIMENSION_NOT_GROUPED',
    [],
    /"productName" is selected but not grouped by. Add groupBy: {productName: {}}/,
  ],
  [
    'a part that is not grouped',
    rows('groupBy: {metricTime: {grain: DAY}}', 'metricTimePart(part: DOW) revenue'),
    'DIMENSION_NOT_GROUPED',
    [],
    /parts: \[DOW\]/,
  ],
  [
    'a period where only its part is grouped',
    rows('groupBy: {metricTime: {parts: [DOW]}}', 'metricTime revenue'),
    'DIMENSION_NOT_GROUPED',
    [],
    /"metricTime"/,
  ],
  [
    'totals of a funnel by a member',
    '{ funnel(name: checkout, groupBy: {productName: {}}) { totals { productName } } }',
    'DIMENSION_NOT_GROUPED',
    [],
    /"productName"/,
  ],
  [
    'ordered by what is not grouped',
    rows('groupBy: {userState: {}}, orderBy: [{by: orderStatus}]'),
    'DIMENSION_NOT_GROUPED',
    [],
    /"orderStatus"/,
  ],
  [
    'an offset without time',
    rows('groupBy: {userState: {}}', 'revenueGrowth'),
    'DIMENSION_NOT_GROUPED',
    ['metricTime'],
    /needs metricTime in the group-by/,
  ],
  [
    'a grain below the data',
    rows('groupBy: {metricTime: {grain: SECOND}}'),
    'GRAIN_TOO_FINE',
    ['HOUR', 'DAY', 'WEEK', 'MONTH', 'QUARTER', 'YEAR'],
    /hour/i,
  ],
  ['an unknown grain', rows('groupBy: {metricTime: {grain: FORTNIGHT}}'), 'QUERY_INVALID', [], /"FORTNIGHT"/],
  ['a day that does not exist', total('timeRange: {on: "2021-02-30"}'), 'TIME_RANGE_INVALID', [], /2021-02-30/],
  ['no day at all', total('timeRange: {since: "yesterday"}'), 'TIME_RANGE_INVALID', [], /yesterday/],
  ['a month', total('timeRange: {before: "2021-02"}'), 'TIME_RANGE_INVALID', [], /2021-02/],
  [
    'a time instead of a day',
    total('timeRange: {on: "2021-02-10T00:00:00Z"}'),
    'TIME_RANGE_INVALID',
    [],
    /2021-02-10T/,
  ],
  ['a number instead of a day', total('timeRange: {on: 20210210}'), 'TIME_RANGE_INVALID', [], /20210210/],
  [
    'an end before its start',
    total('timeRange: {between: {from: "2021-02-11", to: "2021-02-10"}}'),
    'TIME_RANGE_INVALID',
    [],
    /ends \(2021-02-10\) before it begins \(2021-02-11\)/,
  ],
  ['a span without an end', total('timeRange: {between: {from: "2021-02-11"}}'), 'TIME_RANGE_INVALID', [], /to/],
  ['no periods', total('timeRange: {last: {count: 0, grain: WEEK}}'), 'TIME_RANGE_INVALID', [], /from 1/],
  ['fewer than no periods', total('timeRange: {last: {count: -3, grain: WEEK}}'), 'TIME_RANGE_INVALID', [], /-3/],
  [
    'too many periods',
    total('timeRange: {last: {count: 2000000000, grain: YEAR}}'),
    'TIME_RANGE_INVALID',
    [],
    /2000000000/,
  ],
  ['two ranges', total('timeRange: {on: "2021-02-10", since: "2021-02-10"}'), 'TIME_RANGE_INVALID', [], /exactly one/i],
  ['no range in a range', total('timeRange: {}'), 'TIME_RANGE_INVALID', [], /exactly one/i],
  ['an empty key of a range', total('timeRange: {on: null}'), 'TIME_RANGE_INVALID', [], /on/],
  [
    'a zone of no country',
    total('timeZone: "Mars/Olympus"'),
    'TIME_RANGE_INVALID',
    [],
    /"Mars\/Olympus" is not a time zone/,
  ],
  ['an empty zone', total('timeZone: ""'), 'TIME_RANGE_INVALID', [], /time zone/],
  [
    'a zone that would be SQL',
    total('timeZone: "UTC\'; drop table orders; --"'),
    'TIME_RANGE_INVALID',
    [],
    /time zone/,
  ],
  ["the server's own zone", total('timeZone: "local"'), 'TIME_RANGE_INVALID', [], /"local" is not a time zone/],
  ['a day in a filter', total('where: {metricTime: {gte: "2021-02-30"}}'), 'TIME_RANGE_INVALID', [], /2021-02-30/],
  [
    'the time range of no metric',
    '{ metrics(groupBy: {userState: {}}, timeRange: {on: "2021-02-10"}) { nodes { id } } }',
    'TIME_RANGE_INVALID',
    [],
    /metric/,
  ],
  [
    'the members of a day',
    '{ dimensionValues(dimension: userState, timeRange: {on: "2021-02-10"}) { nodes { value } } }',
    'TIME_RANGE_INVALID',
    [],
    /metric/,
  ],
  [
    'a level of a filtered time',
    '{ metrics(where: {metricTime: {gte: "2021-02-10"}}) { totals { inventory } } }',
    'TIME_RANGE_INVALID',
    [],
    /"inventory" is a level/,
  ],
  ['null to filter by', total('where: null'), 'FILTER_NULL', [], /^where is null/],
  ['null of a dimension', total('where: {userState: null}'), 'FILTER_NULL', [], /where\.userState is null/],
  [
    'null to compare with',
    total('where: {userState: {eq: null}}'),
    'FILTER_NULL',
    [],
    /where\.userState\.eq is null.*isNull/,
  ],
  ['null as a list', total('where: {userState: {in: null}}'), 'FILTER_NULL', [], /where\.userState\.in is null/],
  ['null as a negation', total('where: {not: null}'), 'FILTER_NULL', [], /where\.not is null/],
  [
    'null deep inside',
    total('where: {and: [{or: [{userState: {eq: "x"}}, {not: {orderStatus: {ne: null}}}]}]}'),
    'FILTER_NULL',
    [],
    /where\.and\[0\]\.or\[1\]\.not\.orderStatus\.ne is null/,
  ],
  ['null as alternatives', total('where: {or: null}'), 'FILTER_NULL', [], /where\.or is null/],
  [
    'null of one metric',
    '{ metrics { totals { revenue(where: {userState: {contains: null}}) } } }',
    'FILTER_NULL',
    [],
    /revenue\.where\.userState\.contains is null/,
  ],
  [
    'null to have',
    rows('groupBy: {userState: {}}, having: {revenue: {gt: null}}'),
    'FILTER_NULL',
    [],
    /having\.revenue\.gt is null/,
  ],
  [
    'null as isNull',
    total('where: {userState: {isNull: null}}'),
    'FILTER_NULL',
    [],
    /where\.userState\.isNull is null/,
  ],
  [
    'more rows than there may be',
    '{ metrics(groupBy: {user: {}, productName: {}}) { nodes { unitsSold } } }',
    'ROW_LIMIT_EXCEEDED',
    [],
    /more than 500 rows/,
  ],
  [
    'more rows asked than there may be',
    rows('groupBy: {userState: {}}, first: 501'),
    'ROW_LIMIT_EXCEEDED',
    [],
    /At most 500/,
  ],
  [
    'the most rows that a number holds',
    rows('groupBy: {userState: {}}, first: 2147483647'),
    'ROW_LIMIT_EXCEEDED',
    [],
    /At most 500/,
  ],
  [
    'fewer than no rows',
    rows('groupBy: {userState: {}}, first: -1'),
    'QUERY_INVALID',
    [],
    /first is a whole number from 0, not -1/,
  ],
  ['fewer than no members', '{ dimensionValues(dimension: userState, first: -1) { id } }', 'QUERY_INVALID', [], /-1/],
  ['a table of no metrics', '{ metricTable(metrics: []) { id } }', 'QUERY_INVALID', [], /at least one metric/],
  [
    'the best none',
    rows('groupBy: {productName: {top: {count: 0, by: unitsSold}}}', 'unitsSold'),
    'QUERY_INVALID',
    [],
    /at least 1, not 0/,
  ],
  [
    'the best by what they have not',
    rows('groupBy: {productName: {top: {count: 1, by: revenue}}}', 'unitsSold'),
    'DIMENSION_UNREACHABLE',
    [],
    /"revenue"/,
  ],
  [
    'text in a number',
    '{ dimensionValues(dimension: productPrice, search: "1") { nodes { value } } }',
    'QUERY_INVALID',
    [],
    /"productPrice" is no text/,
  ],
];

describe('every mistake has its code', () => {
  it.each(CASES)('%s: %s', async (_, document, code, suggestions, message) => {
    const { errors } = await greenery.ask(document);
    expectPresentable(errors, document);
    expect(
      errors.map(({ extensions }) => extensions.code),
      errors[0]?.message,
    ).toContain(code);
    const error = errors.find(({ extensions }) => extensions.code === code);
    expect(error?.message).toMatch(message);
    if (suggestions.length > 0) expect(error?.extensions.suggestions).toEqual(expect.arrayContaining([...suggestions]));
  });

  it('a day in a variable is named, as elsewhere', async () => {
    const document = 'query($on: LocalDate!) { metrics(timeRange: {on: $on}) { totals { revenue } } }';
    const { errors } = await greenery.ask(document, { on: '2021-02-30' });
    expect(errors[0]?.extensions).toEqual({
      code: 'TIME_RANGE_INVALID',
      names: ['2021-02-30'],
      suggestions: [],
      retryable: false,
    });
    const missing = await greenery.ask(document);
    expect(missing.errors[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', names: ['$on'] });
  });

  it('null in a variable is null in a filter', async () => {
    const document =
      'query($where: Where, $state: String) { metrics(where: $where) { totals { revenue(where: {userState: {eq: $state}}) } } }';
    const codes = async (variables: Variables) =>
      (await greenery.ask(document, variables)).errors.map(({ extensions }) => extensions.code);
    expect(await codes({ where: null, state: 'Texas' })).toEqual(['FILTER_NULL']);
    expect(await codes({ where: { and: [{ userState: { in: null } }] }, state: 'Texas' })).toEqual(['FILTER_NULL']);
    expect(await codes({ state: null })).toEqual(['FILTER_NULL']);
    expect(await codes({ state: 'Texas' })).toEqual([]);
    expect(await codes({})).toEqual([]);
  });

  it('a bad variable is no failure of ours', async () => {
    const document =
      'query($range: TimeRange, $by: Metric!) { metrics(timeRange: $range, groupBy: {productName: {top: {count: 2, by: $by}}}) { nodes { unitsSold } } }';
    const codes = async (variables: Variables) => {
      const { errors } = await greenery.ask(document, variables);
      expectPresentable(errors, document);
      return errors.map(({ extensions }) => extensions.code);
    };
    expect(await codes({ by: 'unitsSold', range: { on: '2021-02-30' } })).toEqual(['TIME_RANGE_INVALID']);
    expect(await codes({ by: 'unitsSold', range: { on: '2021-02-10', since: '2021-02-10' } })).toEqual([
      'TIME_RANGE_INVALID',
    ]);
    expect(await codes({ by: 'unitSold' })).toEqual(['UNKNOWN_METRIC']);
    expect(await codes({})).not.toEqual([]);
    expect(await codes({ by: { toString: 1 } })).not.toEqual([]);
  });

  it('one bad tile leaves the others alone', async () => {
    const { data, errors } = await greenery.ask(
      '{ good: metrics { totals { orders } } bad: metrics(timeZone: "x") { totals { orders } } }',
    );
    expect(JSON.parse(JSON.stringify(data))).toEqual({ good: { totals: { orders: 361 } }, bad: null });
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(['TIME_RANGE_INVALID']);
  });
});

describe('questions at the edge are answered', () => {
  it.each([
    '{ metrics { id } }',
    '{ metrics { totals { id } } }',
    '{ metrics { totals { __typename } } }',
    '{ metrics { totalCount } }',
    '{ metrics { nodes { id } pageInfo { hasNextPage } meta { rows } } }',
    '{ metrics(groupBy: {userState: {}}) { totals { id } nodes { id } } }',
    '{ metrics(groupBy: {userState: {}}) { totals { id } } }',
    '{ metrics(groupBy: {userState: {}}) { totals { id } totalCount } }',
    '{ metrics(groupBy: {userState: {}}, first: 0) { nodes { userState } totalCount } }',
    '{ metrics(groupBy: {metricTime: {}}, first: 3) { nodes { id } } }',
    '{ dimensionValues(dimension: metricTime) { nodes { value } } }',
    '{ metrics(groupBy: {metricTime: {grain: YEAR}}, timeRange: {on: "9999-12-31"}) { nodes { orders inventory } totals { inventory orders } } }',
    '{ metrics(groupBy: {metricTime: {grain: WEEK}}, timeRange: {since: "0001-01-01"}, first: 10) { nodes { orders } } }',
    '{ metrics(timeRange: {since: "0000-01-01"}) { totals { orders inventory } } }',
    '{ metrics(timeRange: {before: "0000-01-01"}) { totals { orders inventory inventoryDelta } } }',
    '{ metrics(timeRange: {last: {count: 100000, grain: YEAR}}) { totals { orders inventory } } }',
    '{ metrics(timeRange: {last: {count: 5000, grain: YEAR}}) { totals { orders inventory inventoryDelta } } }',
    '{ metrics(timeRange: {last: {count: 100000, grain: YEAR}}) { totals { orders } meta { from to } } }',
    '{ metrics(timeZone: "system", groupBy: {metricTime: {grain: DAY}}) { nodes { orders } } }',
    '{ metrics(timeZone: "UTC+14", groupBy: {metricTime: {grain: DAY}}) { nodes { orders } } }',
    '{ metrics(where: {and: []}) { totals { orders } } }',
    '{ metrics(where: {or: []}) { totals { orders } } }',
    '{ metrics(where: {userState: {in: []}}) { totals { orders } } }',
    '{ metrics(where: {userState: {}}) { totals { orders } } }',
    '{ metrics(timeZone: "UTC+3", groupBy: {metricTime: {grain: DAY}}) { nodes { orders } } }',
    '{ metrics(timeZone: "+05:30", groupBy: {metricTime: {grain: DAY}}) { nodes { orders } } }',
    '{ metrics(timeZone: "america/new_york", groupBy: {metricTime: {grain: DAY}}) { nodes { orders } } }',
    '{ metrics(timeZone: "EST5EDT", groupBy: {metricTime: {grain: DAY}}) { nodes { orders inventory } } }',
    '{ metrics(groupBy: {productName: {}, product: {}}, where: {product: {contains: "\\u0000"}}) { nodes { unitsSold } } }',
  ])('%s', async (document) => {
    const { errors } = await greenery.ask(document);
    // Refused is fine, with a code that says what to change; a failure of ours or of the warehouse is not.
    expectPresentable(errors, document);
    const codes = errors.map(({ extensions }) => extensions.code);
    expect(
      codes.filter((code) => !['TIME_RANGE_INVALID', 'QUERY_INVALID'].includes(code)),
      errors[0]?.message,
    ).toEqual([]);
  });

  it('two infinities are two numbers', async () => {
    const { data } = await greenery.ask(
      '{ more: metrics(groupBy: {userState: {}}, having: {revenue: {gt: 1e400}}) { nodes { orders } } less: metrics(groupBy: {userState: {}}, having: {revenue: {gt: -1e400}}) { nodes { orders } } }',
    );
    if (data === null) return;
    const { more, less } = data as Record<string, { nodes: readonly unknown[] } | null>;
    if (more && less) expect([more.nodes.length, less.nodes.length > 0]).toEqual([0, true]);
  });

  it.each([50, 500, 1_500, 20_000])('%i levels of a filter', async (depth) => {
    const document = total(`where: ${'{not: '.repeat(depth)}{userState: {eq: "Texas"}}${'}'.repeat(depth)}`);
    const { errors } = await greenery.ask(document);
    expectPresentable(errors, `${depth} levels`);
    if (depth <= 50) expect(errors).toEqual([]);
  });

  it('ten thousand values', async () => {
    const values = Array.from({ length: 10_000 }, (_, index) => `no state ${index}`);
    const { data, errors } = await greenery.ask(
      'query($v: [String!]) { metrics(where: {userState: {in: $v}}) { totals { orders } } }',
      { v: ['Texas', ...values] },
    );
    expect(errors).toEqual([]);
    expect((data as { metrics: { totals: { orders: number } } }).metrics.totals.orders).toBeGreaterThan(0);
  });

  it.each([
    '',
    ' ',
    '{',
    '}',
    '{ }',
    'query',
    'mutation { metrics { id } }',
    'subscription { x }',
    '\u0000',
    '{ metrics { ...F } }',
    'fragment F on Query { catalog { __typename } }',
    '"""',
    '{ a: metrics { id } a: catalog { __typename } }',
  ])('no document: %j', async (document) => {
    const { errors } = await greenery.ask(document);
    expectPresentable(errors, document);
    expect(errors.length).toBeGreaterThan(0);
  });
});

describe('a warehouse that fails', () => {
  const ORDERS =
    'create table orders (order_id varchar, user_id varchar, product_id varchar, created_at timestamp, status varchar, total bigint, quantity bigint)';
  const withDoor = async <T>(options: DuckDBOptions, use: (door: Door) => Promise<T>): Promise<T> => {
    const door = await openDoor(SHOP, { threads: 1, ...options });
    try {
      return await use(door);
    } finally {
      await door.warehouse.close();
    }
  };
  const codesOf = (errors: readonly Shown[]) => errors.map(({ extensions }) => extensions.code);

  it('a missing table disables what needs it, and is named', () =>
    withDoor({ setup: [ORDERS] }, async ({ ask }) => {
      const missing = '{ metrics { totals { inventory } } }';
      const { errors } = await ask(missing);
      expectPresentable(errors, missing);
      expect(codesOf(errors)).toEqual(['TABLE_NOT_FOUND']);
      expect(errors[0]?.message).toMatch(/no table "stock".*"inventory"/);
      expect(errors[0]?.extensions.names).toEqual(expect.arrayContaining(['stock', 'inventory']));
      expect(codesOf((await ask('{ funnel(name: anyOrder) { totals { id } } }')).errors)).toEqual(['TABLE_NOT_FOUND']);
      expect((await ask('{ metrics { totals { orders } } }')).errors).toEqual([]);
    }));

  it('a sum beyond what JSON holds is refused, and exact in a table of text', () =>
    withDoor(
      {
        setup: [
          ORDERS,
          "insert into orders values ('a', 'u', 'p', '2021-02-01', 'paid', 9007199254740991, 9007199254740993), ('b', 'u', 'p', '2021-02-02', 'paid', 2, 1)",
        ],
      },
      async ({ ask }) => {
        const { errors } = await ask('{ metrics { totals { orders revenue } } }');
        expectPresentable(errors, 'revenue');
        expect(codesOf(errors)).toEqual(['NUMBER_OUT_OF_RANGE']);
        expect(errors[0]?.message).toMatch(/numbers: STRING/);
        expect(codesOf((await ask('{ metricTable(metrics: [revenue]) { rows } }')).errors)).toEqual([
          'NUMBER_OUT_OF_RANGE',
        ]);
        expect(
          codesOf((await ask('{ metrics(groupBy: {orderQuantity: {}}) { nodes { orderQuantity } } }')).errors),
        ).toEqual(['NUMBER_OUT_OF_RANGE']);
        const exact = await ask('{ metricTable(metrics: [revenue], numbers: STRING) { rows } }');
        expect(exact.errors).toEqual([]);
        expect(JSON.parse(JSON.stringify(exact.data))).toEqual({ metricTable: { rows: [['9007199254740993']] } });
        const edge = await ask('{ metrics(timeRange: {on: "2021-02-01"}) { totals { revenue } } }');
        expect(JSON.parse(JSON.stringify(edge.data))).toEqual({ metrics: { totals: { revenue: 9007199254740991 } } });
      },
    ));

  it('a missing column is refused without the statement', () =>
    withDoor(
      { setup: ["create table orders as select 'a' as order_id, timestamp '2021-01-01' as created_at"] },
      async ({ ask }) => {
        const { errors } = await ask('{ metrics { totals { revenue } } }');
        expectPresentable(errors, 'revenue');
        expect(codesOf(errors)).toEqual(['WAREHOUSE_REJECTED']);
        expect(errors[0]?.message).toMatch(/"total"/);
      },
    ));

  const endless =
    "create view orders as select cast(a.range * b.range as varchar) as order_id, 'u' as user_id, 'p' as product_id, timestamp '2021-01-01' as created_at, 'paid' as status, 1 as total, 1 as quantity from range(100000000) a, range(10000) b";

  it('a deadline', () =>
    withDoor({ setup: [endless], deadlineMs: 150 }, async ({ ask }) => {
      const { errors } = await ask('{ metrics { totals { largestOrder buyers } } }');
      expectPresentable(errors, 'deadline');
      expect(codesOf(errors)).toEqual(['DEADLINE_EXCEEDED']);
      expect(errors[0]?.extensions).toMatchObject({ retryable: true });
    }));

  it('a client that goes away', () =>
    withDoor({ setup: [endless] }, async ({ ask }) => {
      const stop = new AbortController();
      setTimeout(() => stop.abort(), 100);
      const { errors } = await ask('{ metrics { totals { largestOrder buyers } } }', {}, stop.signal);
      expect(codesOf(errors)).toEqual(['CANCELLED']);
    }));

  it('a warehouse that is closed', async () => {
    const door = await openDoor(SHOP, { setup: [ORDERS] });
    await door.warehouse.close();
    const { errors } = await door.ask('{ metrics { totals { orders } } }');
    expectPresentable(errors, 'closed');
    expect(codesOf(errors)).toEqual(['WAREHOUSE_UNAVAILABLE']);
  });

  it('two ways to one dimension', async () => {
    const door = await openDoor(loadCatalog(join(import.meta.dirname, 'support', 'ambiguous')), {
      setup: [ORDERS, 'create table users (user_id varchar, state varchar)'],
    });
    const document = '{ metrics(groupBy: {userState: {}}) { nodes { userState orders } } }';
    const { errors } = await door.ask(document);
    await door.warehouse.close();
    expectPresentable(errors, document);
    expect(codesOf(errors)).toEqual(['AMBIGUOUS_JOIN_PATH']);
    expect(errors[0]?.message).toMatch(/accounts.*addresses/);
  });
});

describe('text matches literally', () => {
  const NASTY = [
    "'",
    "''",
    "O'Brien",
    '"',
    '""',
    '`',
    '\\',
    '\\\\',
    "\\'",
    '--',
    '-- x',
    '/* x */',
    ';',
    '; drop table users; --',
    "' or '1' = '1",
    '%',
    '%%',
    '50%',
    '_',
    'a_b',
    'aXb',
    '?',
    '??',
    '\\?',
    '$1',
    '$',
    ':name',
    '{{ x }}',
    ['$', '{x}'].join(''),
    '\n',
    '\r\n',
    '\t',
    ' ',
    '',
    'é',
    'e\u0301',
    'ß',
    'SS',
    'İ',
    'i',
    'ı',
    'ﬁ',
    '漢字',
    '🪴',
    '👩‍👩‍👧',
    '\u200b',
    '\u202e',
    '\u0000',
    'a\u0000b',
    'a',
    'A',
    'NULL',
    'null',
    'true',
    '0',
    '1e3',
    'cast(1 as int)',
    '*',
    '.*',
    '[a-z]',
    '~',
    '^a',
    'a$',
    '|',
    '\\x00',
    '\\u0000',
    "E'\\n'",
  ];
  const literal = (value: string) =>
    value
      .split('\u0000')
      .map((part) => `'${part.replaceAll("'", "''")}'`)
      .join(' || chr(0) || ');
  let door: Door;
  beforeAll(async () => {
    const values = NASTY.map((value, index) => `('u${index}', ${literal(value)})`);
    const orders = NASTY.map((_, index) => `('o${index}', 'u${index}', null, '2021-02-01', null, 1, 1)`);
    door = await openDoor(SHOP, {
      threads: 1,
      setup: [
        'create table users (user_id varchar, state varchar)',
        `insert into users values ${values.join(', ')}, ('none', null)`,
        'create table orders (order_id varchar, user_id varchar, product_id varchar, created_at timestamp, status varchar, total integer, quantity integer)',
        `insert into orders values ${orders.join(', ')}, ('on', 'none', null, '2021-02-01', null, 1, 1)`,
      ],
    });
  });
  afterAll(() => door.warehouse.close());

  const DOCUMENT = 'query($where: Where) { metrics(where: $where, groupBy: {userState: {}}) { nodes { userState } } }';
  const members = (data: unknown) =>
    (data as { metrics: { nodes: { userState: string | null }[] } }).metrics.nodes
      .map(({ userState }) => userState)
      .sort();
  const found = async (filter: object) => {
    const { data, errors } = await door.ask(DOCUMENT, { where: { userState: filter } });
    expect(errors, JSON.stringify(filter)).toEqual([]);
    return members(data);
  };
  const expected = (test: (value: string) => boolean, withNull = false) =>
    [...NASTY.filter(test), ...(withNull ? [null] : [])].sort();

  async function expectLiteral(text: string): Promise<void> {
    expect(await found({ eq: text })).toEqual(expected((value) => value === text));
    expect(await found({ ne: text })).toEqual(expected((value) => value !== text, true));
    expect(await found({ in: [text, 'a'] })).toEqual(expected((value) => value === text || value === 'a'));
    expect(await found({ notIn: [text] })).toEqual(expected((value) => value !== text, true));
    expect(await found({ contains: text })).toEqual(expected((value) => value.includes(text)));
    expect(await found({ startsWith: text })).toEqual(expected((value) => value.startsWith(text)));
  }

  it.each(NASTY)('%j', async (text) => {
    await expectLiteral(text);
    // Written into the document, as GraphQL escapes it.
    const inline = await door.ask(
      `{ metrics(where: {userState: {eq: ${JSON.stringify(text)}}}, groupBy: {userState: {}}) { nodes { userState } } }`,
    );
    expect(inline.errors).toEqual([]);
    expect(members(inline.data)).toEqual([text]);
    const values = await door.ask(
      'query($s: String) { dimensionValues(dimension: userState, search: $s, first: 500) { nodes { value } } }',
      { s: text },
    );
    expect(values.errors).toEqual([]);
    const ascii = [...text].every((one) => one < '\u0080');
    const { nodes } = (values.data as { dimensionValues: { nodes: { value: string | null }[] } }).dimensionValues;
    const byCase = NASTY.filter((value) => value.toLowerCase().includes(text.toLowerCase()));
    if (ascii && text !== '' && !/[is]/i.test(text))
      expect(nodes.map(({ value }) => value).sort()).toEqual(byCase.sort());
  });

  it('whatever the case', async () => {
    expect(await found({ eq: 'a_B', ignoreCase: true })).toEqual(['a_b']);
    expect(await found({ in: ['A%', 'AxB'], ignoreCase: true })).toEqual(['aXb']);
    expect(await found({ startsWith: "O'BR", ignoreCase: true })).toEqual(["O'Brien"]);
    expect(await found({ contains: 'DROP TABLE', ignoreCase: true })).toEqual(['; drop table users; --']);
  });

  it('any text', async () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 6 }),
      fc.string({ unit: 'grapheme', maxLength: 4 }),
      fc.array(fc.constantFrom(...NASTY), { maxLength: 3 }).map((parts) => parts.join('')),
    );
    await fc.assert(fc.asyncProperty(text, expectLiteral), { seed: 20_210_210, numRuns: 40 });
  });

  it('a byte order mark is a character like any other', async () => {
    const { data, errors } = await door.ask('query($w: Where) { metrics(where: $w) { totals { orders } } }', {
      w: { userState: { in: ['\ufeff', '\ufeffa'] } },
    });
    expect(errors).toEqual([]);
    expect(JSON.parse(JSON.stringify(data))).toEqual({ metrics: { totals: { orders: null } } });
  });

  it('half a character matches nothing and breaks nothing', async () => {
    for (const text of ['\ud800', 'a\udc00', '\udc00\ud800']) {
      const { errors } = await door.ask(DOCUMENT, { where: { userState: { eq: text } } });
      expectPresentable(errors, JSON.stringify(text));
    }
  });
});

describe('garbage', () => {
  const VALID = [
    'query Q($n: Int = 3) { metrics(groupBy: {metricTime: {grain: WEEK}, productName: {}}, timeRange: {last: {count: 4, grain: WEEK}}, where: {productName: {in: ["Pothos", "Bamboo"]}}, orderBy: [{by: inventory, direction: DESC}], first: $n) { id nodes { id keys { dimension value label } metricTime productName inventory inventoryDelta } totals { id inventory } totalCount pageInfo { hasNextPage } meta { rows warnings { code } } } }',
    '{ metrics(groupBy: {userState: {top: {count: 3, by: revenue, others: true}}}, having: {orders: {gte: 2, lt: 300}}) { nodes { userState isOther revenue averageOrderValue cheap: revenue(where: {orderStatus: {ne: "shipped"}}) } totals { revenueGrowth orders } totalCount } }',
    '{ funnel(name: checkoutInOrder, groupBy: {metricTime: {grain: DAY, parts: [DOW, HOUR]}}, timeZone: "America/New_York") { id nodes { id metricTime metricTimePart(part: DOW) steps { id index name label count conversionFromPrevious dropOffRate } largestDropOff(measure: COUNT) { id } } totals { steps { count } } } }',
    '{ metricTable(metrics: [revenue, pageViewSessions], groupBy: {metricTime: {grain: DAY}}, timeRange: {between: {from: "2021-02-09", to: "2021-02-12"}}, numbers: STRING, first: 10) { id columns { name type role grain } rows records totalCount } }',
    '{ dimensionValues(dimension: productName, metrics: [unitsSold], search: "po", first: 5, where: {not: {productPrice: {gt: 20.5}}}) { id nodes { value label } pageInfo { hasNextPage } } }',
    '{ catalog { metrics(search: "rate", status: CERTIFIED, reachableBy: [productName]) { name formula dimensions { name grains } } metric(name: revenue) { id label owner { email } } dimensions(metrics: [revenue, inventory]) { name } funnels { name steps { name } } } }',
    'query($w: Where) { ...F } fragment F on Query { metrics(where: $w, groupBy: {orderDeliveredAt: {grain: MONTH}}, timeRange: {since: "2021-02-10"}) { nodes { orderDeliveredAt ...G @include(if: true) } } } fragment G on MetricRow { orders buyers repeatPurchaseRate @skip(if: false) }',
  ];
  const tokensOf = (document: string) => document.match(/"(?:[^"\\]|\\.)*"|\.\.\.|[\w$@]+|[^\s\w]/g) ?? [];
  const TOKENS = [
    ...new Set([
      ...VALID.flatMap(tokensOf),
      'null',
      '-1',
      '0',
      '99999999999',
      '1.5',
      '1e400',
      '-0',
      '""',
      '"2021-02-30"',
      '"\\u0000"',
      '[]',
      '{}',
      '!',
      '$',
      'metricTime',
      'HOUR',
      'SECOND',
      'YEAR',
      'product',
      'session',
      'eventCreatedAt',
      'inventory',
      'stockouts',
      'deliveryDays',
      'totals',
      '__typename',
      '__schema',
      'true',
      'order',
      'userCreatedAt',
      'quarter',
      'parts',
      'isNull',
      'contains',
      'and',
      'or',
      'not',
    ]),
  ];

  const token = fc.constantFrom(...TOKENS);
  const change = fc.record({
    at: fc.nat(200),
    kind: fc.constantFrom('remove', 'replace', 'insert', 'double', 'swap', 'cut'),
    token,
    length: fc.integer({ min: 1, max: 6 }),
  });
  const garbage = fc
    .tuple(fc.constantFrom(...VALID), fc.array(change, { minLength: 1, maxLength: 3 }))
    .map(([document, changes]) => {
      const tokens = [...tokensOf(document)];
      for (const { at, kind, token: other, length } of changes) {
        const place = at % Math.max(1, tokens.length);
        if (kind === 'remove') tokens.splice(place, 1);
        else if (kind === 'replace') tokens.splice(place, 1, other);
        else if (kind === 'insert') tokens.splice(place, 0, other);
        else if (kind === 'double') tokens.splice(place, 0, ...tokens.slice(place, place + length));
        else if (kind === 'cut') tokens.splice(place, length);
        else tokens.splice(place, 2, ...tokens.slice(place, place + 2).reverse());
      }
      return tokens.join(' ');
    });
  /** What may stand in each other's place without the document being refused unread. */
  const ALIKE: readonly (readonly string[])[] = [
    [
      'revenue',
      'orders',
      'inventory',
      'inventoryDelta',
      'unitsSold',
      'pageViewSessions',
      'averageOrderValue',
      'revenueGrowth',
      'revenueLastWeek',
      'buyers',
      'repeatPurchaseRate',
      'stockouts',
      'deliveryDays',
      'pageViews',
      'addToCartRate',
    ],
    [
      'productName',
      'userState',
      'orderStatus',
      'promoStatus',
      'product',
      'session',
      'sessionStepStep',
      'eventEventType',
      'orderShippingService',
    ],
    [
      'orderDeliveredAt',
      'metricTime',
      'userCreatedAt',
      'eventCreatedAt',
      'sessionStepOccurredAt',
      'productVersionValidFrom',
    ],
    ['HOUR', 'DAY', 'WEEK', 'MONTH', 'QUARTER', 'YEAR', 'SECOND', 'MINUTE'],
    ['DOW', 'DOY', 'HOUR', 'MONTH', 'QUARTER', 'YEAR'],
    ['checkout', 'checkoutInOrder'],
    ['0', '1', '3', '5', '10', '300', '-1', '2147483647', '100000'],
    [
      '"Pothos"',
      '"po"',
      '""',
      '"\'"',
      '"%"',
      '"America/New_York"',
      '"2021-02-10"',
      '"9999-12-31"',
      '"UTC"',
      '"\\u0000"',
    ],
    ['and', 'or', 'not'],
    ['gt', 'gte', 'lt', 'lte', 'eq', 'ne'],
    ['in', 'notIn'],
    ['since', 'before', 'on'],
    ['true', 'false'],
    ['totals', 'nodes'],
    ['ASC', 'DESC'],
  ];
  const plausible = fc
    .tuple(fc.constantFrom(...VALID), fc.array(fc.tuple(fc.nat(200), fc.nat(200)), { minLength: 1, maxLength: 4 }))
    .map(([document, swaps]) => {
      const tokens = [...tokensOf(document)];
      const alike = (one: string) => ALIKE.find((names) => names.includes(one));
      const places = tokens.flatMap((one, index) => (alike(one) ? [index] : []));
      for (const [at, to] of swaps) {
        const place = places[at % places.length] ?? 0;
        const names = alike(tokens[place] ?? '') ?? [];
        tokens[place] = names[to % names.length] ?? '';
      }
      return tokens.join(' ');
    });

  it('the documents that it is made from are valid', async () => {
    for (const document of VALID)
      expect(
        (await greenery.ask(document)).errors.filter(({ extensions }) => extensions.code.includes('GRAPHQL')),
        document,
      ).toEqual([]);
  });

  const times = Number(process.env.TRELLIS_TEST_RUNS ?? 1);
  it.each([
    ['mutated', garbage, 400, 0],
    ['plausible', plausible, 300, 0.2],
  ] as const)('%s', { timeout: 60_000 * times }, async (_, documents, runs, answered) => {
    let reached = 0;
    const property = fc.asyncProperty(documents, async (document) => {
      const { data, errors } = await greenery.ask(document);
      expectPresentable(errors, document);
      if (Object.values(data ?? {}).some((one) => one !== null)) reached++;
    });
    await fc.assert(property, {
      seed: Number(process.env.TRELLIS_TEST_SEED ?? 20_210_210),
      numRuns: runs * times,
      interruptAfterTimeLimit: 50_000 * times,
    });
    expect(reached / (runs * times)).toBeGreaterThanOrEqual(answered);
  });
});
