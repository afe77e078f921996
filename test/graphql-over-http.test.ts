import { connect } from 'node:net';
import { serverAudits } from 'graphql-http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mediaTypeFor } from '../src/delivery/media-type.js';
import type { Warehouse } from '../src/warehouse/warehouse.js';
import { answerOf, codesOf, get, JSON_TYPE, openShop, post, type Served, serveShop } from './support/shop-server.js';

let warehouse: Warehouse;
let served: Served;
beforeAll(async () => {
  warehouse = await openShop();
  served = await serveShop(warehouse);
});
afterAll(async () => {
  await served.app.close();
  await warehouse.close();
});

/** The suite knows nothing of forged requests: a GET gets the header that a page of another site could not add. */
const fetchFn = ((url: string, init: RequestInit = {}) =>
  fetch(url, {
    ...init,
    headers: { ...init.headers, ...(init.method !== 'POST' && { 'apollo-require-preflight': 'true' }) },
  })) as typeof fetch;

describe('the audit suite of graphql-http', () => {
  const audits = serverAudits({ url: () => served.url, fetchFn });

  it('has 61 audits', () => expect(audits).toHaveLength(61));

  it.each(audits)('$id: $name', async ({ fn }) => {
    const result = await fn();
    expect(result.status === 'ok' ? undefined : result.reason).toBeUndefined();
  });
});

const OLD = 'application/json';
const NEW = 'application/graphql-response+json';
const QUERY = 'query Orders { metrics { totals { orders } } }';
// The demo's orders.
const ANSWER = { data: { metrics: { totals: { orders: 361 } } } };

describe('the media type', () => {
  it.each<[accept: string | undefined, type: string | undefined]>([
    [undefined, OLD],
    ['', OLD],
    ['*/*', OLD],
    ['application/*', OLD],
    [OLD, OLD],
    [NEW, NEW],
    // GraphQL over HTTP recommends this one, Apollo Client sends the next.
    [`${NEW}; charset=utf-8, ${OLD}; charset=utf-8`, NEW],
    [`${NEW},${OLD};q=0.9`, NEW],
    [`${OLD}, ${NEW}`, OLD],
    [`${OLD};q=0.5, ${NEW};q=0.8`, NEW],
    // urql, and a browser.
    [`${NEW}, application/graphql+json, ${OLD}, text/event-stream, multipart/mixed`, NEW],
    ['text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', OLD],
    // The closest range counts, not the first one.
    [`*/*, ${OLD};q=0.5`, NEW],
    [`*/*;q=0.1, ${NEW};q=0.2`, NEW],
    [`${OLD};q=0, */*`, NEW],
    ['APPLICATION/JSON ; Q=1', OLD],
    [`${OLD};q=0`, undefined],
    [`${OLD};q=much`, undefined],
    ['text/html', undefined],
    ['application/xml', undefined],
    [',;=,', undefined],
  ])('for %s is %s', (accept, type) => expect(mediaTypeFor(accept)).toBe(type));

  it('is refused before anything runs where it is another one', async () => {
    const before = served.compiled.length;
    const response = await post(served.url, { query: QUERY }, { accept: 'text/csv' });
    expect(response.status).toBe(406);
    expect(response.headers.get('content-type')).toBe(`${OLD}; charset=utf-8`);
    expect(codesOf(await answerOf(response))).toEqual(['NOT_ACCEPTABLE']);
    expect(served.compiled).toHaveLength(before);
  });

  const unanswerable: readonly (readonly [what: string, body: unknown, code: string])[] = [
    ['no GraphQL', { query: '{' }, 'GRAPHQL_PARSE_FAILED'],
    ['a field that is not there', { query: '{ x }' }, 'GRAPHQL_VALIDATION_FAILED'],
    ['a metric that is not there', { query: '{ metrics { totals { ordres } } }' }, 'UNKNOWN_METRIC'],
    ['an operation that is not there', { query: QUERY, operationName: 'Other' }, 'OPERATION_RESOLUTION_FAILURE'],
    [
      'one of two operations',
      { query: 'query A { __typename } query B { __typename }' },
      'OPERATION_RESOLUTION_FAILURE',
    ],
    [
      'a variable of another type',
      { query: 'query ($n: Int) { metrics(first: $n) { totals { orders } } }', variables: { n: 'x' } },
      'BAD_USER_INPUT',
    ],
    [
      'a variable that is missing',
      { query: 'query ($d: Dimension!) { dimensionValues(dimension: $d) { id } }' },
      'BAD_USER_INPUT',
    ],
  ];
  it.each(unanswerable)('tells %s by status 400 if it is the new one, by 200 if the old', async (_what, body, code) => {
    for (const [accept, status] of [
      [NEW, 400],
      [OLD, 200],
    ] as const) {
      const response = await post(served.url, body, { accept });
      expect(response.headers.get('content-type')).toBe(`${accept}; charset=utf-8`);
      expect(response.status).toBe(status);
      const answer = await answerOf(response);
      expect(answer).not.toHaveProperty('data');
      expect(codesOf(answer)).toEqual([code]);
    }
  });

  it.each([NEW, OLD])('%s has 200 where a field fails', async (accept) => {
    const query = '{ catalog { metrics { name } } metrics(first: 1) { nodes { productName } } }';
    const response = await post(served.url, { query }, { accept });
    expect(response.status).toBe(200);
    const { data, errors } = await answerOf(response);
    expect(data).toMatchObject({ catalog: expect.anything(), metrics: null });
    expect(errors).toHaveLength(1);
  });

  it.each([NEW, OLD])('%s has 400 for what is no request at all', async (accept) => {
    for (const body of [
      {},
      { query: 7 },
      { query: QUERY, variables: 'x' },
      { query: QUERY, extensions: [] },
      'x',
      3,
      null,
    ]) {
      const response = await post(served.url, body, { accept });
      expect(response.status).toBe(400);
      expect(response.headers.get('content-type')).toBe(`${accept}; charset=utf-8`);
      expect(codesOf(await answerOf(response))).toEqual(['BAD_REQUEST']);
    }
  });
});

