import type { Connection, ConnectionOptions, RowStatement } from 'snowflake-sdk';
import { TrellisError } from '../errors/trellis-error.js';
import { connectError, snowflakeError } from './snowflake-errors.js';
import { columnOf, convertRow } from './snowflake-rows.js';
import { stopOf, warehouseClosed } from './stop.js';
import { quoteOddTable } from './table-names.js';
import { WaitingLine } from './waiting-line.js';
import type { ResultSet, RunOptions, Scalar, Statement, TableColumn, Warehouse } from './warehouse.js';

export interface SnowflakeOptions {
  readonly account: string;
  readonly username: string;
  readonly password?: string;
  readonly privateKey?: string;
  readonly privateKeyPath?: string;
  readonly privateKeyPass?: string;
  readonly token?: string;
  /** SNOWFLAKE_JWT where there is a private key and no other is named. */
  readonly authenticator?: string;
  readonly role?: string;
  readonly warehouse?: string;
  readonly database?: string;
  readonly schema?: string;
  readonly accessUrl?: string;
  /** Statements, and sessions, at once; 4 by default. */
  readonly concurrency?: number;
  /** For statements that bring no deadline of their own; 30,000 by default. */
  readonly deadlineMs?: number;
}

/** What a session must mean by a week and by the time of day, whatever the account's defaults. */
const SESSION_SETTINGS = "alter session set week_start = 1, timezone = 'UTC'";

type Pool = ReturnType<typeof import('snowflake-sdk')['createPool']>;

/** A pool of Snowflake sessions. Connects with the first statement, so that a server starts without Snowflake. */
export async function openSnowflake(options: SnowflakeOptions): Promise<Warehouse> {
  // The module reads these from the environment alone, while it loads: else it asks cloud metadata addresses where it runs.
  process.env.SNOWFLAKE_DISABLE_PLATFORM_DETECTION ??= 'true';
  process.env.SF_TELEMETRY_DISABLE_CONNECTION_SHAPE ??= '1';
  const { default: snowflake } = await import('snowflake-sdk');
  // Else it writes JSON to stdout and a log file into the working folder.
  snowflake.configure({ logLevel: 'OFF', additionalLogToConsole: false });

  const { concurrency = 4, deadlineMs = 30_000, ...login } = options;
  const connection: ConnectionOptions = {
    ...login,
    ...(options.authenticator === undefined && hasKey(options) ? { authenticator: 'SNOWFLAKE_JWT' } : {}),
    application: 'Trellis',
    representNullAsStringNull: false,
    sfRetryMaxLoginRetries: 2,
  };
  const poolOptions = { max: concurrency, min: 0, testOnBorrow: true, idleTimeoutMillis: 600_000 };
  return new SnowflakeWarehouse(snowflake.createPool(connection, poolOptions), concurrency, deadlineMs);
}

const hasKey = (options: SnowflakeOptions) => options.privateKey !== undefined || options.privateKeyPath !== undefined;

class SnowflakeWarehouse implements Warehouse {
  readonly dialect = 'snowflake';
  readonly #pool: Pool;
  /** The pool's own line is not left by an abort; in this one, each place stands for a session. */
  readonly #places: WaitingLine<number>;
  readonly #deadlineMs: number;
  readonly #closing = new AbortController();
  readonly #settled = new WeakSet<Connection>();

  constructor(pool: Pool, concurrency: number, deadlineMs: number) {
    this.#pool = pool;
    this.#places = new WaitingLine(Array.from({ length: concurrency }, (_, place) => place));
    this.#deadlineMs = deadlineMs;
  }

  async run(statement: Statement, options: RunOptions = {}): Promise<ResultSet> {
    const { signal, release } = stopOf(options, this.#deadlineMs, this.#closing.signal);
    const seconds = Math.ceil((options.deadlineMs ?? this.#deadlineMs) / 1000);
    try {
      const place = await this.#places.take(signal);
      try {
        const connection = await untilAborted(this.#connect(), signal, (late) => this.#pool.release(late));
        try {
          if (!this.#settled.has(connection)) {
            await execute(connection, { sql: SESSION_SETTINGS, bindings: [] }, seconds, signal);
            this.#settled.add(connection);
          }
          return await execute(connection, statement, seconds, signal);
        } finally {
          await this.#pool.release(connection);
        }
      } finally {
        this.#places.give(place);
      }
    } catch (error) {
      throw signal.aborted ? signal.reason : snowflakeError(error);
    } finally {
      release();
    }
  }

  async describe(table: string): Promise<readonly TableColumn[] | undefined> {
    try {
      const { columns } = await this.run({ sql: `select * from ${quoteOddTable(table)} limit 0`, bindings: [] });
      return columns.map(({ name, type }) => ({ name, type }));
    } catch (error) {
      if (error instanceof TrellisError && error.code === 'TABLE_NOT_FOUND') return undefined;
      throw error;
    }
  }

  async close(): Promise<void> {
    if (this.#closing.signal.aborted) return;
    this.#closing.abort(warehouseClosed());
    await this.#places.drain();
    await this.#pool.drain();
    await this.#pool.clear();
  }

  async #connect(): Promise<Connection> {
    try {
      return await this.#pool.acquire();
    } catch (error) {
      throw connectError(error);
    }
  }
}

/** Runs one statement on one session. An abort rejects at once, and cancels it at Snowflake without waiting for the answer. */
function execute(
  connection: Connection,
  { sql, bindings }: Statement,
  timeoutSeconds: number,
  signal: AbortSignal,
): Promise<ResultSet> {
  return new Promise((resolve, reject) => {
    const end = (finish: () => void) => {
      signal.removeEventListener('abort', onAbort);
      finish();
    };
    const running = connection.execute({
      sqlText: sql,
      binds: bindings,
      rowMode: 'array',
      streamResult: true,
      fetchAsString: ['Number', 'JSON', 'Buffer'],
      parameters: { STATEMENT_TIMEOUT_IN_SECONDS: timeoutSeconds, MULTI_STATEMENT_COUNT: 1 },
      complete: (error, statement) => {
        if (error) end(() => reject(error));
        else
          readRows(statement, signal).then(
            (result) => end(() => resolve(result)),
            (failure) => end(() => reject(failure)),
          );
      },
    });
    const onAbort = () => {
      running.cancel(() => {});
      reject(signal.reason);
    };
    signal.addEventListener('abort', onAbort, { once: true });
    if (signal.aborted) onAbort();
  });
}

async function readRows(statement: RowStatement, signal: AbortSignal): Promise<ResultSet> {
  const columns = (statement.getColumns() ?? []).map(columnOf);
  const rows: Scalar[][] = [];
  for await (const row of statement.streamRows()) {
    signal.throwIfAborted();
    rows.push(convertRow(row as unknown[], columns));
  }
  return { columns, rows };
}

/** The promise's value, unless the signal aborts first; what comes later goes to `returnLate`. */
function untilAborted<T>(promise: Promise<T>, signal: AbortSignal, returnLate: (late: T) => unknown): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(signal.reason);
    signal.addEventListener('abort', onAbort, { once: true });
    promise
      .then((value) => (signal.aborted ? returnLate(value) : resolve(value)), reject)
      .catch(reject)
      .finally(() => signal.removeEventListener('abort', onAbort));
  });
}
