/**
 * A stand-in for Snowflake: it speaks Snowflake's wire protocol on a loopback port, so that the real driver logs in, asks, polls,
 * aborts and fetches chunks, and answers from DuckDB. What it proves is how we and the driver behave, not what Snowflake's
 * engine computes. Shapes and codes are those that snowflake-sdk 3.3.0 reads (dist/lib/services/sf.js, connection/statement.js).
 */
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Answer, succeed } from './answers.js';
import { Database } from './database.js';
import { Faults, type FaultyAnswer } from './faults.js';
import { describeLogin, Logins } from './logins.js';
import type { SeenRequest, SnowflakeServer, SnowflakeServerOptions, WireBindings } from './options.js';
import { accountParameters } from './parameters.js';
import { Queries } from './query-answers.js';
import { objectOf, readRequest, textOf, type WireRequest } from './requests.js';
import { logIn, renew, sessionOf, signedIn } from './session-answers.js';
import { type Session, Sessions } from './sessions.js';

export type { Faults, FaultyAnswer, PlanSize } from './faults.js';
export type * from './options.js';

const DEFAULT_USER = { user: 'TRELLIS', password: 'secret' };

export async function openSnowflakeServer(options: SnowflakeServerOptions): Promise<SnowflakeServer> {
  const { firstRows = 1000, chunkRows = 10_000, pollAfterMs = 45_000, zonedType = 'timestamp_ltz' } = options;
  const { setup, mayWrite = false, keepsResults = false } = options;
  const sizes = { firstRows, chunkRows };
  const database = await Database.open({ setup, mayWrite, keepsResults, zonedType, sizes });
  const faults = new Faults();
  const logins = new Logins(options.users ?? [DEFAULT_USER]);
  const sessions = new Sessions(accountParameters(options.timeZone, options.foldNames));
  const seen: SeenRequest[] = [];
  const openedAt = performance.now();
  let url = '';
  const queries = new Queries(database, faults, pollAfterMs, () => url);

  const answerInSession = (request: WireRequest, session: Session): Answer | Promise<Answer> => {
    const path = request.path.split('/').slice(1);
    if (request.path === '/queries/v1/query-request') return queries.start(request, session);
    if (request.path === '/queries/v1/abort-request') return queries.abort({ requestId: request.body.requestId });
    if (path[0] === 'queries' && path[2] === 'abort-request') return queries.abort({ queryId: path[1]! });
    if (path[0] === 'queries' && path[2] === 'result') return queries.result(path[1]!);
    if (request.path === '/session/heartbeat' || request.path === '/telemetry/send') return succeed(null);
    if (request.path === '/session' && request.query.get('delete') === 'true') {
      queries.abortAllOf(session);
      sessions.close(session);
      return succeed(null);
    }
    return { kind: 'status', status: 404 };
  };

  const answer = (request: WireRequest): Answer | Promise<Answer> => {
    const [room, id, part] = request.path.split('/').slice(1);
    if (room === 'chunks') return queries.chunk(id!, Number(part), request);
    if (request.path === '/session/v1/login-request') return logIn(request, logins, sessions, faults);
    if (request.path === '/session/token-request') return renew(request, sessions);
    if (request.path === '/console/login') return signedIn(request, logins);
    const session = sessionOf(request, sessions, faults);
    return 'kind' in session ? session : answerInSession(request, session);
  };

  const server = createServer(async (message, response) => {
    const request = await readRequest(message);
    const record = describe(request, performance.now() - openedAt);
    seen.push(record);
    response.on('finish', () => {
      record.status = response.statusCode;
    });
    const spoilt = faults.take(request.path, false);
    const proper = spoilt === undefined ? await answer(request) : undefined;
    if (faults.latencyMs > 0) await sleep(faults.latencyMs);
    const lost = spoilt ?? faults.take(request.path, true);
    if (lost === undefined) send(response, proper!);
    else spoil(response, lost);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    url,
    seen,
    statements: queries.statements,
    get sessions() {
      return sessions.list;
    },
    faults,
    openSessions: () => sessions.list.length,
    endSessions: (code) => sessions.endAll(code),
    close: async () => {
      await queries.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      database.close();
    },
  };
}

function describe(request: WireRequest, atMs: number): SeenRequest {
  const { body, query } = request;
  const requestId = query.get('requestId') ?? textOf(body.requestId);
  const sql = textOf(body.sqlText);
  return {
    method: request.method,
    path: request.path,
    atMs,
    ...(requestId !== undefined && { requestId }),
    ...(request.token !== undefined && { sessionToken: request.token }),
    ...(sql !== undefined && { sql }),
    ...(body.bindings !== undefined && { bindings: objectOf(body.bindings) as WireBindings }),
    ...(body.parameters !== undefined && { parameters: objectOf(body.parameters) }),
    ...(request.path === '/session/v1/login-request' && { login: describeLogin(request) }),
  };
}

function send(response: ServerResponse, answer: Answer): void {
  switch (answer.kind) {
    case 'json':
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer.body));
      return;
    case 'chunk':
      response
        .writeHead(200, { 'content-type': 'binary/octet-stream', 'content-encoding': 'gzip' })
        .end(answer.gzipped);
      return;
    case 'redirect':
      response.writeHead(302, { location: answer.location }).end();
      return;
    case 'status':
      response.writeHead(answer.status).end();
  }
}

function spoil(response: ServerResponse, answer: FaultyAnswer): void {
  switch (answer) {
    case 'silence':
      return;
    case 'hang-up':
      response.destroy();
      return;
    case 'cut-short':
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
      response.write('{"data":', () => response.destroy());
      return;
    case 401: {
      const body = { success: false, code: '390104', message: 'Session token is invalid.', data: null };
      response.writeHead(401, { 'content-type': 'application/json' }).end(JSON.stringify(body));
      return;
    }
    default:
      response.writeHead(answer, { 'content-type': 'text/html' }).end('<html></html>');
  }
}
