import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Answer, refuse, succeed } from './answers.js';
import type { Database } from './database.js';
import type { Faults } from './faults.js';
import { toldParameters } from './parameters.js';
import { objectOf, textOf, type WireRequest } from './requests.js';
import type { WireResult } from './results.js';
import type { Session } from './sessions.js';
import { Statement } from './statements.js';

const IN_PROGRESS = '333333';
const IN_PROGRESS_ASYNC = '333334';
const SELECT_TYPE = 4096;

/** Runs statements and answers what is asked about them: their results, part by part, or an abort. */
export class Queries {
  readonly statements: Statement[] = [];
  readonly #database: Database;
  readonly #faults: Faults;
  readonly #pollAfterMs: number;
  readonly #url: () => string;
  /** Chunks are only served to who brings this key, as S3 does. */
  readonly #chunkKey = randomBytes(32).toString('base64');

  constructor(database: Database, faults: Faults, pollAfterMs: number, url: () => string) {
    this.#database = database;
    this.#faults = faults;
    this.#pollAfterMs = pollAfterMs;
    this.#url = url;
  }

  /** A request whose id is known gets the answer of the statement that it started. */
  async start(request: WireRequest, session: Session): Promise<Answer> {
    const requestId = request.query.get('requestId') ?? '';
    const known = this.statements.find((one) => one.requestId === requestId);
    const statement = known ?? this.#run(request, requestId, session);
    return request.body.asyncExec === true ? inProgress(statement, IN_PROGRESS_ASYNC) : this.#answer(statement);
  }

  async result(queryId: string): Promise<Answer> {
    const statement = this.statements.find((one) => one.queryId === queryId);
    return statement === undefined ? refuse('000709', `Statement ${queryId} not found`) : this.#answer(statement);
  }

  abort(of: { readonly queryId: string } | { readonly requestId: unknown }): Answer {
    const statement = this.statements.find((one) =>
      'queryId' in of ? one.queryId === of.queryId : one.requestId === of.requestId,
    );
    return statement?.abort() === true
      ? succeed(null)
      : refuse('000605', 'Identified SQL statement is not currently executing.');
  }

  /** What runs in a session that is closed is not computed to its end. */
  abortAllOf(session: Session): void {
    for (const one of this.statements) if (one.session === session) one.abort();
  }

  async chunk(queryId: string, index: number, request: WireRequest): Promise<Answer> {
    const outcome = await this.statements.find((one) => one.queryId === queryId)?.outcome;
    const chunk = outcome?.kind === 'result' ? outcome.result.chunks[index] : undefined;
    const isKnown = request.headers['x-amz-server-side-encryption-customer-key'] === this.#chunkKey;
    if (chunk === undefined || !isKnown) return { kind: 'status', status: 403 };
    return { kind: 'chunk', gzipped: chunk.gzipped };
  }

  async close(): Promise<void> {
    for (const one of this.statements) one.abort();
    await Promise.all(this.statements.map((one) => one.settled));
  }

  #run({ body }: WireRequest, requestId: string, session: Session): Statement {
    const order = {
      requestId,
      sql: textOf(body.sqlText) ?? '',
      bindings: objectOf(body.bindings) as Statement['bindings'],
      parameters: objectOf(body.parameters),
      describeOnly: body.describeOnly === true,
      session,
    };
    const statement = new Statement(order, this.#database, this.#faults);
    this.statements.push(statement);
    return statement;
  }

  async #answer(statement: Statement): Promise<Answer> {
    const waiting = new AbortController();
    const outcome = await Promise.race([
      statement.outcome,
      sleep(this.#pollAfterMs, undefined, { signal: waiting.signal }).catch(() => undefined),
    ]);
    waiting.abort();
    if (outcome === undefined) return inProgress(statement, IN_PROGRESS);
    if (outcome.kind === 'result') return succeed(this.#dataOf(statement, outcome.result));
    const { code, message, sqlState } = outcome.failure;
    return refuse(code, message, {
      internalError: false,
      errorCode: code,
      sqlState,
      queryId: statement.queryId,
      age: 0,
    });
  }

  #dataOf({ queryId, session }: Statement, result: WireResult): unknown {
    const chunks = result.chunks.map(({ rowCount, uncompressedSize, gzipped }, index) => ({
      url: `${this.#url()}/chunks/${queryId}/${index}`,
      rowCount,
      uncompressedSize,
      compressedSize: gzipped.length,
    }));
    return {
      queryId,
      parameters: toldParameters(session.parameters),
      rowtype: result.columns,
      rowset: result.rows,
      total: result.total,
      returned: result.total,
      ...(chunks.length > 0 && { chunks, qrmk: this.#chunkKey }),
      queryResultFormat: 'json',
      version: 1,
      statementTypeId: SELECT_TYPE,
      numberOfBinds: 0,
      arrayBindSupported: false,
      databaseProvider: null,
      finalDatabaseName: session.database ?? null,
      finalSchemaName: session.schema ?? null,
      finalWarehouseName: session.warehouse,
      finalRoleName: session.role,
      sendResultTime: Date.now(),
      queryContext: { entries: [{ id: 0, timestamp: Date.now() * 1000, priority: 0 }] },
    };
  }
}

function inProgress(statement: Statement, code: string): Answer {
  const { queryId } = statement;
  return succeed(
    { queryId, getResultUrl: `/queries/${queryId}/result`, queryAbortsAfterSecs: 300, progressDesc: null },
    code,
  );
}
