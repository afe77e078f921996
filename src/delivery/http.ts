import fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import type { Engine } from '../engine/engine.js';
import { type DocumentLimits, printTrellisSchema, startGraphqlServer } from '../graphql/index.js';
import { allowOrigins, type Origins } from './cors.js';
import { addDatasets } from './datasets.js';
import { graphqlEndpoint } from './graphql-endpoint.js';
import { readJsonBodies } from './json-body.js';
import { keepingAnswers } from './kept-answers.js';
import { SCRIPT } from './page/script.js';
import { STYLE } from './page/style.js';
import { methodNotAllowed, notFound, problemOf, sendProblem } from './request-errors.js';
import { answerSocketError } from './socket-errors.js';

export interface HttpOptions {
  readonly engine: Engine;
  readonly schema: GraphQLSchema;
  /** The page at `/`, made anew for each visit. */
  readonly page: () => string;
  readonly limits: DocumentLimits & {
    readonly maxBodyBytes: number;
    /** Operations of one request. */
    readonly maxBatch: number;
  };
  /** Seconds that a browser may keep the answer of a GET without asking again; 0 where it is left out. */
  readonly maxAgeSeconds?: number;
  /** Memory for answers that may be given again; none where it is left out. */
  readonly keptBytes?: number;
  /** Milliseconds that a client may take nothing of a table that waits for it. */
  readonly stallMs?: number;
  /** Sites whose pages may read the answers; none where it is left out. */
  readonly origins?: Origins;
  /** The texts of trusted documents by name. Where they are given, nothing else is run. */
  readonly trusted?: ReadonlyMap<string, string>;
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

/** Of an address and its headers: a query of a dashboard fits into a GET; Node alone would stop at 16 KB. */
const MAX_HEADER_BYTES = 65_536;

/** Whose rows are served: there is one viewer, who may see all. */
const EVERYBODY = '';

/** What /graphql takes; HEAD comes with GET. */
const METHODS = 'GET, HEAD, POST, OPTIONS';

/**
 * The HTTP door: GraphQL at /graphql, a page at /, the schema, a sign of life. Closing it stops listening,
 * lets requests under way end, and after the grace cuts them off, which cancels their statements.
 */
export async function createHttpServer(options: HttpOptions): Promise<FastifyInstance> {
  const { engine, schema, limits, maxAgeSeconds = 0, keptBytes = 0, trusted, onDefect } = options;
  const { maxBodyBytes, maxBatch } = limits;
  const app = fastify({
    bodyLimit: maxBodyBytes,
    forceCloseConnections: 'idle',
    http: { maxHeaderSize: MAX_HEADER_BYTES },
    clientErrorHandler: (error, socket) => answerSocketError(error, socket, MAX_HEADER_BYTES),
    frameworkErrors: (error, _request, reply) => sendProblem(reply, problemOf(error, maxBodyBytes)),
  });
  const graphql = await startGraphqlServer({
    schema,
    limits,
    ...(trusted && { trusted }),
    ...(onDefect && { onFailure: onDefect }),
  });

  const answer = keepingAnswers(graphql, engine, EVERYBODY, keptBytes);

  app.setNotFoundHandler((request, reply) => {
    const path = pathOf(request);
    if (path !== '/graphql') return sendProblem(reply, problemOf(notFound(request.method, path), maxBodyBytes));
    return sendProblem(reply.header('allow', METHODS), problemOf(methodNotAllowed(request.method), maxBodyBytes));
  });
  app.setErrorHandler((error: Error, _request, reply) => {
    const problem = problemOf(error, maxBodyBytes);
    if (problem.status === 500) onDefect?.(error);
    return sendProblem(reply, problem);
  });
  addHeaders(app);
  allowOrigins(app, options.origins ?? []);
  readJsonBodies(app);
  addPages(app, options.page, printTrellisSchema(schema));
  app.options('/graphql', (_request, reply) => reply.code(204).header('allow', METHODS).send());
  app.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    preHandler: async (request, reply) => (isVisit(request) ? reply.redirect('/') : undefined),
    handler: graphqlEndpoint({ engine, answer, maxBodyBytes, maxBatch, maxAgeSeconds }),
  });
  const { stallMs } = options;
  const datasetsOnly = trusted !== undefined;
  addDatasets(app, { engine, maxAgeSeconds, datasetsOnly, stallMs, onFailure: onDefect });
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

/** Somebody opened /graphql in a browser, without a query. */
function isVisit({ method, headers, url }: FastifyRequest): boolean {
  const isQuery = /[?&](query|documentId|extensions)=/.test(url);
  return method === 'GET' && (headers.accept ?? '').includes('text/html') && !isQuery;
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
