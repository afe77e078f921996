import type { FastifyError, FastifyReply } from 'fastify';
import { TrellisError } from '../errors/trellis-error.js';
import { mediaTypeFor } from './media-type.js';
import { retryAfter, statusOf } from './statuses.js';

/** What HTTP says of a request that GraphQL does not get to see. */
export type HttpCode =
  | 'BAD_REQUEST'
  | 'NOT_FOUND'
  | 'METHOD_NOT_ALLOWED'
  | 'NOT_ACCEPTABLE'
  | 'PAYLOAD_TOO_LARGE'
  | 'HEADERS_TOO_LARGE'
  | 'UNSUPPORTED_MEDIA_TYPE'
  | 'INTERNAL_SERVER_ERROR';

/** No stack, no text of the request: only what its sender can do about it. */
export interface RequestProblem {
  readonly status: number;
  readonly message: string;
  readonly extensions: { readonly code: string; readonly [more: string]: unknown };
}

/** Thrown where a request can't be read. */
export class HttpError extends Error {
  constructor(
    readonly status: number,
    readonly code: HttpCode,
    message: string,
  ) {
    super(message);
    this.name = 'HttpError';
  }
}

export function badRequest(message: string): HttpError {
  return new HttpError(400, 'BAD_REQUEST', message);
}

export function problemOf(error: Error, maxBodyBytes: number): RequestProblem {
  if (error instanceof TrellisError) {
    const { code, message, names, suggestions, retryable, reason } = error;
    const extensions = { code, names, suggestions, retryable, ...(reason && { reason }) };
    return { status: statusOf(error), message, extensions };
  }
  const { status, code, message } = error instanceof HttpError ? error : httpErrorOf(error, maxBodyBytes);
  return { status, message, extensions: { code } };
}

/** Fastify's errors in our words. */
function httpErrorOf(error: Partial<FastifyError>, maxBodyBytes: number): HttpError {
  const status = error.statusCode ?? 500;
  if (status === 413) {
    return new HttpError(413, 'PAYLOAD_TOO_LARGE', `A request holds at most ${maxBodyBytes} bytes.`);
  }
  if (status === 415) return unsupported();
  if (status < 400 || status >= 500) {
    return new HttpError(500, 'INTERNAL_SERVER_ERROR', 'Trellis failed to answer. The log says why.');
  }
  const isJson = error.code?.startsWith('FST_ERR_CTP') || error instanceof SyntaxError;
  const message = isJson ? 'The body of the request is not valid JSON.' : 'The request is not valid HTTP.';
  return new HttpError(status, 'BAD_REQUEST', message);
}

export function unsupported(): HttpError {
  const message = 'Send the query as JSON in UTF-8, not compressed, with the header "content-type: application/json".';
  return new HttpError(415, 'UNSUPPORTED_MEDIA_TYPE', message);
}

export function notFound(method: string, path: string): HttpError {
  const message = `There is nothing at ${method} ${path}. Send queries to POST /graphql; / says what there is.`;
  return new HttpError(404, 'NOT_FOUND', message);
}

export function methodNotAllowed(method: string): HttpError {
  const message = `${method} does nothing at /graphql. Send queries by POST, or by GET.`;
  return new HttpError(405, 'METHOD_NOT_ALLOWED', message);
}

export function sendProblem(reply: FastifyReply, { status, message, extensions }: RequestProblem): FastifyReply {
  const type = mediaTypeFor(reply.request.headers.accept) ?? 'application/json';
  const seconds = extensions.retryable === true ? retryAfter(status) : undefined;
  if (seconds !== undefined) reply.header('retry-after', seconds);
  return reply
    .code(status)
    .type(`${type}; charset=utf-8`)
    .header('cache-control', 'no-store')
    .send(JSON.stringify({ errors: [{ message, extensions }] }));
}
