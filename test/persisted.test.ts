import { createHash } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCli } from '../src/cli/run.js';
import { readTrustedDocuments } from '../src/config/trusted-documents.js';
import { automaticDocuments, trustedDocuments } from '../src/graphql/documents.js';
import { staleDocuments } from '../src/graphql/index.js';
import type { Warehouse } from '../src/warehouse/warehouse.js';
import {
  answerOf,
  codesOf,
  get,
  JSON_TYPE,
  LIMITS,
  openShop,
  post,
  type Served,
  schema,
  serveShop,
} from './support/shop-server.js';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const persisted = (text: string) => ({ extensions: { persistedQuery: { version: 1, sha256Hash: sha256(text) } } });
const NEW_TYPE = { accept: 'application/graphql-response+json' };

const ORDERS = 'query Orders { metrics { totals { orders } } }';
const ORDERS_ANSWER = { data: { metrics: { totals: { orders: 361 } } } };
const MEMBERS = 'query Members($s: String) { dimensionValues(dimension: productName, search: $s) { nodes { value } } }';
const MEMBERS_ANSWER = { data: { dimensionValues: { nodes: [{ value: 'Majesty Palm' }] } } };

let warehouse: Warehouse;
beforeAll(async () => {
  warehouse = await openShop();
});
afterAll(() => warehouse.close());

describe('automatic persisted queries', () => {
  let served: Served;
  beforeAll(async () => {
    served = await serveShop(warehouse);
  });
  afterAll(() => served.app.close());

  it('are named, sent once, and known from then on', async () => {
    const unknown = await post(served.url, persisted(ORDERS));
    expect(unknown.status).toBe(200);
    expect(await unknown.json()).toEqual({
      errors: [
        {
          // Apollo Client and urql compare this text.
          message: 'PersistedQueryNotFound',
          extensions: { code: 'PERSISTED_QUERY_NOT_FOUND', names: [], suggestions: [], retryable: false },
        },
      ],
    });
    expect(await answerOf(post(served.url, { query: ORDERS, ...persisted(ORDERS) }))).toEqual(ORDERS_ANSWER);
    expect(await answerOf(post(served.url, persisted(ORDERS)))).toEqual(ORDERS_ANSWER);
  });

  it('go over GET, with variables', async () => {
    const search = { extensions: JSON.stringify(persisted(MEMBERS).extensions), variables: '{"s": "majesty"}' };
    const unknown = await get(served.url, search);
    expect(unknown.headers.get('cache-control')).toBe('no-store');
    expect(codesOf(await answerOf(unknown))).toEqual(['PERSISTED_QUERY_NOT_FOUND']);
    expect(await answerOf(get(served.url, { query: MEMBERS, ...search }))).toEqual(MEMBERS_ANSWER);
    expect(await answerOf(get(served.url, search))).toEqual(MEMBERS_ANSWER);
  });

  it('are 400 in the new media type while they are unknown', async () => {
    const response = await post(served.url, persisted('{ __typename }'), NEW_TYPE);
    expect(response.status).toBe(400);
    expect(codesOf(await answerOf(response))).toEqual(['PERSISTED_QUERY_NOT_FOUND']);
  });

  it('are also named by documentId', async () => {
    const documentId = `sha256:${sha256('{ catalog { metrics { name } } }')}`;
    expect(codesOf(await answerOf(post(served.url, { documentId })))).toEqual(['PERSISTED_QUERY_NOT_FOUND']);
    const first = await answerOf(post(served.url, { query: '{ catalog { metrics { name } } }', documentId }));
    expect(first.errors).toBeUndefined();
    expect(await answerOf(post(served.url, { documentId }))).toEqual(first);
    expect(await answerOf(get(served.url, { documentId }))).toEqual(first);
  });

  it.each([
    ['a hash of something else', { query: ORDERS, ...persisted(MEMBERS) }],
    ['a name that is no hash', { query: ORDERS, documentId: 'orders' }],
    ['two names', { documentId: sha256(MEMBERS), ...persisted(ORDERS) }],
    ['another version', { extensions: { persistedQuery: { version: 2, sha256Hash: sha256(ORDERS) } } }],
    ['no hash', { extensions: { persistedQuery: { version: 1 } } }],
    ['a hash that is a number', { extensions: { persistedQuery: { version: 1, sha256Hash: 7 } } }],
    ['a text for an object', { extensions: { persistedQuery: sha256(ORDERS) } }],
  ])('are refused with %s', async (_what, body) => {
    const response = await post(served.url, body);
    expect(response.status).toBe(400);
    expect(codesOf(await answerOf(response))).toEqual(['BAD_REQUEST']);
  });

  it('are not remembered where the document can not be run', async () => {
    const wrong = '{ metrics { totals { ordres } } }';
    expect(codesOf(await answerOf(post(served.url, { query: wrong, ...persisted(wrong) })))).toEqual([
      'UNKNOWN_METRIC',
    ]);
    expect(codesOf(await answerOf(post(served.url, persisted(wrong))))).toEqual(['PERSISTED_QUERY_NOT_FOUND']);
  });

  it('are forgotten, the one that was not used for longest first, where there are too many characters', () => {
    const documents = automaticDocuments(10);
    const known = (documentId: string) => {
      try {
        return documents.textOf({ documentId });
      } catch {
        return undefined;
      }
    };
    documents.remember({ documentId: 'a', query: 'aaaa' });
    documents.remember({ documentId: 'b', query: 'bbbb' });
    expect(known('a')).toBe('aaaa');
    documents.remember({ documentId: 'c', query: 'cccc' });
    expect(['a', 'b', 'c'].map(known)).toEqual(['aaaa', undefined, 'cccc']);
    documents.remember({ documentId: 'd', query: 'd'.repeat(11) });
    expect(['a', 'c', 'd'].map(known)).toEqual(['aaaa', 'cccc', undefined]);
    documents.remember({ documentId: 'e', query: 'e'.repeat(10) });
    expect(known('e')).toBe('e'.repeat(10));
  });
});

