import { request as httpRequest, type IncomingMessage } from 'node:http';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Warehouse } from '../src/warehouse/warehouse.js';
import { SEED, TIMEOUT, TIMES } from './support/seed.js';
import { openShop, type Served, serveShop } from './support/shop-server.js';

let warehouse: Warehouse;
let served: Served;
let confined: Served;
beforeAll(async () => {
  warehouse = await openShop();
  served = await serveShop(warehouse, { origins: ['https://app.example.com'] });
  confined = await serveShop(warehouse, { trusted: new Map([['orders', '{ metrics { totals { orders } } }']]) });
});
afterAll(async () => {
  await served.app.close();
  await confined.app.close();
  await warehouse.close();
});

interface Sent {
  readonly method: string;
  /** What follows /graphql. */
  readonly search: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | undefined;
}

interface Received {
  readonly status: number;
  readonly type: string;
  readonly text: string;
}

/** Node's own client, since fetch mends headers and addresses. */
function send(to: Served, { method, search, headers, body }: Sent): Promise<Received> {
  return new Promise((resolve, reject) => {
    const { port } = new URL(to.url);
    const read = async (response: IncomingMessage) => {
      const chunks: Buffer[] = [];
      for await (const chunk of response) chunks.push(chunk as Buffer);
      const type = response.headers['content-type'] ?? '';
      resolve({ status: response.statusCode ?? 0, type, text: Buffer.concat(chunks).toString() });
    };
    const all = { ...headers, ...(body && { 'content-length': body.length }) };
    const path = `/graphql${search}`;
    const request = httpRequest({ host: '127.0.0.1', port, path, method, headers: all, agent: false });
    request.on('response', (response) => void read(response).catch(reject)).on('error', reject);
    request.end(body);
  });
}

/** What a client must never see: SQL, a stack, our own words for a defect. */
const INSIDE =
  /\bselect\s|\bfrom "|\bgroup by \d|node_modules|\.[tj]s:\d|\n\s+at |Broken invariant|Trellis failed|undefined|\[object/i;

/** No defect, and where there is an error, it has a code and words. */
function expectPresentable(sent: Sent, { status, type, text }: Received): void {
  const told = JSON.stringify({ ...sent, body: sent.body?.toString().slice(0, 2_000) });
  expect(status, told).toBeLessThan(500);
  if (sent.method === 'HEAD' || status === 204 || status === 302) return;
  expect(type, told).toMatch(/^application\/(graphql-response\+)?json; charset=utf-8$/);
  const answer: unknown = JSON.parse(text);
  for (const one of Array.isArray(answer) ? answer : [answer]) {
    const { data, errors } = one as { data?: unknown; errors?: { message: string; extensions: { code: string } }[] };
    expect(data !== undefined || (errors?.length ?? 0) > 0, told).toBe(true);
    for (const { message, extensions } of errors ?? []) {
      expect(extensions.code, told).toMatch(/^[A-Z_]+$/);
      expect(extensions.code, told).not.toBe('INTERNAL_SERVER_ERROR');
      expect(message.length, told).toBeGreaterThan(10);
      expect(JSON.stringify({ message, extensions }), told).not.toMatch(INSIDE);
    }
  }
}

const QUERIES = [
  '{ metrics { totals { orders } } }',
  'query A($s: String) { dimensionValues(dimension: productName, search: $s) { nodes { value } } }',
  'query B($w: Where, $n: Int) { metrics(where: $w, first: $n, groupBy: {productName: {}}) { nodes { productName unitsSold } } }',
  '{ __schema { queryType { name } } }',
  'mutation { __typename }',
  '{',
  '{ a(b: "\\uD800") }',
  '\u0000',
  '#',
  '{ __typename @skip(if: "x") }',
  'fragment F on Query { ...F } { ...F }',
];

const anything = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom<unknown>('', ' ', 'null', '__proto__', 'constructor', -0, 1e308, '\uD800', '\u0000', '‮'),
  fc.string({ unit: 'binary', maxLength: 40 }),
);
const query = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom<unknown>(...QUERIES) },
  { weight: 1, arbitrary: anything },
);
const variables = fc.oneof(fc.dictionary(fc.constantFrom('s', 'w', 'n', '__proto__', ''), anything), anything);
const extensions = fc.oneof(
  fc.record({
    persistedQuery: fc.oneof(
      fc.record({ version: fc.constantFrom<unknown>(1, 2, '1'), sha256Hash: anything }),
      anything,
    ),
  }),
  anything,
);
const operation = fc.record(
  { query, variables, operationName: fc.oneof(fc.constantFrom('A', 'B'), anything), extensions, documentId: anything },
  { requiredKeys: [] },
);
const json = fc
  .oneof(operation, fc.array(fc.oneof(operation, anything), { maxLength: 22 }), anything)
  .map((value) => JSON.stringify(value));
