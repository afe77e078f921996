import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { limits } from '../../src/config/settings.js';
import { createHttpServer, type HttpOptions } from '../../src/delivery/http.js';
import { DEMO_NOW, greeneryStatements } from '../../src/demo/greenery.js';
import type { Compiled } from '../../src/engine/ask.js';
import { Engine } from '../../src/engine/engine.js';
import type { EngineOptions } from '../../src/engine/options.js';
import { buildTrellisSchema } from '../../src/graphql/index.js';
import { loadCatalog } from '../../src/model/load/index.js';
import { openDuckDB } from '../../src/warehouse/duckdb.js';
import type { Warehouse } from '../../src/warehouse/warehouse.js';

/** As they are where nothing is configured. */
export const LIMITS = limits.parse({});

export const catalog = loadCatalog(join(import.meta.dirname, '../../metrics'));
export const schema = buildTrellisSchema(catalog);

export const openShop = (): Promise<Warehouse> => openDuckDB({ setup: greeneryStatements() });

export interface ServeOptions extends Partial<Omit<HttpOptions, 'limits' | 'engine' | 'schema' | 'page'>> {
  readonly limits?: Partial<HttpOptions['limits']>;
  readonly engine?: Partial<EngineOptions>;
  readonly wrap?: (engine: Engine) => Engine;
}

export interface Served {
  readonly app: FastifyInstance;
  /** Of the GraphQL endpoint. */
  readonly url: string;
  /** What has been compiled so far, in order. */
  readonly compiled: readonly Compiled[];
  /** What Trellis would log as its own defects. */
  readonly defects: readonly unknown[];
}

/** The server as it runs, over the demo's metrics, on a free port. */
export async function serveShop(warehouse: Warehouse, options: ServeOptions = {}): Promise<Served> {
  const { limits: changed, engine: engineOptions, wrap = (engine) => engine, ...rest } = options;
  const compiled: Compiled[] = [];
  const defects: unknown[] = [];
  const engine = new Engine({
    catalog,
    warehouse,
    now: () => DEMO_NOW,
    timeZone: 'UTC',
    maxRows: 10_000,
    onCompiled: (one) => compiled.push(one),
    ...engineOptions,
  });
  const app = await createHttpServer({
    engine: wrap(engine),
    schema,
    page: () => '<!doctype html>',
    limits: { ...LIMITS, ...changed },
    onDefect: (error) => defects.push(error),
    ...rest,
  });
  const address = await app.listen({ port: 0, host: '127.0.0.1' });
  return { app, url: `${address}/graphql`, compiled, defects };
}

/** What GraphQL answers. */
export interface Answer {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly {
    readonly message: string;
    readonly extensions: { readonly code: string; readonly names?: readonly string[] };
  }[];
}

export const JSON_TYPE = { 'content-type': 'application/json' };

export const post = (url: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(url, { method: 'POST', headers: { ...JSON_TYPE, ...headers }, body: JSON.stringify(body) });

/** A GET that no other site could have sent. */
export const get = (url: string, search: Record<string, string>, headers: Record<string, string> = {}) =>
  fetch(`${url}?${new URLSearchParams(search)}`, { headers: { 'apollo-require-preflight': 'true', ...headers } });

export const answerOf = async (response: Response | Promise<Response>) => (await (await response).json()) as Answer;

export const codesOf = ({ errors }: Answer) => errors?.map(({ extensions }) => extensions.code);