describe('trusted documents', () => {
  let served: Served;
  const trusted = new Map([
    ['md5-of-relay', ORDERS],
    [sha256(MEMBERS), MEMBERS],
    ['stale', '{ metrics { totals { ordres } } }'],
  ]);
  beforeAll(async () => {
    served = await serveShop(warehouse, { trusted });
  });
  afterAll(() => served.app.close());

  it.each([
    ['by its name in the list', { documentId: 'md5-of-relay' }],
    [
      'by its name in the manner of Apollo',
      { extensions: { persistedQuery: { version: 1, sha256Hash: 'md5-of-relay' } } },
    ],
    ['by its hash', { documentId: `sha256:${sha256(ORDERS)}` }],
    ['by its hash in the manner of Apollo', persisted(ORDERS)],
    ['by its text', { query: ORDERS }],
    ['by text and hash', { query: ORDERS, ...persisted(ORDERS) }],
  ])('are asked %s', async (_how, body) => {
    expect(await answerOf(post(served.url, body))).toEqual(ORDERS_ANSWER);
  });

  it('are asked by GET, and in a batch', async () => {
    const documentId = `sha256:${sha256(MEMBERS)}`;
    const variables = { s: 'majesty' };
    expect(await answerOf(get(served.url, { documentId, variables: JSON.stringify(variables) }))).toEqual(
      MEMBERS_ANSWER,
    );
    const batch = [{ documentId, variables }, { query: '{ __typename }' }, { query: ORDERS }];
    expect(await (await post(served.url, batch)).json()).toEqual([
      MEMBERS_ANSWER,
      {
        errors: [
          expect.objectContaining({ extensions: expect.objectContaining({ code: 'PERSISTED_QUERY_NOT_ALLOWED' }) }),
        ],
      },
      ORDERS_ANSWER,
    ]);
  });

  it.each([
    ['another text', { query: '{ __typename }' }, 'PERSISTED_QUERY_NOT_ALLOWED'],
    ['the same text with a blank more', { query: `${ORDERS} ` }, 'PERSISTED_QUERY_NOT_ALLOWED'],
    ['introspection', { query: '{ __schema { queryType { name } } }' }, 'PERSISTED_QUERY_NOT_ALLOWED'],
    ['a text that is no GraphQL', { query: '{' }, 'PERSISTED_QUERY_NOT_ALLOWED'],
    [
      'another text with its hash',
      { query: '{ __typename }', ...persisted('{ __typename }') },
      'PERSISTED_QUERY_NOT_FOUND',
    ],
    ['an unknown name', { documentId: 'nobody' }, 'PERSISTED_QUERY_NOT_FOUND'],
    ['a name of every object', { documentId: 'constructor' }, 'PERSISTED_QUERY_NOT_FOUND'],
    ['an unknown hash', persisted('{ __typename }'), 'PERSISTED_QUERY_NOT_FOUND'],
  ])('are all that is run: not %s', async (_what, body, code) => {
    const before = served.compiled.length;
    for (const headers of [JSON_TYPE, NEW_TYPE]) {
      const response = await post(served.url, body, headers);
      expect(response.status).toBe(headers === NEW_TYPE ? 400 : 200);
      const { errors, data } = await answerOf(response);
      expect(data).toBeUndefined();
      expect(errors?.map(({ extensions }) => extensions.code)).toEqual([code]);
      expect(errors?.[0]?.message).toMatch(/Add (this one|it) to the file .* trustedDocuments .* start it anew\.$/);
    }
    // Nor the second time, when an automatic one would be known.
    expect(codesOf(await answerOf(post(served.url, body)))).toEqual([code]);
    expect(served.compiled).toHaveLength(before);
  });

  it('that are stale say why, as any document', async () => {
    expect(codesOf(await answerOf(post(served.url, { documentId: 'stale' })))).toEqual(['UNKNOWN_METRIC']);
  });

  it('go by their name where another one has a hash that is the same', () => {
    const odd = trustedDocuments(
      new Map([
        [sha256(ORDERS), MEMBERS],
        ['orders', ORDERS],
      ]),
    );
    expect(odd.textOf({ documentId: sha256(ORDERS) })).toBe(MEMBERS);
    expect(odd.textOf({ documentId: 'orders' })).toBe(ORDERS);
  });
});

