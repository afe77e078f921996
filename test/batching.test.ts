import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../src/engine/engine.js';
import type { EngineRequest } from '../src/engine/request.js';
import { hashOf } from '../src/graphql/index.js';
import type { RunOptions, Warehouse } from '../src/warehouse/warehouse.js';
import { type Answer, answerOf, codesOf, get, openShop, post, type Served, serveShop } from './support/shop-server.js';

const TOTAL = (metric: string) => ({ query: `{ metrics { totals { ${metric} } } }` });
const BY_DAY = { query: '{ metrics(groupBy: {metricTime: {grain: DAY}}) { nodes { metricTime orders } } }' };

let shop: Warehouse;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.close());

const answersOf = async (response: Response): Promise<readonly Answer[]> => (await response.json()) as Answer[];

describe('a batch', () => {
  let served: Served;
  beforeAll(async () => {
    served = await serveShop(shop);
  });
  afterAll(() => served.app.close());

  it('has each result in its place', async () => {
    const response = await post(served.url, [
      TOTAL('orders'),
      BY_DAY,
      {
        query: 'query Named($s: String) { dimensionValues(dimension: productName, search: $s) { nodes { value } } }',
        variables: { s: 'majesty' },
        operationName: 'Named',
      },
    ]);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(response.headers.get('cache-control')).toBe('no-store');
    // The demo: 361 orders, 193 of them on 10 February.
    expect(await response.json()).toEqual([
      { data: { metrics: { totals: { orders: 361 } } } },
      {
        data: {
          metrics: {
            nodes: [
              { metricTime: '2021-02-10', orders: 193 },
              { metricTime: '2021-02-11', orders: 168 },
            ],
          },
        },
      },
      { data: { dimensionValues: { nodes: [{ value: 'Majesty Palm' }] } } },
    ]);
  });

  it('leaves the others where one is wrong, whatever is wrong with it', async () => {
    const wrong: readonly (readonly [body: unknown, code: string])[] = [
      [TOTAL('ordres'), 'UNKNOWN_METRIC'],
      [{ query: '{' }, 'GRAPHQL_PARSE_FAILED'],
      [{}, 'BAD_REQUEST'],
      [null, 'BAD_REQUEST'],
      [3, 'BAD_REQUEST'],
      [[TOTAL('orders')], 'BAD_REQUEST'],
      [{ ...TOTAL('orders'), variables: [] }, 'BAD_REQUEST'],
      [
        { query: 'query ($s: String!) { dimensionValues(dimension: productName, search: $s) { id } }' },
        'BAD_USER_INPUT',
      ],
      [
        { query: '{ metrics(groupBy: {metricTime: {grain: DAY}}, first: 99999) { nodes { orders } } }' },
        'ROW_LIMIT_EXCEEDED',
      ],
      [{ documentId: 'nobody' }, 'PERSISTED_QUERY_NOT_FOUND'],
      [{ ...TOTAL('orders'), operationName: 'Nobody' }, 'OPERATION_RESOLUTION_FAILURE'],
      [{ query: `{ ${'a: __typename '.repeat(201)} }` }, 'REQUEST_LIMIT_EXCEEDED'],
    ];
    const response = await post(served.url, wrong.flatMap(([body]) => [body, TOTAL('orders')]).slice(0, 20));
    expect(response.status).toBe(200);
    const answers = await answersOf(response);
    const rest = await answersOf(
      await post(
        served.url,
        wrong.slice(10).map(([body]) => body),
      ),
    );
    const right = answers.filter((_, index) => index % 2 === 1);
    expect(right).toEqual(Array(10).fill({ data: { metrics: { totals: { orders: 361 } } } }));
    expect([...answers.filter((_, index) => index % 2 === 0), ...rest].map(codesOf)).toEqual(
      wrong.map(([, code]) => [code]),
    );
    expect(served.defects).toEqual([]);
  });

  it.each([
    [0, 400, 'BAD_REQUEST'],
    [21, 400, 'REQUEST_LIMIT_EXCEEDED'],
  ])('of %i operations is refused', async (count, status, code) => {
    const before = served.compiled.length;
    const response = await post(served.url, Array(count).fill(TOTAL('orders')));
    expect(response.status).toBe(status);
    expect(codesOf(await answerOf(response))).toEqual([code]);
    expect(served.compiled).toHaveLength(before);
  });

  it('of twenty is run', async () => {
    const response = await post(served.url, Array(20).fill(TOTAL('orders')));
    expect(await response.json()).toEqual(Array(20).fill({ data: { metrics: { totals: { orders: 361 } } } }));
  });

  it('comes in the type that is asked for, and is 200 in either', async () => {
    const accept = 'application/graphql-response+json';
    const response = await post(served.url, [{ query: '{' }], { accept });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe(`${accept}; charset=utf-8`);
  });

  it('is for POST alone', async () => {
    const response = await get(served.url, { query: '{ __typename }', variables: '[]' });
    expect(response.status).toBe(400);
  });
});

