import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { limits } from '../src/config/settings.js';
import { examplesOf } from '../src/delivery/examples.js';
import { createHttpServer } from '../src/delivery/http.js';
import { renderPage } from '../src/delivery/page/page.js';
import { DEMO_NOW, greeneryStatements } from '../src/demo/greenery.js';
import { Engine } from '../src/engine/engine.js';
import { buildTrellisSchema } from '../src/graphql/index.js';
import { SemanticCatalog } from '../src/model/catalog.js';
import { loadCatalog } from '../src/model/load/index.js';
import { openDuckDB } from '../src/warehouse/duckdb.js';
import type { Warehouse } from '../src/warehouse/warehouse.js';
import { standIn } from './support/stand-in.js';

const catalog = loadCatalog(join(import.meta.dirname, '../metrics'));
const schema = buildTrellisSchema(catalog);
const LIMITS = { ...limits.parse({}), maxBodyBytes: 4096 };
const FUNNEL = '{ funnel(name: checkout) { totals { steps { name count } } } }';
const JSON_TYPE = { 'content-type': 'application/json' };

async function serve(warehouse: Warehouse, graceMs = 10_000): Promise<{ app: FastifyInstance; url: string }> {
  const engine = new Engine({ catalog, warehouse, now: () => DEMO_NOW, timeZone: 'UTC', maxRows: 10_000 });
  const content = { catalog, examples: examplesOf(catalog), warehouse: 'the demo', now: DEMO_NOW };
  const page = () => renderPage(content);
  const app = await createHttpServer({ engine, schema, page, limits: LIMITS, graceMs });
  return { app, url: await app.listen({ port: 0 }) };
}

const ask = (url: string, body: string, init: RequestInit = {}) =>
  fetch(`${url}/graphql`, { method: 'POST', headers: JSON_TYPE, body, ...init });

/** What GraphQL answers, as far as these tests look. */
interface Body {
  readonly data?: { readonly funnel: { readonly totals: { readonly steps: readonly { readonly count: number }[] } } };
  readonly errors?: readonly { readonly message: string; readonly extensions: { readonly code: string } }[];
}

const bodyOf = async (response: Response | Promise<Response>) => (await (await response).json()) as Body;
const stepsOf = ({ data }: Body) => data?.funnel.totals.steps.map(({ count }) => count);
const codeOf = ({ errors }: Body) => errors?.[0]?.extensions.code;

