import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DEMO_NOW } from '../src/demo/greenery.js';
import { hashOf } from '../src/graphql/index.js';
import { cached } from '../src/warehouse/cached.js';
import type { Warehouse } from '../src/warehouse/warehouse.js';
import { type Answer, answerOf, codesOf, get, openShop, post, type Served, serveShop } from './support/shop-server.js';

const ORDERS = '{ metrics { totals { orders } } }';
const BY_STATE =
  'query ($first: Int) { metrics(groupBy: {userState: {}}, first: $first) { nodes { userState orders } } }';

/** What decides whether an answer holds: a test changes it. */
const world = { version: 'v1' as string | undefined, now: DEMO_NOW };
const dataVersion = { current: async () => world.version! };

let duckdb: Warehouse;
let shop: Served;
/** How many questions have reached the engine since the test began. */
let compiledBefore = 0;
const compiled = () => shop.compiled.length - compiledBefore;

beforeAll(async () => {
  duckdb = await openShop();
  const warehouse = cached(duckdb, { maxBytes: 1_000_000, deadlineMs: 30_000 });
  shop = await serveShop(warehouse, { keptBytes: 1_000_000, engine: { dataVersion, now: () => world.now } });
});
afterAll(async () => {
  await shop.app.close();
  await duckdb.close();
});
let tests = 0;
beforeEach(() => {
  tests += 1;
  Object.assign(world, { version: `of test ${tests}`, now: DEMO_NOW });
  compiledBefore = shop.compiled.length;
});

const ask = (query: string, more: object = {}) => answerOf(post(shop.url, { query, ...more }));

describe('an answer is given again', () => {
  it('without the engine', async () => {
    const first = await ask(ORDERS);
    expect(first).toEqual({ data: { metrics: { totals: { orders: 361 } } } });
    expect(await ask(ORDERS)).toEqual(first);
    expect(compiled()).toBe(1);
  });

  it('to the same variables and operation only', async () => {
    await ask(BY_STATE, { variables: { first: 1 } });
    const two = await ask(BY_STATE, { variables: { first: 2 } });
    expect((two.data?.metrics as { nodes: unknown[] } | undefined)?.nodes).toHaveLength(2);
    expect(compiled()).toBe(2);
    const named = `query A { metrics { totals { orders } } } query B { metrics { totals { revenue } } }`;
    await ask(named, { operationName: 'A' });
    expect(await ask(named, { operationName: 'B' })).toEqual({
      data: { metrics: { totals: { revenue: expect.any(Number) } } },
    });
    expect(await ask(named, { operationName: 'A' })).toEqual({ data: { metrics: { totals: { orders: 361 } } } });
    expect(compiled()).toBe(4);
  });

  it('until the data is of another version', async () => {
    await ask(ORDERS);
    world.version = `of test ${tests}, later`;
    await ask(ORDERS);
    expect(compiled()).toBe(2);
  });

  it('until the clock has moved on', async () => {
    await ask(ORDERS);
    // Demo orders of two days: 10 and 11 February.
    world.now = '2021-02-11T00:00:00Z';
    const earlier = await ask(ORDERS);
    expect(earlier.data).not.toEqual({ metrics: { totals: { orders: 361 } } });
    expect(compiled()).toBe(2);
  });

  it('never where nothing tells the version', async () => {
    world.version = undefined;
    await ask(ORDERS);
    await ask(ORDERS);
    expect(compiled()).toBe(2);
  });

  it('never that of an error', async () => {
    const query = '{ metrics(timeRange: {between: {from: "2021-02-10", to: "2021-02-01"}}) { totals { orders } } }';
    for (let time = 0; time < 2; time++) expect(codesOf(await ask(query))).toEqual(['TIME_RANGE_INVALID']);
    const partly =
      '{ good: metrics { totals { orders } } bad: metrics(first: 10001, groupBy: {userState: {}}) { nodes { orders } } }';
    for (let time = 0; time < 2; time++) expect(codesOf(await ask(partly))).toEqual(['ROW_LIMIT_EXCEEDED']);
    expect(compiled()).toBe(2);
  });

  it.each(['cached', 'durationMs', 'statements', 'sql'])(
    'never where it tells of its own making: %s',
    async (field) => {
      const query = `{ metrics { totals { orders } meta { dataVersion asOf ${field} } } }`;
      await ask(query);
      await ask(query);
      expect(compiled()).toBe(2);
    },
  );

  it('nor what the warehouse says of a statement', async () => {
    const query = '{ catalog { explain(query: {metrics: [orders]}) { sql warehouse { text } } } }';
    await ask(query);
    await ask(query);
    // Its plan and its estimate, twice.
    expect(compiled()).toBe(4);
    const plan = query.replace('warehouse { text }', '');
    await ask(plan);
    await ask(plan);
    expect(compiled()).toBe(5);
  });
});