describe('the limit', () => {
  it('is a setting, which the error names', async () => {
    const { app, url } = await serveShop(shop, { limits: { maxBatch: 2 } });
    expect((await post(url, Array(2).fill(TOTAL('orders')))).status).toBe(200);
    const { errors } = await answerOf(post(url, Array(3).fill(TOTAL('orders'))));
    expect(errors).toEqual([
      {
        message:
          'The batch has more operations than limits.maxBatch (2). Send several batches, or have whoever runs Trellis raise it.',
        extensions: {
          code: 'REQUEST_LIMIT_EXCEEDED',
          names: ['limits.maxBatch'],
          suggestions: [],
          retryable: false,
        },
      },
    ]);
    await app.close();
  });
});

describe('the engine', () => {
  const METRICS = ['orders', 'revenue', 'unitsSold', 'averageOrderValue', 'pageViewSessions', 'addToCartRate'];
  const batch = METRICS.map(TOTAL);

  /** Notes what happens, in order: a request begins, something is asked, a statement runs. */
  async function watched(log: string[]): Promise<Served> {
    const warehouse: Warehouse = {
      dialect: shop.dialect,
      describe: (table) => shop.describe(table),
      stream: (statement, options) => shop.stream(statement, options),
      explain: (statement, options) => shop.explain(statement, options),
      close: async () => {},
      run: (statement, options?: RunOptions) => {
        log.push('run');
        return shop.run(statement, options);
      },
    };
    const wrap = (engine: Engine): Engine => {
      const request = engine.request.bind(engine);
      engine.request = (...client) => {
        log.push('request');
        return watchedRequest(request(...client));
      };
      return engine;
    };
    const watchedRequest = (request: EngineRequest): EngineRequest => {
      const answer = request.answer.bind(request);
      request.answer = (...asked) => {
        log.push('ask');
        return answer(...asked);
      };
      return request;
    };
    return serveShop(warehouse, { wrap });
  }

  it('sees one request, and all that is asked before anything runs', async () => {
    const log: string[] = [];
    const { app, url } = await watched(log);
    await post(url, batch);
    const asks = Array(METRICS.length).fill('ask');
    expect(log.filter((one) => one !== 'run')).toEqual(['request', ...asks]);
    expect(log.slice(0, 1 + METRICS.length)).toEqual(['request', ...asks]);
    await app.close();
  });

  it('sees them together too where some are named by their hashes', async () => {
    const log: string[] = [];
    const { app, url } = await watched(log);
    const named = { documentId: hashOf(BY_DAY.query) };
    await post(url, { ...BY_DAY, ...named });
    log.length = 0;
    await post(url, [named, ...batch, named]);
    expect(log.slice(0, 1 + METRICS.length + 2)).toEqual(['request', ...Array(METRICS.length + 2).fill('ask')]);
    await app.close();
  });

  it('computes the same once, whichever operation asks', async () => {
    const { app, url, compiled } = await serveShop(shop);
    await post(url, [TOTAL('orders'), BY_DAY, { query: `query Again ${TOTAL('orders').query}` }, BY_DAY]);
    expect(compiled).toHaveLength(2);
    await app.close();
  });

  it('computes it anew for the next request', async () => {
    const { app, url, compiled } = await serveShop(shop);
    await post(url, [TOTAL('orders')]);
    await post(url, [TOTAL('orders')]);
    expect(compiled).toHaveLength(2);
    await app.close();
  });

  it('has one now for the whole batch', async () => {
    let second = 0;
    const now = () => `2021-03-01T00:00:0${second++}Z`;
    const { app, url } = await serveShop(shop, { engine: { now } });
    const query = '{ metrics { totals { orders } meta { asOf } } }';
    const answers = await answersOf(await post(url, [{ query }, { query: `query B ${query}` }]));
    const asOf = { meta: { asOf: '2021-03-01T00:00:00.000Z' } };
    expect(answers.map(({ data }) => data)).toMatchObject([{ metrics: asOf }, { metrics: asOf }]);
    await app.close();
  });
});
