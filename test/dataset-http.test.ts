import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { greeneryStatements } from '../src/demo/greenery.js';
import { type ErrorReason, TrellisError } from '../src/errors/trellis-error.js';
import { openDuckDB } from '../src/warehouse/duckdb.js';
import type { Scalar, Warehouse } from '../src/warehouse/warehouse.js';
import { greeneryWith } from './support/more-definitions.js';
import { type Answer, type Served, type ServeOptions, serveShop } from './support/shop-server.js';
import { standIn } from './support/stand-in.js';

const catalog = greeneryWith(`saved_queries:
  - name: daily_orders
    label: Daily orders
    description: Orders and revenue by day and status.
    query_params:
      metrics: [orders, revenue]
      group_by: [metric_time__day, order__status]
    config:
      meta: {trellis: {deprecations: [{column: revenue, since: 2026-11-01, remove_on: 2027-02-01, replacement: orders}]}}
  - name: best_products
    query_params: {metrics: [units_sold], group_by: [product__name], order_by: [-units_sold], limit: 3}
  - name: names
    query_params: {group_by: [product__name]}
`);

/** What texts may hold, as the warehouse has them and as a spreadsheet gets them. */
const TEXTS: readonly (readonly [string, string])[] = [
  ['=1+1', "'=1+1"],
  ["=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"],
  ['+1+1', "'+1+1"],
  ['-1+1', "'-1+1"],
  ['@SUM(1)', "'@SUM(1)"],
  ['\t=1', "'\t'=1"],
  ['\r=1', `"'\r'=1"`],
  ['＝1', "'＝1"],
  ['a;=1', "a;'=1"],
  ['a; -1', 'a; -1'],
  ['-12.50', '-12.50'],
  ['+491234', '+491234'],
  ['-1e5', '-1e5'],
  ['1=1', '1=1'],
  ['say "hi", you', '"say ""hi"", you"'],
  ['two\nlines', '"two\nlines"'],
  ['two\n-lines', `"two\n'-lines"`],
  ['Ünï 🌱 名', 'Ünï 🌱 名'],
  ['', '""'],
  [' ', ' '],
];

const literal = (text: string) => `'${text.replaceAll("'", "''")}'`;
const NAMES = [
  'delete from products',
  ...TEXTS.map(([text], index) => `insert into products (product_id, name) values ('p${index}', ${literal(text)})`),
  "insert into products (product_id) values ('unnamed')",
];

const SHOP: ServeOptions = { engine: { catalog } };

let warehouse: Warehouse;
let shop: Served;
let v1: string;
beforeAll(async () => {
  warehouse = await openDuckDB({ setup: greeneryStatements() });
  shop = await serveShop(warehouse, SHOP);
  v1 = addressOf(shop);
});
afterAll(async () => {
  await shop.app.close();
  await warehouse.close();
});

const addressOf = ({ url }: Served) => url.replace(/graphql$/, 'v1');
const textOf = async (address: string) => (await fetch(`${v1}/${address}`)).text();
const linesOf = (csv: string) => csv.split('\r\n').slice(0, -1);

async function errorOf(response: Response) {
  const { errors = [] } = (await response.json()) as Answer;
  return { status: response.status, code: errors[0]?.extensions.code, message: errors[0]?.message };
}

/** A server of its own over a warehouse of a test's making. */
async function withServer<T>(
  its: Warehouse,
  use: (url: string, served: Served) => Promise<T>,
  options: ServeOptions = SHOP,
) {
  const served = await serveShop(its, { ...SHOP, ...options });
  try {
    return await use(addressOf(served), served);
  } finally {
    await served.app.close();
  }
}