/** Brackets within brackets: of JSON, of a variable, of a document. */
const NESTED: readonly ((times: number) => string)[] = [
  (times) => `${'['.repeat(times)}1${']'.repeat(times)}`,
  (times) => `${'{"a":'.repeat(times)}1${'}'.repeat(times)}`,
  (times) =>
    `{"query": ${JSON.stringify(QUERIES[2])}, "variables": {"w": ${'{"not":'.repeat(times)}{}${'}'.repeat(times)}}}`,
  (times) => JSON.stringify({ query: `${'{ a '.repeat(times)}${'}'.repeat(times)}` }),
  (times) => JSON.stringify({ query: `${'{ ... '.repeat(times)}{ __typename }${'}'.repeat(times)}` }),
  (times) =>
    JSON.stringify({
      query: `{ metrics(where: ${'{not: '.repeat(times)}{}${'}'.repeat(times)}) { totals { orders } } }`,
    }),
];
const nested = fc
  .tuple(fc.constantFrom(...NESTED), fc.oneof(fc.integer({ min: 1, max: 400 }), fc.integer({ min: 1, max: 60_000 })))
  .map(([text, times]) => text(times));

type Encoding = 'utf8' | 'utf16le' | 'latin1' | 'base64' | 'hex';
const body = fc.oneof(
  { weight: 6, arbitrary: json.map((text) => Buffer.from(text)) },
  { weight: 1, arbitrary: nested.map((text) => Buffer.from(text)) },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(json, fc.constantFrom<Encoding>('utf16le', 'latin1', 'base64', 'hex'))
      .map(([text, encoding]) => Buffer.from(text, encoding)),
  },
  { weight: 1, arbitrary: fc.tuple(json, fc.nat(100)).map(([text, at]) => Buffer.from(text.slice(0, at))) },
);

/** What Node's client lets into a header. */
const headerText = fc.string({ unit: fc.constantFrom(...'abz09 ;=,"*/+-_.()<>@[]{}\\\u00e9\t'), maxLength: 30 });
const headers = fc.record(
  {
    'content-type': fc.oneof(
      { weight: 5, arbitrary: fc.constant('application/json') },
      {
        weight: 1,
        arbitrary: fc.constantFrom(
          'application/json; charset=utf-16',
          'text/plain',
          'application/json;;',
          'a/b; charset',
          '',
        ),
      },
      { weight: 1, arbitrary: headerText },
    ),
    accept: fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom('*/*', 'application/json', 'application/graphql-response+json') },
      { weight: 1, arbitrary: headerText },
    ),
    'content-encoding': fc.constantFrom('identity', 'gzip', 'br', 'x'),
    'if-none-match': headerText,
    origin: fc.oneof(fc.constant('https://app.example.com'), headerText),
    'access-control-request-method': headerText,
    'access-control-request-headers': headerText,
    'apollo-require-preflight': fc.constant('1'),
    cookie: headerText,
    authorization: headerText,
    host: fc.oneof(
      fc.constant('x'),
      headerText.filter((text) => text.trim() !== ''),
    ),
    'x-forwarded-host': headerText,
  },
  { requiredKeys: [] },
);
const mostlyReadable = fc.record({
  'content-type': fc.constant('application/json'),
  'apollo-require-preflight': fc.constant('1'),
});

const encoded = fc
  .record(
    {
      query: fc.constantFrom(...QUERIES),
      variables: json,
      extensions: json,
      operationName: fc.string(),
      documentId: fc.string(),
    },
    { requiredKeys: [] },
  )
  .map((parameters) => `?${new URLSearchParams(parameters)}`);
const rawSearch = fc.string({
  unit: fc.constantFrom(...'query=variables&{}[]%20%zz+:,"\'#?/\\é'.replace(/[^\x21-\x7e]/g, '')),
  maxLength: 60,
});

const sent: fc.Arbitrary<Sent> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ method: fc.constant('POST'), search: fc.constant(''), headers: mostlyReadable, body }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      method: fc.constantFrom('GET', 'HEAD'),
      search: encoded,
      headers: mostlyReadable,
      body: fc.constant(undefined),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      method: fc.constantFrom('POST', 'GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE', 'PATCH'),
      search: fc.oneof(
        encoded,
        rawSearch.map((text) => `?${text}`),
        fc.constant(''),
      ),
      headers,
      body: fc.option(body, { nil: undefined }),
    }),
  },
);

describe('whatever is sent', () => {
  it.each([
    ['to a server that takes any document', () => served, 1_500],
    ['to a server that takes the listed ones', () => confined, 500],
  ] as const)('%s is answered in words, with a code', { timeout: TIMEOUT }, async (_to, server, runs) => {
    const statuses = new Map<number, number>();
    const property = fc.asyncProperty(sent, async (one) => {
      const received = await send(server(), one);
      statuses.set(received.status, (statuses.get(received.status) ?? 0) + 1);
      expectPresentable(one, received);
    });
    await fc.assert(property, { seed: SEED, numRuns: runs * TIMES, interruptAfterTimeLimit: TIMEOUT - 10_000 });
    expect(server().defects).toEqual([]);
    // It is not all refused at the door.
    for (const status of [200, 400, 415]) expect(statuses.get(status) ?? 0).toBeGreaterThan(runs / 100);
  });
});
