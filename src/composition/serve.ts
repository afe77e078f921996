import type { FastifyInstance } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import type { Config } from '../config/config.js';
import { readTrustedDocuments } from '../config/trusted-documents.js';
import { examplesOf } from '../delivery/examples.js';
import { createHttpServer } from '../delivery/http.js';
import { renderPage } from '../delivery/page/page.js';
import { TrellisError } from '../errors/trellis-error.js';
import { buildTrellisSchema, staleDocuments } from '../graphql/index.js';
import { describeWarehouse, greeting } from './greeting.js';
import { openService, type Service } from './open-service.js';

/** Where a server speaks, and how it learns that it is to end. */
export interface ServeIo {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly untilStopped: () => Promise<void>;
}

/**
 * Serves until it is stopped: then no new request is taken, those under way have ten seconds, the warehouse is closed.
 * @throws DEFINITIONS_INVALID, CONFIG_INVALID (a port in use among others), WAREHOUSE_UNAVAILABLE
 */
export async function serve(config: Config, io: ServeIo): Promise<void> {
  // Asked for first: a signal during a long start must not be lost.
  const stopped = io.untilStopped();
  const trusted = config.trustedDocuments === undefined ? undefined : readTrustedDocuments(config.trustedDocuments);
  const service = await openService(config, (message) => io.err(`warning: ${message}\n`));
  try {
    const schema = buildTrellisSchema(service.catalog);
    const app = await createServer(config, service, io, { schema, trusted });
    const url = await listen(app, config);
    const documents = trusted && { count: trusted.size, stale: staleDocuments(trusted, schema, config.limits) };
    io.out(greeting(config, service, url, documents));
    // What is wrong with its signs is said now, not with the first question.
    void service.engine.dataVersion();
    await stopped;
    io.out('Stopping: requests under way have ten seconds.\n');
    await app.close();
  } finally {
    await service.close();
  }
  io.out('Stopped.\n');
}

interface Served {
  readonly schema: GraphQLSchema;
  /** Texts by name, where nothing else may be asked. */
  readonly trusted: ReadonlyMap<string, string> | undefined;
}

function createServer(
  { limits, warehouse, cache, cors }: Config,
  { engine, catalog, clock }: Service,
  { err }: Pick<ServeIo, 'err'>,
  { schema, trusted }: Served,
): Promise<FastifyInstance> {
  // A query of the page is not in anybody's list.
  const examples = trusted ? [] : examplesOf(catalog);
  return createHttpServer({
    engine,
    schema,
    limits,
    maxAgeSeconds: cache.maxAgeSeconds,
    keptBytes: Math.floor(cache.maxBytes / 2),
    origins: cors.origins,
    ...(trusted && { trusted }),
    page: () => renderPage({ catalog, examples, warehouse: describeWarehouse(warehouse), now: clock.now() }),
    onDefect: (error) => err(`${error instanceof Error ? error.stack : String(error)}\n`),
  });
}

/** The address as people type it. */
async function listen(app: FastifyInstance, { port, host }: Config): Promise<string> {
  try {
    await app.listen({ port, host });
  } catch (cause) {
    await app.close();
    throw new TrellisError('CONFIG_INVALID', listenMessage((cause as NodeJS.ErrnoException).code, port, host), {
      cause,
    });
  }
  const address = app.server.address();
  const taken = typeof address === 'object' && address ? address.port : port;
  const isHere = ['127.0.0.1', 'localhost', '::1', '0.0.0.0', '::'].includes(host);
  return `http://${isHere ? 'localhost' : host}:${taken}`;
}

function listenMessage(code: string | undefined, port: number, host: string): string {
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} is in use, perhaps by another Trellis. Stop that, or choose a port: PORT=4001 npm start, or trellis serve --port 4001.`;
    case 'EACCES':
      return `Port ${port} needs more rights than this user has. Choose one from 1024.`;
    case 'ENOTFOUND':
    case 'EADDRNOTAVAIL':
      return `This machine can't listen as "${host}". 127.0.0.1 is this machine alone, 0.0.0.0 all its addresses.`;
    default:
      return `Trellis can't listen on ${host}, port ${port} (${code ?? 'unknown reason'}).`;
  }
}