describe('parameters', () => {
  const variables = { s: 'majesty' };
  const query =
    'query A($s: String) { dimensionValues(dimension: productName, search: $s) { nodes { value } } } query B { __typename }';
  const palm = { data: { dimensionValues: { nodes: [{ value: 'Majesty Palm' }] } } };

  it('come by POST', async () => {
    expect(await answerOf(post(served.url, { query, variables, operationName: 'A' }))).toEqual(palm);
    const nothing = { operationName: null, variables: null, extensions: null, documentId: null };
    expect(await answerOf(post(served.url, { query: QUERY, ...nothing }))).toEqual(ANSWER);
    expect(await answerOf(post(served.url, { query: QUERY, operationName: '' }))).toEqual(ANSWER);
    expect(await answerOf(post(served.url, { query: QUERY, somethingElse: 1 }))).toEqual(ANSWER);
  });

  it('come by GET', async () => {
    const search = { query, variables: JSON.stringify(variables), operationName: 'A', extensions: '{"some": "value"}' };
    expect(await answerOf(get(served.url, search))).toEqual(palm);
    expect(await answerOf(get(served.url, { query: QUERY, operationName: '', variables: '' }))).toEqual(ANSWER);
    expect(await answerOf(get(served.url, { query: QUERY, variables: 'null' }))).toEqual(ANSWER);
  });

  it.each([
    ['variables that are no JSON', '?query={__typename}&variables={'],
    ['variables that are a list', '?query={__typename}&variables=[]'],
    ['extensions that are no object', '?query={__typename}&extensions=3'],
    ['a query twice', '?query={__typename}&query={__typename}'],
    ['no query', ''],
    ['an empty query', '?query='],
    ['a name that is too long to repeat', `?${'x'.repeat(300)}=1&${'x'.repeat(300)}=2`],
  ])('are refused by GET: %s', async (_what, search) => {
    const response = await fetch(served.url + search, { headers: { 'apollo-require-preflight': '1' } });
    expect(response.status).toBe(400);
    const { errors } = await answerOf(response);
    expect(errors?.[0]?.extensions.code).toBe('BAD_REQUEST');
    expect(errors?.[0]?.message.length).toBeLessThan(200);
  });

  it.each(['mutation', 'subscription'])('name no %s: there is none', async (kind) => {
    const query = `${kind} { __typename }`;
    const byGet = await get(served.url, { query });
    expect(byGet.status).toBe(405);
    expect(byGet.headers.get('allow')).toBe('POST');
    const answers = [await answerOf(byGet), await answerOf(post(served.url, { query }))];
    expect(answers.map(codesOf)).toEqual([['BAD_REQUEST'], ['BAD_USER_INPUT']]);
    for (const { errors } of answers) {
      expect(errors?.[0]?.message).toBe('Trellis only answers: send a query, not a mutation or a subscription.');
    }
  });

  it('of 50 KB fit into a GET, and of more do not', async () => {
    const padded = (bytes: number) => ({ query: `${QUERY} #${'x'.repeat(bytes)}` });
    expect(await answerOf(get(served.url, padded(50_000)))).toEqual(ANSWER);
    const response = await get(served.url, padded(70_000));
    expect(response.status).toBe(431);
    expect(codesOf(await answerOf(response))).toEqual(['HEADERS_TOO_LARGE']);
  });
});

