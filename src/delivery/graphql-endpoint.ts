import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest, RouteHandlerMethod } from 'fastify';
import type { Engine } from '../engine/engine.js';
import { TrellisError } from '../errors/trellis-error.js';
import type { GraphqlServer, Operation, Outcome, TrellisContext } from '../graphql/index.js';
import { varyBy } from './cors.js';
import { cacheControl, isTagged } from './entity-tag.js';
import { type MediaType, mediaTypeFor } from './media-type.js';
import { operationOfAddress, operationOfBody } from './read-operation.js';
import { contextOf } from './request-context.js';
import { badRequest, HttpError, problemOf } from './request-errors.js';

export interface EndpointOptions {
  readonly engine: Engine;
  readonly graphql: GraphqlServer;
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
  const { engine, graphql, maxAgeSeconds } = options;
  return async (request, reply) => {
    const type = mediaTypeFor(request.headers.accept);
    if (!type) throw notAcceptable();
    const { body } = request;
    if (request.method !== 'POST') {
      checkNotForged(request);
      const operation = operationOfAddress(request.url);
      const outcome = await graphql.answer(operation, contextOf(request, reply, engine));
      return sendKept(request, reply, type, outcome, maxAgeSeconds);
    }
    reply.header('cache-control', 'no-store');
    if (Array.isArray(body)) {
      checkBatch(body, options.maxBatch);
      return send(reply, 200, type, await answerBatch(body, contextOf(request, reply, engine), options));
    }
    const outcome = await graphql.answer(operationOfBody(body), contextOf(request, reply, engine));
    return send(reply, statusFor(type, outcome), type, textOf(outcome));
  };
}

/** Always 200: nobody could tell which of the operations another status is about. */
async function answerBatch(
  bodies: readonly unknown[],
  context: TrellisContext,
  { graphql, maxBodyBytes }: EndpointOptions,
): Promise<string> {
  const answer = async (body: unknown): Promise<string> => {
    const operation = readOne(body);
    if (!(operation instanceof HttpError)) return textOf(await graphql.answer(operation, context));
    const { message, extensions } = problemOf(operation, maxBodyBytes);
    return JSON.stringify({ errors: [{ message, extensions }] });
  };
  return `[${(await Promise.all(bodies.map(answer))).join(',')}]`;
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
function sendKept(
  { headers }: FastifyRequest,
  reply: FastifyReply,
  type: MediaType,
  outcome: Outcome,
  maxAgeSeconds: number,
): FastifyReply {
  varyBy(reply, 'accept');
  const text = textOf(outcome);
  if (outcome.status !== 200 || outcome.result.errors) {
    if (outcome.status === 405) reply.header('allow', 'POST');
    return send(reply.header('cache-control', 'no-store'), statusFor(type, outcome), type, text);
  }
  const tag = `"${createHash('sha256').update(type).update(text).digest('base64url')}"`;
  reply.header('etag', tag);
  reply.header('cache-control', cacheControl(maxAgeSeconds));
  return isTagged(headers['if-none-match'], tag) ? reply.code(304).send() : send(reply, 200, type, text);
}

/** The older type has 200 for whatever was understood; a request that was not never comes to GraphQL. */
function statusFor(type: MediaType, { status }: Outcome): number {
  return type === 'application/json' && status === 400 ? 200 : status;
}

/** Errors first, since people read from the beginning. */
function textOf({ result: { errors, data, extensions } }: Outcome): string {
  return JSON.stringify({ errors, data, extensions });
}

function send(reply: FastifyReply, status: number, type: MediaType, text: string): FastifyReply {
  return reply.code(status).type(`${type}; charset=utf-8`).send(text);
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
