import { fastifyApolloHandler } from '@as-integrations/fastify';
import fastify, { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import type { Engine } from '../engine/engine.js';
import { createGraphqlServer, printTrellisSchema } from '../graphql/index.js';
import { SCRIPT } from './page/script.js';
import { STYLE } from './page/style.js';
import { notFound, problemOf, sendProblem } from './request-errors.js';

export interface HttpOptions {
  readonly engine: Engine;
  readonly schema: GraphQLSchema;
  /** The page at `/`, made anew for each visit. */
  readonly page: () => string;
  readonly maxBodyBytes: number;
  /** Milliseconds that requests under way have when the server closes. */
  readonly graceMs?: number;
  /** Told of every defect of ours; the client only learns that there is one. */
  readonly onDefect?: (error: unknown) => void;
}

/** Nothing is loaded from elsewhere, nothing is framed, nothing inline runs. */
const HEADERS = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
} as const;

/**
 * The HTTP door: GraphQL at /graphql, a page at /, the schema, a sign of life. Closing it stops listening,
 * lets requests under way end, and after the grace cuts them off, which cancels their statements.
 */
export async function createHttpServer(options: HttpOptions): Promise<FastifyInstance> {
  const { engine, schema, maxBodyBytes } = options;
  const app = fastify({
    bodyLimit: maxBodyBytes,
    forceCloseConnections: 'idle',
    frameworkErrors: (error, _request, reply) => sendProblem(reply, problemOf(error, maxBodyBytes)),
  });
  const graphql = createGraphqlServer({ schema, ...(options.onDefect && { onFailure: options.onDefect }) });
  await graphql.start();

  app.setNotFoundHandler((request, reply) => sendProblem(reply, notFound(request.method, pathOf(request))));
  app.setErrorHandler((error: FastifyError, _request, reply) => {
    const problem = problemOf(error, maxBodyBytes);
    if (problem.status === 500) options.onDefect?.(error);
    return sendProblem(reply, problem);
  });
  addHeaders(app);
  addPages(app, options.page, printTrellisSchema(schema));
  app.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    preHandler: async (request, reply) => (isVisit(request) ? reply.redirect('/') : undefined),
    handler: fastifyApolloHandler(graphql, {
      context: async (request, reply) => ({ engine, request: engine.request(signalOf(reply), clientOf(request)) }),
    }),
  });
  closeInGrace(app, options.graceMs ?? 10_000, () => graphql.stop());
  return app;
}

function addPages(app: FastifyInstance, page: () => string, sdl: string): void {
  app.get('/', (_request, reply) => reply.type('text/html; charset=utf-8').send(page()));
  app.get('/page.css', (_request, reply) => reply.type('text/css; charset=utf-8').send(STYLE));
  app.get('/page.js', (_request, reply) => reply.type('text/javascript; charset=utf-8').send(SCRIPT));
  app.get('/schema.graphql', (_request, reply) => reply.type('text/plain; charset=utf-8').send(sdl));
  app.get('/livez', (_request, reply) => reply.type('text/plain; charset=utf-8').send('ok\n'));
}

function addHeaders(app: FastifyInstance): void {
  app.addHook('onRequest', async (_request, reply) => {
    reply.headers(HEADERS);
  });
}

/** The client hangs up: its statements are of no use any more. */
function signalOf({ raw }: FastifyReply): AbortSignal {
  const controller = new AbortController();
  raw.once('close', () => {
    if (!raw.writableFinished) controller.abort();
  });
  return controller.signal;
}

/** The program that asks, as Apollo's clients say it; the warehouse's history shows it. */
function clientOf({ headers }: FastifyRequest): string | undefined {
  const name = headers['apollographql-client-name'];
  return typeof name === 'string' ? name.replace(/[^\x20-\x7e]/g, '').slice(0, 100) || undefined : undefined;
}

/** Somebody opened /graphql in a browser, without a query. */
function isVisit({ method, headers, url }: FastifyRequest): boolean {
  return method === 'GET' && (headers.accept ?? '').includes('text/html') && !/[?&]query=/.test(url);
}

const pathOf = ({ url }: FastifyRequest) => url.replace(/\?.*$/s, '');

function closeInGrace(app: FastifyInstance, graceMs: number, stopGraphql: () => Promise<void>): void {
  let closing = false;
  let timer: NodeJS.Timeout | undefined;
  app.addHook('preClose', async () => {
    closing = true;
    timer = setTimeout(() => app.server.closeAllConnections(), graceMs);
  });
  // Else a client's open connection, once idle again, would hold the server up until the grace is over.
  app.addHook('onSend', async (_request, reply) => {
    if (closing) reply.header('connection', 'close');
  });
  app.addHook('onClose', async () => {
    clearTimeout(timer);
    await stopGraphql();
  });
}