const folder = mkdtempSync(join(tmpdir(), 'trellis-documents-'));
const fileOf = (content: unknown): string => {
  const path = join(folder, `${sha256(String(Math.random()))}.json`);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
};

describe('the file of trusted documents', () => {
  it("is Apollo's manifest", () => {
    const path = fileOf({
      format: 'apollo-persisted-query-manifest',
      version: 1,
      operations: [
        { id: sha256(ORDERS), name: 'Orders', type: 'query', body: ORDERS },
        { id: sha256(MEMBERS), name: 'Members', type: 'query', body: MEMBERS, clientName: null },
      ],
    });
    expect([...readTrustedDocuments(path)]).toEqual([
      [sha256(ORDERS), ORDERS],
      [sha256(MEMBERS), MEMBERS],
    ]);
  });

  it('is an object of texts, as Relay and GraphQL Code Generator write it', () => {
    expect([...readTrustedDocuments(fileOf({ '4f1c': ORDERS, 'a-name': MEMBERS }))]).toEqual([
      ['4f1c', ORDERS],
      ['a-name', MEMBERS],
    ]);
  });

  const manifestOf = (operations: unknown) => ({ format: 'apollo-persisted-query-manifest', version: 1, operations });
  it.each([
    ['no file', join(folder, 'nowhere.json'), /nowhere\.json can't be read\.$/],
    ['no JSON', fileOf('{'), /is not valid JSON\.$/],
    ['a list', fileOf([ORDERS]), /is neither Apollo's manifest/],
    ['a text', fileOf('"query"'), /is neither Apollo's manifest/],
    ['an object of others', fileOf({ a: { query: ORDERS } }), /is neither Apollo's manifest/],
    ['a manifest without bodies', fileOf(manifestOf([{ id: 'a' }])), /is neither Apollo's manifest/],
    ['an empty text', fileOf({ a: '' }), /is neither Apollo's manifest/],
    ['nothing', fileOf({}), /has no documents/],
    ['a manifest of nothing', fileOf(manifestOf([])), /has no documents/],
    [
      'one name twice',
      fileOf(
        manifestOf([
          { id: 'a', body: ORDERS },
          { id: 'a', body: MEMBERS },
        ]),
      ),
      /has two documents of the name "a"\.$/,
    ],
  ])('is refused at start: %s', (_what, path, message) => {
    expect(() => readTrustedDocuments(path)).toThrow(
      expect.objectContaining({ code: 'CONFIG_INVALID', message: expect.stringMatching(message) }),
    );
  });
});

describe('a document that the schema can not answer', () => {
  const list = new Map([
    ['good', ORDERS],
    ['renamed', 'query Dashboard { a: metrics { totals { ordres } } b: metrics { totals { ordres } } }'],
    ['unreadable', 'query Dashboard {'],
    ['large', `query Deep { ${'a { '.repeat(15)} b ${'}'.repeat(15)} }`],
    ['several', 'query One { nobody } query Two { metrics { totals { revnue } } }'],
  ]);

  it('is told with its name and the reason', () => {
    const stale = staleDocuments(list, schema, LIMITS);
    expect(stale.map(({ id, operations }) => [id, ...operations])).toEqual([
      ['renamed', 'Dashboard'],
      ['unreadable'],
      ['large', 'Deep'],
      ['several', 'One', 'Two'],
    ]);
    expect(stale.map(({ reasons }) => reasons)).toEqual([
      ['There is no metric "ordres" in MetricTotals. Did you mean "orders"?'],
      [expect.stringContaining('Syntax Error')],
      [expect.stringContaining('limits.maxDepth (15)')],
      [expect.stringContaining('"nobody"'), expect.stringContaining('Did you mean "revenue"?')],
    ]);
  });

  it('is a warning at start, and the rest is served', async () => {
    const out: string[] = [];
    let stop: () => void = () => {};
    const stopped = new Promise<void>((resolve) => {
      stop = resolve;
    });
    const io = { cwd: folder, err: () => {}, untilStopped: () => stopped };
    const env = { TRELLIS_TRUSTED_DOCUMENTS: fileOf(Object.fromEntries(list)), TRELLIS_PORT: '0' };
    const running = runCli(['serve'], { ...io, env, out: (text) => void out.push(text) });
    await expect.poll(() => out.join('')).toContain('Listening on');
    const text = out.join('');
    expect(text).toContain('documents    5 trusted documents, and no others');
    expect(text).toContain(
      'warning      Trusted document "Dashboard" (renamed) can\'t be run: There is no metric "ordres" in MetricTotals. Did you mean "orders"?',
    );
    expect(text).toContain('Trusted document "unreadable" can\'t be run: Syntax Error');
    expect(text).not.toContain('Queries to try');
    const url = `${/http:\/\/\S+/.exec(text)?.[0]}/graphql`;
    expect(await answerOf(post(url, { documentId: 'good' }))).toEqual(ORDERS_ANSWER);
    expect(codesOf(await answerOf(post(url, { query: '{ __typename }' })))).toEqual(['PERSISTED_QUERY_NOT_ALLOWED']);
    stop();
    await running;
  });

  it('that is no file ends the start', async () => {
    const err: string[] = [];
    const io = { cwd: folder, out: () => {}, untilStopped: () => new Promise<void>(() => {}) };
    const env = { TRELLIS_TRUSTED_DOCUMENTS: 'nowhere.json' };
    const status = await runCli(['serve'], { ...io, env, err: (text) => void err.push(text) });
    expect(status).not.toBe(0);
    expect(err.join('')).toContain("nowhere.json can't be read.");
  });
});