describe('methods', () => {
  it('are GET, HEAD, POST and OPTIONS', async () => {
    const response = await fetch(served.url, { method: 'OPTIONS' });
    expect(response.status).toBe(204);
    expect(response.headers.get('allow')).toBe('GET, HEAD, POST, OPTIONS');
  });

  it.each(['PUT', 'DELETE', 'PATCH'])('do not hold %s', async (method) => {
    const response = await fetch(served.url, { method });
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('GET, HEAD, POST, OPTIONS');
    expect(codesOf(await answerOf(response))).toEqual(['METHOD_NOT_ALLOWED']);
  });

  it('give by HEAD what GET gives, without its body', async () => {
    const url = `${served.url}?${new URLSearchParams({ query: QUERY })}`;
    const headers = { 'apollo-require-preflight': '1' };
    const [byGet, byHead] = [await fetch(url, { headers }), await fetch(url, { headers, method: 'HEAD' })];
    expect(byHead.status).toBe(200);
    expect(await byHead.text()).toBe('');
    for (const name of ['content-type', 'content-length', 'etag', 'cache-control', 'vary']) {
      expect(byHead.headers.get(name)).toBe(byGet.headers.get(name));
      expect(byGet.headers.get(name)).toBeTruthy();
    }
  });
});

describe('a GET that a page of another site could send', () => {
  it.each<[what: string, headers: Record<string, string>, status: number]>([
    ['has none of its headers', {}, 400],
    ['has a form for a body', { 'content-type': 'text/plain' }, 400],
    ['has an empty header', { 'apollo-require-preflight': '' }, 400],
    ['has the header of Apollo', { 'apollo-require-preflight': 'true' }, 200],
    ['has the name of its operation', { 'x-apollo-operation-name': 'Orders' }, 200],
    ['has JSON for a body', { 'content-type': 'application/json; charset=utf-8' }, 200],
  ])('%s', async (_what, headers, status) => {
    const response = await fetch(`${served.url}?${new URLSearchParams({ query: QUERY })}`, { headers });
    expect(response.status).toBe(status);
    if (status === 400)
      expect((await answerOf(response)).errors?.[0]?.message).toContain('apollo-require-preflight: true');
  });
});

describe('a body', () => {
  const send = (body: string | Buffer<ArrayBuffer>, headers: Record<string, string>) =>
    fetch(served.url, { method: 'POST', body, headers });
  const text = JSON.stringify({ query: QUERY });

  it.each([
    'application/json; charset=UTF-8',
    'application/json;charset="utf-8"',
    'application/json; charset=utf8',
    'APPLICATION/JSON',
  ])('is JSON in UTF-8: %s', async (type) =>
    expect(await answerOf(send(text, { 'content-type': type }))).toEqual(ANSWER),
  );

  it('may begin with a byte order mark', async () => {
    expect(await answerOf(send(`\uFEFF${text}`, JSON_TYPE))).toEqual(ANSWER);
  });

  it.each<[headers: Record<string, string>]>([
    [{ 'content-type': 'application/json; charset=latin1' }],
    [{ 'content-type': 'application/json; charset=utf-16' }],
    [{ 'content-type': 'application/json', 'content-encoding': 'gzip' }],
    [{ 'content-type': 'text/plain' }],
    [{ 'content-type': 'application/x-www-form-urlencoded' }],
    [{ 'content-type': 'multipart/form-data; boundary=x' }],
    [{ 'content-type': 'application/graphql' }],
    [{ 'content-type': 'application/jsonp' }],
    [{ 'content-type': ';;;' }],
  ])('is refused as %j', async (headers) => {
    const response = await send(text, headers);
    expect(response.status).toBe(415);
    expect(codesOf(await answerOf(response))).toEqual(['UNSUPPORTED_MEDIA_TYPE']);
  });

  it('must be valid UTF-8', async () => {
    const latin = Buffer.from(JSON.stringify({ query: '{ __type(name: "\u00e9") { name } }' }), 'latin1');
    const response = await send(latin, JSON_TYPE);
    expect(response.status).toBe(400);
    expect((await answerOf(response)).errors?.[0]?.message).toBe('The body of the request is not valid UTF-8.');
  });
});

