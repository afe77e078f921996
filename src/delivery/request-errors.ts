import type { FastifyError, FastifyReply } from 'fastify';

/** What went wrong before GraphQL saw the request; in the form in which GraphQL answers. */
interface RequestProblem {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

/** No stack, no text of the request: only what its sender can do about it. */
export function problemOf(error: FastifyError, maxBodyBytes: number): RequestProblem {
  const status = error.statusCode ?? 500;
  if (status === 413) {
    return { status, code: 'PAYLOAD_TOO_LARGE', message: `A request holds at most ${maxBodyBytes} bytes.` };
  }
  if (status === 415) {
    const message = 'Send the query as JSON, with the header "content-type: application/json".';
    return { status, code: 'UNSUPPORTED_MEDIA_TYPE', message };
  }
  if (status >= 400 && status < 500) {
    const isJson = error.code?.startsWith('FST_ERR_CTP') || error instanceof SyntaxError;
    const message = isJson ? 'The body of the request is not valid JSON.' : 'The request is not valid HTTP.';
    return { status, code: 'BAD_REQUEST', message };
  }
  return { status: 500, code: 'INTERNAL_SERVER_ERROR', message: 'Trellis failed to answer. The log says why.' };
}

export function notFound(method: string, path: string): RequestProblem {
  const message = `There is nothing at ${method} ${path}. Send queries to POST /graphql; / says what there is.`;
  return { status: 404, code: 'NOT_FOUND', message };
}

export function sendProblem(reply: FastifyReply, { status, code, message }: RequestProblem): FastifyReply {
  return reply
    .code(status)
    .type('application/json; charset=utf-8')
    .send(JSON.stringify({ errors: [{ message, extensions: { code } }] }));
}