function deferred<T>(): { readonly promise: Promise<T>; readonly resolve: (value: T) => void } {
  let resolve: (value: T) => void = () => {};
  const promise = new Promise<T>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

/** Runs nothing: its statements end when they are aborted, or when `finish` is called. */
class SlowWarehouse {
  readonly begun = deferred<AbortSignal | undefined>();
  readonly finish = deferred<void>();
  readonly warehouse = standIn(async (_statement, { signal } = {}) => {
    this.begun.resolve(signal);
    const aborted = signal ? once(signal, 'abort') : new Promise(() => {});
    await Promise.race([this.finish.promise, aborted]);
    return { columns: [], rows: [[578, 467, 361]] };
  });
}

describe('the server', () => {
  let warehouse: Warehouse;
  let app: FastifyInstance;
  let url: string;

  beforeAll(async () => {
    warehouse = await openDuckDB({ setup: greeneryStatements() });
    ({ app, url } = await serve(warehouse));
  });
  afterAll(async () => {
    await app.close();
    await warehouse.close();
  });

  it('answers the funnel by POST', async () => {
    const response = await ask(url, JSON.stringify({ query: FUNNEL }));
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({
      data: {
        funnel: {
          totals: {
            steps: [
              { name: 'page_view', count: 578 },
              { name: 'add_to_cart', count: 467 },
              { name: 'checkout', count: 361 },
            ],
          },
        },
      },
    });
  });

  it('answers by GET, unless it may be forged', async () => {
    const address = `${url}/graphql?query=${encodeURIComponent(FUNNEL)}`;
    const answer = await fetch(address, { headers: { 'apollo-require-preflight': '1' } });
    expect(stepsOf(await bodyOf(answer))).toEqual([578, 467, 361]);
    expect((await fetch(address)).status).toBe(400);
  });

  it('answers the examples of its page', async () => {
    for (const { query } of examplesOf(catalog)) {
      const { data, errors } = await bodyOf(ask(url, JSON.stringify({ query })));
      expect(errors).toBeUndefined();
      expect(data).toBeTruthy();
    }
  });

  it.each([
    ['bad JSON', '{"query": ', 400, 'BAD_REQUEST'],
    ['no body', '', 400, 'BAD_REQUEST'],
    ['a body that is no object', '3', 400, 'BAD_REQUEST'],
    ['a poisoned prototype', '{"__proto__": {"query": "{ x }"}}', 400, 'BAD_REQUEST'],
    ['a body without a query', '{}', 400, 'BAD_REQUEST'],
    ['a batch', '[]', 400, 'BAD_REQUEST'],
    ['a body that is too large', JSON.stringify({ query: `{ x } #${'x'.repeat(5000)}` }), 413, 'PAYLOAD_TOO_LARGE'],
  ])('refuses %s as GraphQL would', async (_what, body, status, code) => {
    const response = await ask(url, body);
    expect(response.status).toBe(status);
    expect(await response.json()).toEqual({ errors: [{ message: expect.any(String), extensions: { code } }] });
  });

  it('refuses other content types', async () => {
    const response = await ask(url, '<x/>', { headers: { 'content-type': 'text/xml' } });
    expect(response.status).toBe(415);
    expect(codeOf(await bodyOf(response))).toBe('UNSUPPORTED_MEDIA_TYPE');
  });

  it.each(['/nope', '/graphql/nope', '/%zz'])('says in JSON that there is nothing at %s', async (path) => {
    const response = await fetch(url + path);
    expect(response.status).toBe(path === '/%zz' ? 400 : 404);
    expect(codeOf(await bodyOf(response))).toBe(path === '/%zz' ? 'BAD_REQUEST' : 'NOT_FOUND');
  });

  it('serves a page that loads nothing from elsewhere and runs nothing inline', async () => {
    const response = await fetch(url);
    const text = await response.text();
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    const loaded = [...text.matchAll(/<(?:script|link|img|iframe)\b[^>]*?(?:src|href)="([^"]*)"/g)].map(([, at]) => at);
    expect(loaded).toEqual(['data:,', '/page.css', '/page.js']);
    expect(text).not.toMatch(/<script(?![^>]*src=)|<style|\son\w+=|\sstyle=/);
    for (const path of ['/page.css', '/page.js']) {
      const asset = await (await fetch(url + path)).text();
      expect(asset).not.toMatch(/https?:|@import|url\(/);
    }
    for (const { label } of catalog.metrics.values()) expect(text).toContain(label);
  });

  it('sends a browser from /graphql to the page', async () => {
    const response = await fetch(`${url}/graphql`, { headers: { accept: 'text/html' }, redirect: 'manual' });
    expect(response.status).toBe(302);
    expect(response.headers.get('location')).toBe('/');
  });

  it('gives the schema and a sign of life', async () => {
    expect(await (await fetch(`${url}/schema.graphql`)).text()).toContain('type Query');
    expect((await fetch(`${url}/livez`)).status).toBe(200);
  });
});

describe('a request under way', () => {
  const start = async (graceMs?: number) => {
    const warehouse = new SlowWarehouse();
    return { warehouse, ...(await serve(warehouse.warehouse, graceMs)) };
  };

  it('cancels its statement when the client hangs up', async () => {
    const { app, url, warehouse } = await start();
    const request = httpRequest(`${url}/graphql`, { method: 'POST', headers: JSON_TYPE }).on('error', () => {});
    request.end(JSON.stringify({ query: FUNNEL }));
    const signal = await warehouse.begun.promise;
    expect(signal?.aborted).toBe(false);
    request.destroy();
    if (!signal?.aborted) await once(signal!, 'abort');
    await app.close();
  });

  it('ends before the server closes', async () => {
    const { app, url, warehouse } = await start();
    const answer = ask(url, JSON.stringify({ query: FUNNEL }));
    await warehouse.begun.promise;
    const closed = app.close();
    await expect
      .poll(() =>
        fetch(`${url}/livez`).then(
          () => 'open',
          () => 'shut',
        ),
      )
      .toBe('shut');
    warehouse.finish.resolve();
    expect(stepsOf(await bodyOf(answer))).toEqual([578, 467, 361]);
    await closed;
  });

  it('is cut off when the grace is over', async () => {
    const { app, url, warehouse } = await start(50);
    const answer = ask(url, JSON.stringify({ query: FUNNEL }));
    const signal = await warehouse.begun.promise;
    await Promise.all([app.close(), expect(answer).rejects.toThrow()]);
    await expect.poll(() => signal?.aborted).toBe(true);
  });
});

describe('the examples of other definitions', () => {
  const [metric] = catalog.definitions.metrics;
  const questionsOf = (models: typeof catalog.definitions.models) =>
    examplesOf(new SemanticCatalog({ ...catalog.definitions, models, metrics: metric ? [metric] : [] }))
      .map(({ query }) => query)
      .filter((query) => query.includes('metrics'));

  it('ask by month only what knows a time', () => {
    const { models } = catalog.definitions;
    expect(questionsOf(models).join()).toContain('MONTH');
    const timeless = models.map((model) => ({
      ...model,
      measures: model.measures.map(({ aggTimeDimension: _, ...measure }) => measure),
    }));
    expect(questionsOf(timeless)).toEqual([expect.stringContaining('totals')]);
  });
});

describe('the page', () => {
  it('escapes what definitions say', () => {
    const [exposure] = catalog.definitions.exposures;
    const hostile = {
      ...exposure!,
      label: '<img src=x onerror=alert(1)>',
      url: 'javascript:alert(1)',
      owner: { name: '"><script>' },
    };
    const text = renderPage({
      catalog: new SemanticCatalog({ ...catalog.definitions, exposures: [hostile] }),
      examples: [{ question: '</h3>', query: '</textarea>' }],
      warehouse: '&',
      now: DEMO_NOW,
    });
    expect(text).toContain('&lt;img src=x onerror=alert(1)&gt;');
    expect(text).toContain('&quot;&gt;&lt;script&gt;');
    expect(text).not.toMatch(/<img|javascript:|<\/textarea><\/textarea>/);
  });
});
