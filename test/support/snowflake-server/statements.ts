import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { bindingsOf } from './bindings.js';
import type { Database } from './database.js';
import { explainedStatement } from './explain.js';
import { ABORTED, type Failure, failureOf, StatementError, suspended, timedOut } from './failures.js';
import type { Faults } from './faults.js';
import type { SeenStatement, WireBindings } from './options.js';
import { singleRow, type WireResult } from './results.js';
import type { Session } from './sessions.js';
import { applySetting } from './settings.js';

/** A week. */
const LONGEST_SECONDS = 604_800;

export type Outcome =
  | { readonly kind: 'result'; readonly result: WireResult }
  | { readonly kind: 'failure'; readonly failure: Failure };

/** What a query request asks for. */
export interface Order {
  readonly requestId: string;
  readonly sql: string;
  readonly bindings: WireBindings;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly describeOnly: boolean;
  readonly session: Session;
}

/** One statement, from its request until its result is asked for no more. */
export class Statement implements SeenStatement {
  readonly queryId = randomUUID();
  readonly requestId: string;
  readonly sql: string;
  readonly bindings: WireBindings;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly session: Session;
  state: SeenStatement['state'] = 'running';
  readonly outcome: Promise<Outcome>;
  /** Settles once DuckDB has let go of it, which an abort does not wait for. */
  readonly settled: Promise<unknown>;
  readonly #stop = new AbortController();

  constructor(order: Order, database: Database, faults: Faults) {
    this.requestId = order.requestId;
    this.sql = order.sql;
    this.bindings = order.bindings;
    this.parameters = order.parameters;
    this.session = order.session;
    const { signal } = this.#stop;
    const seconds = timeoutOf(order, faults.accountTimeoutSeconds);
    const timer = setTimeout(() => this.#stop.abort(timedOut(seconds)), Math.min(seconds * 1000, 2 ** 31 - 1));
    const work = run(order, database, faults, signal);
    this.settled = work.catch(() => {});
    this.outcome = Promise.race([work, rejectOnAbort(signal)])
      .then(
        (result): Outcome => ({ kind: 'result', result }),
        (error): Outcome => ({ kind: 'failure', failure: signal.reason ?? failureOf(error, order.sql) }),
      )
      .then((outcome) => this.#end(outcome, timer));
  }

  /** False where it no longer runs. */
  abort(): boolean {
    if (this.state !== 'running') return false;
    this.#stop.abort(ABORTED);
    return true;
  }

  #end(outcome: Outcome, timer: NodeJS.Timeout): Outcome {
    clearTimeout(timer);
    if (outcome.kind === 'result') this.state = 'done';
    else if (outcome.failure === ABORTED) this.state = 'aborted';
    else this.state = outcome.failure.code === '000630' ? 'timeout' : 'failed';
    return outcome;
  }
}

async function run(order: Order, database: Database, faults: Faults, signal: AbortSignal): Promise<WireResult> {
  const { sql, session, describeOnly } = order;
  if (sql.trim() === '') throw new StatementError('000900', '42601', 'SQL compilation error:\nEmpty SQL statement.');
  if (applySetting(sql, session)) return singleRow('status', 'Statement executed successfully.');
  if (faults.statementDelayMs > 0) await sleep(faults.statementDelayMs, undefined, { signal });
  const needsWarehouse = !describeOnly && explainedStatement(sql) === undefined;
  if (needsWarehouse && faults.warehouse !== 'running') throw suspended(faults.warehouse, session.warehouse);
  const bindings = bindingsOf(order.bindings);
  return database.answer({ sql, bindings, session, signal, describeOnly, plan: faults.plan });
}

/** The lower one of the statement's (else its session's) and the account's; 0 is none, which means the longest. */
function timeoutOf({ parameters, session }: Order, ofAccount: number | undefined): number {
  const given = parameters.STATEMENT_TIMEOUT_IN_SECONDS ?? session.parameters.get('STATEMENT_TIMEOUT_IN_SECONDS');
  return Math.min(...[Number(given), ofAccount ?? 0].filter((seconds) => seconds > 0), LONGEST_SECONDS);
}

function rejectOnAbort(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(new Error('stopped')), { once: true });
  });
}