describe('what is said of an answer', () => {
  const META = '{ metrics { totals { orders } meta { dataVersion cached statements } } }';
  const metaOf = ({ data }: Answer) => (data?.metrics as { meta: object } | undefined)?.meta;

  it('is the version of its data, and whether a statement ran', async () => {
    const dataVersion = world.version;
    expect(metaOf(await ask(META))).toEqual({ dataVersion, cached: false, statements: 1 });
    expect(metaOf(await ask(META))).toEqual({ dataVersion, cached: true, statements: 1 });
    world.version = undefined;
    expect(metaOf(await ask(META))).toEqual({ dataVersion: 'unknown', cached: false, statements: 1 });
  });
});

describe('over HTTP', () => {
  it('media types, tags and other sites are what they were', async () => {
    const accepts = ['application/json', 'application/graphql-response+json'];
    for (const accept of [...accepts, ...accepts]) {
      const response = await post(shop.url, { query: ORDERS }, { accept });
      expect(response.headers.get('content-type')).toBe(`${accept}; charset=utf-8`);
      expect(response.headers.get('cache-control')).toBe('no-store');
      expect(await response.json()).toEqual({ data: { metrics: { totals: { orders: 361 } } } });
    }
    const tags = [];
    for (let time = 0; time < 2; time++) {
      const response = await get(shop.url, { query: ORDERS });
      tags.push(response.headers.get('etag'));
      expect(await response.json()).toEqual({ data: { metrics: { totals: { orders: 361 } } } });
    }
    expect(tags[0]).toBe(tags[1]);
    const again = await get(shop.url, { query: ORDERS }, { 'if-none-match': tags[0]! });
    expect(again.status).toBe(304);
    const forged = await fetch(`${shop.url}?${new URLSearchParams({ query: ORDERS })}`);
    expect(forged.status).toBe(400);
    const unacceptable = await post(shop.url, { query: ORDERS }, { accept: 'text/html' });
    expect(unacceptable.status).toBe(406);
    expect(compiled()).toBe(1);
  });

  it('a batch takes what is kept and runs the rest', async () => {
    await ask(ORDERS);
    const batch = [{ query: ORDERS }, { query: BY_STATE }, { query: '{ nothing }' }, 7];
    const answers = (await (await post(shop.url, batch)).json()) as Answer[];
    expect(answers[0]).toEqual({ data: { metrics: { totals: { orders: 361 } } } });
    expect(answers.map((answer) => codesOf(answer)?.length ?? 0)).toEqual([0, 0, 1, 1]);
    expect(compiled()).toBe(2);
    await ask(BY_STATE);
    expect(compiled()).toBe(2);
  });

  it('a name of a document means that document', async () => {
    const documentId = hashOf(ORDERS);
    await answerOf(post(shop.url, { query: ORDERS, documentId }));
    const named = () => answerOf(post(shop.url, { documentId }));
    expect(await named()).toEqual({ data: { metrics: { totals: { orders: 361 } } } });
    expect(await named()).toEqual({ data: { metrics: { totals: { orders: 361 } } } });
    // Once with its text, once by its name.
    expect(compiled()).toBe(2);
    const forged = await post(shop.url, { query: BY_STATE, documentId });
    expect(forged.status).toBe(400);
    expect(await named()).toEqual({ data: { metrics: { totals: { orders: 361 } } } });
    expect(compiled()).toBe(2);
  });
});

describe('memory', () => {
  it('is bounded, and no answer takes more than an eighth of it', async () => {
    const small = await serveShop(duckdb, { keptBytes: 1_600, engine: { dataVersion } });
    try {
      const one = () => answerOf(post(small.url, { query: ORDERS }));
      await one();
      await one();
      // The answer's 41 bytes and the 130 or so of the question: below 200.
      expect(small.compiled).toHaveLength(1);
      const large = () => answerOf(post(small.url, { query: BY_STATE }));
      await large();
      await large();
      expect(small.compiled).toHaveLength(3);
    } finally {
      await small.app.close();
    }
  });
});