describe('what is kept', () => {
  it('is no answer to a POST', async () => {
    const response = await post(served.url, { query: QUERY });
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('etag')).toBeNull();
  });

  it('is an answer to a GET, by its tag', async () => {
    const first = await get(served.url, { query: QUERY });
    const tag = first.headers.get('etag') ?? '';
    expect(tag).toMatch(/^"[\w-]{43}"$/);
    expect(first.headers.get('cache-control')).toBe('private, no-cache');
    expect(first.headers.get('vary')).toBe('accept');
    for (const known of [tag, `W/${tag}`, `"other", ${tag}`, '*']) {
      const again = await get(served.url, { query: QUERY }, { 'if-none-match': known });
      expect(again.status).toBe(304);
      expect(await again.text()).toBe('');
      expect(again.headers.get('etag')).toBe(tag);
      expect(again.headers.get('cache-control')).toBe('private, no-cache');
      expect(again.headers.get('vary')).toBe('accept');
    }
    expect((await get(served.url, { query: QUERY }, { 'if-none-match': '"other"' })).status).toBe(200);
  });

  it('has another tag where the answer, or its type, is another one', async () => {
    const tagOf = async (query: string, accept = OLD) =>
      (await get(served.url, { query }, { accept })).headers.get('etag');
    const tags = [await tagOf(QUERY), await tagOf(QUERY, NEW), await tagOf('{ metrics { totals { revenue } } }')];
    expect(new Set(tags).size).toBe(3);
  });

  it('is no error', async () => {
    for (const query of ['{ x }', '{ metrics(first: 1) { nodes { productName } } }']) {
      const response = await get(served.url, { query });
      expect(response.headers.get('cache-control')).toBe('no-store');
      expect(response.headers.get('etag')).toBeNull();
    }
    const refused = await get(served.url, {});
    expect(refused.headers.get('cache-control')).toBe('no-store');
  });

  it('is not asked for again within the seconds of the setting', async () => {
    const { app, url } = await serveShop(warehouse, { maxAgeSeconds: 60 });
    expect((await get(url, { query: QUERY })).headers.get('cache-control')).toBe('private, max-age=60');
    await app.close();
  });
});

describe('pages of other sites', () => {
  const site = 'https://app.example.com';
  const preflight = (url: string, origin: string) =>
    fetch(url, {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'content-type,x-apollo-operation-name',
      },
    });
  const corsHeaders = ({ headers }: Response) =>
    [...headers.keys()].filter((name) => name.startsWith('access-control'));

  it('read nothing where nothing is configured', async () => {
    for (const response of [
      await preflight(served.url, site),
      await post(served.url, { query: QUERY }, { origin: site }),
    ]) {
      expect(corsHeaders(response)).toEqual([]);
    }
  });

  it('read where they are listed, failures too', async () => {
    const { app, url } = await serveShop(warehouse, { origins: ['http://localhost:3000', site] });
    const asked = await preflight(url, site);
    expect(asked.status).toBe(204);
    expect(Object.fromEntries(asked.headers)).toMatchObject({
      'access-control-allow-origin': site,
      'access-control-allow-methods': 'GET, HEAD, POST',
      'access-control-allow-headers': 'content-type,x-apollo-operation-name',
      'access-control-max-age': '7200',
      vary: 'origin',
    });
    const answered = await get(url, { query: QUERY }, { origin: site });
    expect(answered.headers.get('access-control-allow-origin')).toBe(site);
    expect(answered.headers.get('vary')).toBe('origin, accept');
    const failed = await post(url, {}, { origin: site });
    expect(failed.status).toBe(400);
    expect(failed.headers.get('access-control-allow-origin')).toBe(site);
    expect(failed.headers.get('access-control-allow-credentials')).toBeNull();

    const others = ['https://app.example.com.evil.example', 'http://app.example.com', 'null', `${site}:8443`];
    for (const origin of others) {
      for (const response of [await preflight(url, origin), await post(url, { query: QUERY }, { origin })]) {
        expect(corsHeaders(response)).toEqual([]);
        expect(response.headers.get('vary')).toContain('origin');
      }
    }
    await app.close();
  });

  it('all read where all may', async () => {
    const { app, url } = await serveShop(warehouse, { origins: ['*'] });
    const response = await post(url, { query: QUERY }, { origin: site });
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    expect(response.headers.get('vary')).toBeNull();
    await app.close();
  });
});

describe('what is not HTTP', () => {
  const sent = (text: string) =>
    new Promise<string>((resolve) => {
      const { port, hostname } = new URL(served.url);
      let answer = '';
      const socket = connect(Number(port), hostname, () => socket.write(text));
      socket.on('data', (chunk) => {
        answer += chunk;
      });
      socket.on('close', () => resolve(answer));
      socket.on('error', () => {});
    });

  it.each([
    'hello\r\n\r\n',
    'GET /graphql HTTP/9.9\r\n\r\n',
    'POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-length: many\r\n\r\n',
    'POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-length: 3\r\ntransfer-encoding: chunked\r\n\r\n',
    'GET /graphql HTTP/1.1\r\nbad header\r\n\r\n',
  ])('is told so: %j', async (text) => {
    const answer = await sent(text);
    expect(answer).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
    const [, body = ''] = answer.split('\r\n\r\n');
    expect(codesOf(JSON.parse(body))).toEqual(['BAD_REQUEST']);
  });
});
