import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest, RouteHandlerMethod } from 'fastify';
import type { Engine } from '../engine/engine.js';
import { TrellisError } from '../errors/trellis-error.js';
import type { Operation, TrellisContext } from '../graphql/index.js';
import { varyBy } from './cors.js';
import { cacheControl, isTagged } from './entity-tag.js';
import type { Answered, Answering } from './kept-answers.js';
import { type MediaType, mediaTypeFor } from './media-type.js';
import { operationOfAddress, operationOfBody } from './read-operation.js';
import { contextOf } from './request-context.js';
import { badRequest, HttpError, problemOf } from './request-errors.js';

export interface EndpointOptions {
  readonly engine: Engine;
  readonly answer: Answering;
  readonly maxBodyBytes: number;
  /** Operations of one request. */
  readonly maxBatch: number;
  /** Seconds that a browser may keep the answer of a GET without asking again. */
  readonly maxAgeSeconds: number;
}

/**
 * GraphQL over HTTP (https://graphql.github.io/graphql-over-http/draft/): one operation by GET or POST, or a batch of
 * them by POST as an array, which comes back as an array.
 * @throws HttpError, TrellisError REQUEST_LIMIT_EXCEEDED where nothing of the request can be run
 */
export function graphqlEndpoint(options: EndpointOptions): RouteHandlerMethod {
  const { engine, answer, maxAgeSeconds } = options;
  return async (request, reply) => {
    let context: TrellisContext | undefined;
    const shared = () => {
      context ??= contextOf(request, reply, engine);
      return context;
    };
    const type = mediaTypeFor(request.headers.accept);
    if (!type) throw notAcceptable();
    const { body } = request;
    if (request.method !== 'POST') {
      checkNotForged(request);
      const operation = operationOfAddress(request.url);
      return sendTagged(request, reply, type, await answer(operation, shared), maxAgeSeconds);
    }
    reply.header('cache-control', 'no-store');
    if (Array.isArray(body)) {
      checkBatch(body, options.maxBatch);
      return send(reply, 200, type, await answerBatch(body, shared, options));
    }
    const answered = await answer(operationOfBody(body), shared);
    return send(reply, statusFor(type, answered), type, answered.body);
  };
}

/** Always 200: nobody could tell which of the operations another status is about. */
async function answerBatch(
  bodies: readonly unknown[],
  shared: () => TrellisContext,
  { answer, maxBodyBytes }: EndpointOptions,
): Promise<Buffer> {
  const answerOne = async (body: unknown): Promise<Buffer> => {
    const operation = readOne(body);
    if (!(operation instanceof HttpError)) return (await answer(operation, shared)).body;
    const { message, extensions } = problemOf(operation, maxBodyBytes);
    return Buffer.from(JSON.stringify({ errors: [{ message, extensions }] }));
  };
  const answers = await Promise.all(bodies.map(answerOne));
  const separated = answers.flatMap((answered, index) => [Buffer.from(index === 0 ? '[' : ','), answered]);
  return Buffer.concat([...separated, Buffer.from(']')]);
}

/** One that can't be read leaves the others. */
function readOne(body: unknown): Operation | HttpError {
  try {
    return operationOfBody(body);
  } catch (error) {
    if (error instanceof HttpError) return error;
    throw error;
  }
}

/** An answer that browsers may keep, by its tag; errors they may not. */
function sendTagged(
  { headers }: FastifyRequest,
  reply: FastifyReply,
  type: MediaType,
  answered: Answered,
  maxAgeSeconds: number,
): FastifyReply {
  varyBy(reply, 'accept');
  const { status, hasErrors, body } = answered;
  if (status !== 200 || hasErrors) {
    if (status === 405) reply.header('allow', 'POST');
    return send(reply.header('cache-control', 'no-store'), statusFor(type, answered), type, body);
  }
  const tag = `"${createHash('sha256').update(type).update(body).digest('base64url')}"`;
  reply.header('etag', tag);
  reply.header('cache-control', cacheControl(maxAgeSeconds));
  return isTagged(headers['if-none-match'], tag) ? reply.code(304).send() : send(reply, 200, type, body);
}

/** The older type has 200 for whatever was understood; a request that was not never comes to GraphQL. */
function statusFor(type: MediaType, { status }: Answered): number {
  return type === 'application/json' && status === 400 ? 200 : status;
}

function send(reply: FastifyReply, status: number, type: MediaType, body: Buffer): FastifyReply {
  return reply.code(status).type(`${type}; charset=utf-8`).send(body);
}

/** A page of any site can make a browser send a GET, but not with one of these headers without asking first. */
function checkNotForged({ headers }: FastifyRequest): void {
  const isJson = /^application\/json\b/i.test(headers['content-type'] ?? '');
  if (isJson || headers['apollo-require-preflight'] || headers['x-apollo-operation-name']) return;
  throw badRequest('Another site may have sent this. Add the header "apollo-require-preflight: true" to a GET.');
}

function checkBatch(bodies: readonly unknown[], most: number): void {
  if (bodies.length === 0) throw badRequest('A batch has at least one operation.');
  if (bodies.length <= most) return;
  const message = `The batch has more operations than limits.maxBatch (${most}). Send several batches, or have whoever runs Trellis raise it.`;
  throw new TrellisError('REQUEST_LIMIT_EXCEEDED', message, { names: ['limits.maxBatch'] });
}

function notAcceptable(): HttpError {
  const message = 'Trellis answers as application/graphql-response+json or application/json; accept one of them.';
  return new HttpError(406, 'NOT_ACCEPTABLE', message);
}