describe('a dataset as CSV', () => {
  it('has a header line and every row, numbers exact', async () => {
    const { rows } = await warehouse.run({
      sql: `select strftime(created_at::date, '%Y-%m-%d'), status, count(*), sum(order_total)::decimal(12, 2)
            from orders group by all order by 1, 2`,
      bindings: [],
    });
    const response = await fetch(`${v1}/datasets/daily_orders.csv`);
    expect(linesOf(await response.text())).toEqual([
      'metric_time__day,order__status,orders,revenue',
      ...rows.map((row) => row.join(',')),
    ]);
    const headers = [
      'content-type',
      'content-disposition',
      'cache-control',
      'x-content-type-options',
      'content-length',
    ];
    expect(headers.map((name) => response.headers.get(name))).toEqual([
      'text/csv; charset=utf-8; header=present',
      'attachment; filename="daily_orders.csv"',
      'private, no-cache',
      'nosniff',
      null,
    ]);
  });

  it('writes texts after RFC 4180, none of which a spreadsheet takes for a formula', async () => {
    const odd = await openDuckDB({ setup: [...greeneryStatements(), ...NAMES] });
    const [bare, marked, raw] = await withServer(odd, (url) =>
      Promise.all(
        ['', '?bom=1', '?raw=1'].map(async (search) => {
          const response = await fetch(`${url}/datasets/names.csv${search}`);
          return {
            type: response.headers.get('content-type'),
            disposition: response.headers.get('content-disposition'),
            bytes: Buffer.from(await response.arrayBuffer()).toString('latin1'),
          };
        }),
      ),
    );
    await odd.close();
    const utf8 = (text: string) => Buffer.from(text).toString('latin1');
    const recordsOf = (bytes: string | undefined) => new Set(bytes?.split('\r\n').slice(1, -1));
    // NULL is an empty field.
    expect(recordsOf(bare?.bytes)).toEqual(new Set([...TEXTS.map(([, written]) => utf8(written)), '']));
    expect(marked?.bytes).toBe(`\xEF\xBB\xBF${bare?.bytes}`);
    const plain = (text: string) => (/[",\r\n]/.test(text) || text === '' ? `"${text.replaceAll('"', '""')}"` : text);
    expect(recordsOf(raw?.bytes)).toEqual(new Set([...TEXTS.map(([text]) => utf8(plain(text))), '']));
    expect(raw).toMatchObject({ type: 'text/plain; charset=utf-8', disposition: 'inline; filename="names.csv"' });
  });

  it('keeps the order and the limit of its author, and takes those of a caller besides', async () => {
    const best = linesOf(await textOf('datasets/best_products.csv'));
    expect(best).toHaveLength(4);
    expect(linesOf(await textOf('datasets/best_products.csv?limit=2'))).toEqual(best.slice(0, 3));
    expect(linesOf(await textOf('datasets/best_products.csv?limit=9&orderBy=-units_sold'))).toEqual(best);
    expect(linesOf(await textOf('datasets/best_products.csv?limit=0'))).toEqual(best.slice(0, 1));
  });

  it.each([
    ['from=2021-02-11', ['2021-02-11']],
    ['to=2021-02-10', ['2021-02-10']],
    ['from=2021-02-10&to=2021-02-10', ['2021-02-10']],
    ['last=4+week&limit=1', ['2021-02-10']],
    ['timeZone=Asia/Tokyo', ['2021-02-10', '2021-02-11', '2021-02-12']],
    [`where=${encodeURIComponent("{{ TimeDimension('metric_time', 'day') }} > '2021-02-10'")}`, ['2021-02-11']],
    [
      `where=${encodeURIComponent('{"metric_time": {"gt": "2021-02-10"}}')}&where=${encodeURIComponent('{"order__status": {"eq": "lost"}}')}`,
      [],
    ],
    [`having=${encodeURIComponent('{"orders": {"gt": 1000}}')}`, []],
    ['orderBy=-metric_time__day&limit=1', ['2021-02-11']],
  ])('of fewer rows: %s', async (search, days) => {
    const [head, ...lines] = linesOf(await textOf(`datasets/daily_orders.csv?${search}`));
    expect(head).toBe('metric_time__day,order__status,orders,revenue');
    expect([...new Set(lines.map((line) => line.slice(0, 10)))]).toEqual(days);
  });
});

describe('a dataset as JSON', () => {
  it('is a list of objects, or one a line, with exact numbers and NULL', async () => {
    const search = `?where=${encodeURIComponent('{"order__status": {"eq": "delivered"}}')}`;
    const response = await fetch(`${v1}/datasets/daily_orders.json${search}`);
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
    const text = await response.text();
    expect(text).toContain('"revenue": 22973.01}');
    expect(JSON.parse(text)).toEqual([
      { metric_time__day: '2021-02-10', order__status: 'delivered', orders: expect.any(Number), revenue: 22973.01 },
      { metric_time__day: '2021-02-11', order__status: 'delivered', orders: expect.any(Number), revenue: 21515.54 },
    ]);
    const lines = await fetch(`${v1}/datasets/daily_orders.ndjson${search}`);
    expect(lines.headers.get('content-type')).toBe('application/x-ndjson; charset=utf-8');
    const objects = (await lines.text())
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(objects).toEqual(JSON.parse(text));
  });

  it('of no rows is an empty list', async () => {
    expect(await textOf('datasets/daily_orders.json?limit=0')).toBe('[]\n');
    expect(await textOf('datasets/daily_orders.ndjson?limit=0')).toBe('');
  });
});

describe('more rows than one answer holds', () => {
  it('all go out, in the order of their keys', async () => {
    const many = await openDuckDB({
      setup: [
        ...greeneryStatements(),
        'delete from products',
        "insert into products (product_id, name) select 'p' || i, 'plant ' || lpad(i::varchar, 6, '0') from range(100000) t(i)",
      ],
    });
    await withServer(many, async (url) => {
      const [head, ...names] = linesOf(await (await fetch(`${url}/datasets/names.csv`)).text());
      expect(head).toBe('product__name');
      expect(names).toEqual(Array.from({ length: 100_000 }, (_, index) => `plant ${String(index).padStart(6, '0')}`));
    });
    await many.close();
  });
});

describe('a question of the moment', () => {
  it.each([
    [
      'metrics=orders,revenue&grain=day',
      'metric_time__day,orders,revenue\r\n2021-02-10,193,26823.92\r\n2021-02-11,168,24803.98\r\n',
    ],
    ['metrics=orders&groupBy=metric_time&grain=month', 'metric_time__month,orders\r\n2021-02-01,361\r\n'],
    [
      'metrics=orders&groupBy=metric_time__day&limit=1&orderBy=-metric_time__day',
      'metric_time__day,orders\r\n2021-02-11,168\r\n',
    ],
    ['metrics=orders', 'orders\r\n361\r\n'],
    [
      "groupBy=user__state&limit=1&where=%7B%7B+Dimension('user__state')+%7D%7D+like+'%25o'",
      'user__state\r\nColorado\r\n',
    ],
  ])('%s', async (search, csv) => {
    expect(await textOf(`query.csv?${search}`)).toBe(csv);
  });

  it('comes in every format', async () => {
    expect(await textOf('query.json?metrics=orders')).toBe('[\n  {"orders": 361}\n]\n');
    expect(await textOf('query.ndjson?metrics=orders')).toBe('{"orders": 361}\n');
  });

  it('is not asked where only documents of a list are run; datasets are', async () => {
    await withServer(
      warehouse,
      async (url) => {
        expect(await errorOf(await fetch(`${url}/query.csv?metrics=orders`))).toMatchObject({
          status: 403,
          code: 'PERSISTED_QUERY_NOT_ALLOWED',
        });
        expect((await fetch(`${url}/datasets/daily_orders.csv`)).status).toBe(200);
      },
      { trusted: new Map() },
    );
  });
});

describe('/v1/datasets', () => {
  it('lists them with their columns and addresses', async () => {
    const { datasets } = (await (await fetch(`${v1}/datasets`)).json()) as { datasets: { name: string }[] };
    expect(datasets.map(({ name }) => name).sort()).toEqual(
      ['best_products', 'daily_orders', 'names', 'weekly_funnel_by_product', 'weekly_inventory_by_product'].sort(),
    );
    expect(datasets.find(({ name }) => name === 'daily_orders')).toEqual({
      name: 'daily_orders',
      label: 'Daily orders',
      description: 'Orders and revenue by day and status.',
      columns: [
        {
          name: 'metric_time__day',
          label: 'Time (day)',
          description: "Each metric's own time, by period.",
          nullable: false,
          role: 'key',
          type: 'date',
        },
        { name: 'order__status', label: 'Order status', description: '', nullable: true, role: 'key', type: 'string' },
        expect.objectContaining({ name: 'orders', nullable: true, role: 'metric', type: 'long' }),
        expect.objectContaining({
          name: 'revenue',
          type: 'decimal',
          unit: 'USD',
          deprecation: { since: '2026-11-01', removeOn: '2027-02-01', replacement: 'orders' },
        }),
      ],
      urls: {
        csv: '/v1/datasets/daily_orders.csv',
        json: '/v1/datasets/daily_orders.json',
        ndjson: '/v1/datasets/daily_orders.ndjson',
      },
    });
  });

  it('gives addresses that answer with the columns that it lists', async () => {
    const { datasets } = (await (await fetch(`${v1}/datasets`)).json()) as {
      datasets: { columns: { name: string }[]; urls: Record<string, string> }[];
    };
    for (const { columns, urls } of datasets) {
      const text = await (await fetch(`${v1.replace(/\/v1$/, '')}${urls.csv}`)).text();
      expect(linesOf(text)[0]).toBe(columns.map(({ name }) => name).join(','));
    }
  });
});

describe('mistakes', () => {
  it.each([
    [
      'datasets/daily_order.csv',
      404,
      'UNKNOWN_DATASET',
      'There is no dataset "daily_order". Did you mean "daily_orders"?',
    ],
    [
      `datasets/${encodeURIComponent('wöchentlich 🌱')}.csv`,
      404,
      'UNKNOWN_DATASET',
      /^There is no dataset "wöchentlich 🌱"\. There are "/,
    ],
    ['datasets/daily_orders', 404, 'NOT_FOUND', 'Say in which format: /v1/datasets/daily_orders.json, '],
    ['datasets/daily_orders.xlsx', 404, 'UNKNOWN_DATASET', 'There is no dataset "daily_orders.xlsx".'],
    ['datasets/..%2f..%2fpackage.json', 404, 'UNKNOWN_DATASET', 'There is no dataset "../../package".'],
    ['query', 404, 'NOT_FOUND', 'There is nothing at GET /v1/query.'],
    [
      'datasets/daily_orders.csv?form=2021-02-10',
      400,
      'QUERY_INVALID',
      'There is no parameter "form" here. Did you mean "bom" or "from"?',
    ],
    [
      'datasets/daily_orders.csv?metrics=orders',
      400,
      'QUERY_INVALID',
      'There is no parameter "metrics" here. There are from, to, ',
    ],
    ['datasets/daily_orders.json?bom=1', 400, 'QUERY_INVALID', 'There is no parameter "bom" here.'],
    ['datasets/daily_orders.csv?raw=yes', 400, 'QUERY_INVALID', 'raw must be 1 or 0.'],
    ['datasets/daily_orders.csv?from=', 400, 'QUERY_INVALID', 'from must be left out where there is nothing to say.'],
    ['datasets/daily_orders.csv?limit=1&limit=2', 400, 'QUERY_INVALID', 'limit must be given once.'],
    ['datasets/daily_orders.csv?limit=-1', 400, 'QUERY_INVALID', 'limit must be a whole number from 0.'],
    [
      'datasets/daily_orders.csv?last=1+week&from=2021-02-10',
      400,
      'QUERY_INVALID',
      'Give last, or from and to, not both.',
    ],
    ['datasets/daily_orders.csv?from=tomorrow', 400, 'TIME_RANGE_INVALID', '"tomorrow" is not a date.'],
    [
      'datasets/daily_orders.csv?orderBy=units_sold',
      400,
      'DIMENSION_NOT_GROUPED',
      'The dataset "daily_orders" can\'t be ordered by "units_sold", which it has not.',
    ],
    [
      'datasets/daily_orders.csv?where=%7B%22a',
      400,
      'QUERY_INVALID',
      'where must be JSON, such as {"product__name": {"eq": "Pothos"}}.',
    ],
    ['datasets/daily_orders.csv?where=1+%3B+drop', 400, 'QUERY_INVALID', /^The filter can't be read at character /],
    ['query.csv', 400, 'QUERY_INVALID', 'Ask something: metrics=NAME,'],
    ['query.csv?metrics=order', 400, 'UNKNOWN_METRIC', 'There is no metric "order". Did you mean "orders"?'],
    [
      'query.csv?metrics=orders&grain=weak',
      400,
      'UNKNOWN_DIMENSION',
      '"metric_time" has no grain or part "weak". Did you mean "metric_time__week"',
    ],
    [
      'query.csv?metrics=orders&groupBy=metric_time__day&grain=week',
      400,
      'QUERY_INVALID',
      'grain says again what groupBy says with "metric_time__day". Give one.',
    ],
  ])('%s', async (address, status, code, message) => {
    for (const method of ['GET', 'HEAD']) {
      const response = await fetch(`${v1}/${address}`, { method });
      expect(response.status).toBe(status);
      expect(response.headers.get('cache-control')).toBe('no-store');
      if (method === 'HEAD') continue;
      const error = await errorOf(response);
      expect(error).toMatchObject({ status, code });
      if (typeof message === 'string') expect(error.message?.slice(0, message.length)).toBe(message);
      else expect(error.message).toMatch(message);
    }
  });

  it.each([
    ['DEADLINE_EXCEEDED', undefined, 504, null],
    ['DEADLINE_EXCEEDED', 'BUSY', 429, '5'],
    ['WAREHOUSE_UNAVAILABLE', 'NETWORK', 503, '10'],
    ['COST_LIMIT_EXCEEDED', undefined, 413, null],
    ['WAREHOUSE_REJECTED', undefined, 502, null],
    ['TABLE_NOT_FOUND', undefined, 502, null],
  ] as const)('of the warehouse, before the first row, have a status: %s %s', async (code, reason, status, retry) => {
    const details = { retryable: status === 429 || status >= 503, ...(reason && { reason: reason as ErrorReason }) };
    const failing = standIn(() => Promise.reject(new TrellisError(code, 'It fails.', details)));
    await withServer(failing, async (url, { defects }) => {
      const response = await fetch(`${url}/datasets/daily_orders.csv`);
      expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
      expect(response.headers.get('content-disposition')).toBeNull();
      expect(response.headers.get('etag')).toBeNull();
      expect(response.headers.get('retry-after')).toBe(retry);
      expect(await errorOf(response)).toMatchObject({ status, code });
      expect(defects).toEqual([]);
    });
  });

  it('of ours are told to us, and to nobody else', async () => {
    const failing = standIn(() => Promise.reject(new Error('a secret')));
    await withServer(failing, async (url, { defects }) => {
      const error = await errorOf(await fetch(`${url}/datasets/daily_orders.csv`));
      expect(error).toEqual({
        status: 500,
        code: 'INTERNAL_SERVER_ERROR',
        message: expect.not.stringContaining('secret'),
      });
      expect(defects).toEqual([new Error('a secret')]);
    });
  });
});

describe('a tag', () => {
  const versioned = (versions: { current: string | undefined }, maxAgeSeconds = 0): ServeOptions => ({
    ...SHOP,
    maxAgeSeconds,
    engine: { ...SHOP.engine, dataVersion: { current: async () => versions.current! } },
  });

  it('spares the statement as long as the data is the same', async () => {
    const versions = { current: 'monday' };
    let statements = 0;
    const counting = standIn(async () => {
      statements += 1;
      return { columns: [], rows: [['2021-02-10', 'delivered', 1, '1.00']] };
    });
    await withServer(
      counting,
      async (url) => {
        const get = (search = '', tag = '') =>
          fetch(`${url}/datasets/daily_orders.csv${search}`, { headers: { 'if-none-match': tag } });
        const first = await get();
        const tag = first.headers.get('etag') ?? '';
        expect(tag).toMatch(/^W\/"[\w-]{43}"$/);
        expect(first.headers.get('cache-control')).toBe('private, no-cache');
        await first.text();
        expect(statements).toBe(1);
        for (const known of [tag, `"other", ${tag}`, tag.slice(2), '*']) {
          const again = await get('', known);
          expect([again.status, await again.text(), again.headers.get('etag')]).toEqual([304, '', tag]);
        }
        expect(statements).toBe(1);
        const others = [
          '?bom=1',
          '?raw=1',
          '?limit=1',
          '?from=2021-02-10',
          '?timeZone=Asia/Tokyo',
          '?where={"order__status":{"eq":"lost"}}',
        ];
        const tags = await Promise.all(others.map(async (search) => (await get(search, tag)).headers.get('etag')));
        expect(new Set([tag, ...tags]).size).toBe(others.length + 1);
        const json = await fetch(`${url}/datasets/daily_orders.json`, { headers: { 'if-none-match': tag } });
        expect(json.status).toBe(200);
        versions.current = 'tuesday';
        const changed = await get('', tag);
        expect(changed.status).toBe(200);
        expect(changed.headers.get('etag')).not.toBe(tag);
      },
      versioned(versions),
    );
  });

  it('is not given where nothing tells the state of the data, unless an answer may be kept for a time', async () => {
    expect((await fetch(`${v1}/datasets/daily_orders.csv`)).headers.get('etag')).toBeNull();
    await withServer(
      warehouse,
      async (url) => {
        const first = await fetch(`${url}/datasets/daily_orders.csv`);
        expect(first.headers.get('cache-control')).toBe('private, max-age=31536000');
        const tag = first.headers.get('etag') ?? '';
        const again = await fetch(`${url}/datasets/daily_orders.csv`, { headers: { 'if-none-match': tag } });
        expect(again.status).toBe(304);
      },
      versioned({ current: undefined }, 31_536_000),
    );
  });

  it('HEAD tells without a statement', async () => {
    const idle = standIn(() => Promise.reject(new Error('No statement is run here.')));
    await withServer(
      idle,
      async (url) => {
        const head = await fetch(`${url}/datasets/daily_orders.csv`, { method: 'HEAD' });
        expect([head.status, await head.text()]).toEqual([200, '']);
        const names = ['content-type', 'content-disposition', 'etag'];
        expect(names.map((name) => head.headers.get(name))).toEqual([
          'text/csv; charset=utf-8; header=present',
          'attachment; filename="daily_orders.csv"',
          expect.stringMatching(/^W\//),
        ]);
        expect((await fetch(`${url}/datasets`, { method: 'HEAD' })).status).toBe(200);
        expect((await fetch(`${url}/datasets/nope.csv`, { method: 'HEAD' })).status).toBe(404);
      },
      versioned({ current: 'monday' }),
    );
  });
});

/** A warehouse whose rows never end, or end in a failure after so many batches; it knows what was read of it. */
class EndlessWarehouse {
  batches = 0;
  isLetGo = false;
  signal: AbortSignal | undefined;
  readonly warehouse: Warehouse;

  constructor(failure?: { readonly after: number; readonly error: Error }) {
    const row: readonly Scalar[] = ['2021-02-10', 'x'.repeat(500), 1, '1.00'];
    const rows = Array.from({ length: 200 }, () => row);
    const produce = async function* (this: EndlessWarehouse) {
      try {
        for (;;) {
          if (failure && this.batches === failure.after) {
            // Till its client has read what there is: libuv takes a reset after half a read for an end.
            await new Promise((resolve) => setTimeout(resolve, 200));
            throw failure.error;
          }
          this.batches += 1;
          yield rows;
        }
      } finally {
        this.isLetGo = true;
      }
    };
    this.warehouse = {
      ...standIn(() => Promise.reject(new Error('Streams only.'))),
      stream: async (_statement, { signal } = {}) => {
        this.signal = signal;
        return { columns: [], batches: produce.call(this) };
      },
    };
  }
}

describe('a transfer', () => {
  it('goes as fast as it is read, and ends when its reader does', async () => {
    const endless = new EndlessWarehouse();
    await withServer(endless.warehouse, async (url) => {
      const { port } = new URL(url);
      const socket = connect(Number(port), '127.0.0.1');
      socket.write('GET /v1/datasets/daily_orders.csv HTTP/1.1\r\nhost: shop\r\n\r\n');
      await once(socket, 'readable');
      const settled = async () => {
        for (let before = -1; before !== endless.batches; ) {
          before = endless.batches;
          await new Promise((resolve) => setTimeout(resolve, 200));
        }
        return endless.batches;
      };
      const { heapUsed, arrayBuffers } = process.memoryUsage();
      // Nobody reads: the kernel's buffers fill (some MB of 100 kB a batch), then nothing more is asked for.
      const waiting = await settled();
      expect(waiting).toBeLessThan(200);
      expect(endless.isLetGo).toBe(false);
      let read = 0;
      socket.on('data', ({ length }) => {
        read += length;
      });
      await expect.poll(() => read, { timeout: 20_000 }).toBeGreaterThan(300_000_000);
      expect(endless.batches).toBeGreaterThan(waiting);
      const now = process.memoryUsage();
      expect(now.heapUsed + now.arrayBuffers - heapUsed - arrayBuffers).toBeLessThan(150_000_000);
      socket.destroy();
      await expect.poll(() => endless.isLetGo).toBe(true);
      expect(endless.signal?.aborted).toBe(true);
    });
  });

  it('that nobody takes is given up after a time', async () => {
    const endless = new EndlessWarehouse();
    await withServer(
      endless.warehouse,
      async (url) => {
        const socket = connect(Number(new URL(url).port), '127.0.0.1');
        socket.write('GET /v1/datasets/daily_orders.csv HTTP/1.1\r\nhost: shop\r\n\r\n');
        await once(socket, 'readable');
        await expect.poll(() => endless.isLetGo, { timeout: 10_000 }).toBe(true);
        expect(endless.signal?.aborted).toBe(true);
        socket.destroy();
      },
      { stallMs: 300 },
    );
  });

  it('that fails half-way breaks the connection, and is told to us', async () => {
    const error = new TrellisError('WAREHOUSE_UNAVAILABLE', 'The line is gone.');
    const failing = new EndlessWarehouse({ after: 5, error });
    await withServer(failing.warehouse, async (url, { defects }) => {
      const response = await fetch(`${url}/datasets/daily_orders.csv`);
      expect(response.status).toBe(200);
      await expect(response.text()).rejects.toThrow();
      expect(failing.batches).toBe(5);
      expect(defects).toEqual([error]);
    });
  });

  it('that fails half-way is no whole file to a client of HTTP/1.0 either', async () => {
    const failing = new EndlessWarehouse({ after: 3, error: new Error('broken') });
    await withServer(failing.warehouse, async (url) => {
      const socket = connect(Number(new URL(url).port), '127.0.0.1').resume();
      socket.write('GET /v1/datasets/daily_orders.csv HTTP/1.0\r\n\r\n');
      await expect(once(socket, 'close')).rejects.toMatchObject({ code: 'ECONNRESET' });
    });
  });

  it('that fails before the first row is an error with a status', async () => {
    const failing = new EndlessWarehouse({ after: 0, error: new TrellisError('DEADLINE_EXCEEDED', 'Too late.') });
    await withServer(failing.warehouse, async (url) => {
      expect(await errorOf(await fetch(`${url}/datasets/daily_orders.csv`))).toMatchObject({ status: 504 });
    });
  });

  it('whose client hangs up while it waits cancels its statement', async () => {
    let signal: AbortSignal | undefined;
    const slow = standIn(async (_statement, options) => {
      signal = options?.signal;
      await once(signal!, 'abort');
      throw new TrellisError('CANCELLED', 'The query was cancelled.');
    });
    await withServer(slow, async (url, { defects }) => {
      const socket = connect(Number(new URL(url).port), '127.0.0.1');
      socket.write('GET /v1/datasets/daily_orders.csv HTTP/1.1\r\nhost: shop\r\n\r\n');
      await expect.poll(() => signal).toBeDefined();
      socket.destroy();
      await expect.poll(() => signal?.aborted).toBe(true);
      expect(defects).toEqual([]);
    });
  });

  it('keeps the connection for the next', async () => {
    const { port } = new URL(v1);
    const socket = connect(Number(port), '127.0.0.1');
    const request = 'GET /v1/query.csv?metrics=orders HTTP/1.1\r\nhost: shop\r\n\r\n';
    let text = '';
    socket.setEncoding('utf8').on('data', (more) => {
      text += more;
    });
    socket.write(request);
    await expect.poll(() => text).toMatch(/\r\n0\r\n\r\n$/);
    socket.write(request);
    await expect.poll(() => text.match(/HTTP\/1.1 200 OK/g)?.length).toBe(2);
    socket.destroy();
  });
});
