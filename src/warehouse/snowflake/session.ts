import type { Connection, RowStatement } from 'snowflake-sdk';
import type { Statement } from '../warehouse.js';
import { loadDriver } from './driver.js';
import { connectError, isNetworkError, isSessionEnded, snowflakeError } from './errors.js';
import { loginOf } from './login.js';
import type { SnowflakeOptions } from './options.js';

/**
 * What a week and the time of day are, whatever the account's defaults; and a statement whose caller is lost is not
 * computed to its end (https://docs.snowflake.com/en/sql-reference/parameters).
 */
const SESSION_SETTINGS = "alter session set week_start = 1, timezone = 'UTC', abort_detached_query = true";

/** A session that was not used for so long is asked for a sign of life before it gets a statement. */
const TESTED_AFTER_MS = 60_000;
/** A session that is not used for so long is closed. */
const CLOSED_AFTER_MS = 600_000;
const TEST_MS = 5_000;
const ENDED_WITHIN_MS = 3_000;
const SESSION_SETTINGS_SECONDS = 30;

/** What goes with one statement. */
export interface StatementSettings {
  readonly timeoutSeconds: number;
  readonly tag: string;
}

/** One session at Snowflake: opened when it is first needed, tested where it may be lost, opened anew where it is. */
export class SnowflakeSession {
  readonly #options: SnowflakeOptions;
  readonly #isInteractive: boolean;
  #connection: Connection | undefined;
  #opening: Promise<Connection> | undefined;
  #usedAt = 0;
  #using = 0;
  #isDoubtful = false;

  constructor(options: SnowflakeOptions) {
    this.#options = options;
    this.#isInteractive = isInteractive(options);
  }

  /**
   * Runs a statement; resolves once Snowflake has computed its rows, which are then read from the RowStatement.
   * A session that ended before the statement ran is replaced, once. An abort rejects at once, and cancels at Snowflake.
   */
  async execute(
    statement: Statement,
    settings: StatementSettings,
    signal: AbortSignal,
    onReady: () => void,
  ): Promise<RowStatement> {
    this.#using++;
    try {
      try {
        return await this.#executeOnce(statement, settings, signal, onReady);
      } catch (error) {
        if (signal.aborted || !isSessionEnded(error)) throw error;
        return await this.#executeOnce(statement, settings, signal, onReady);
      }
    } catch (error) {
      throw signal.aborted ? signal.reason : snowflakeError(error);
    } finally {
      this.#using--;
      this.#usedAt = performance.now();
    }
  }

  async closeIfIdle(): Promise<void> {
    if (this.#using === 0 && performance.now() - this.#usedAt > CLOSED_AFTER_MS) await this.close();
  }

  /** Ends the session; a later statement opens another. */
  async close(): Promise<void> {
    const connection = this.#connection;
    this.#connection = undefined;
    this.#opening = undefined;
    if (connection) await destroy(connection);
  }

  async #executeOnce(
    statement: Statement,
    settings: StatementSettings,
    signal: AbortSignal,
    onReady: () => void,
  ): Promise<RowStatement> {
    const connection = await this.#ready(signal);
    onReady();
    try {
      return await execute(connection, statement, settings, signal, () => this.#drop(connection));
    } catch (error) {
      if (isSessionEnded(error)) this.#drop(connection);
      // The deadline passed, or the network failed: whether the session lives is not known.
      else if (signal.aborted || isNetworkError(error)) this.#isDoubtful = true;
      throw error;
    }
  }

  async #ready(signal: AbortSignal): Promise<Connection> {
    const known = this.#connection;
    if (known && (await this.#isAlive(known, signal))) return known;
    if (known) this.#drop(known);
    this.#opening ??= this.#open();
    const opening = this.#opening;
    try {
      return await untilAborted(opening, signal);
    } catch (error) {
      // An attempt that hangs must not hold up the next statement; a user at a browser may take their time.
      if (this.#opening === opening && !this.#isInteractive) this.#opening = undefined;
      throw error;
    }
  }

  #open(): Promise<Connection> {
    const opening = connect(this.#options).then(
      (connection) => {
        if (this.#opening !== opening) {
          void destroy(connection);
        } else {
          this.#opening = undefined;
          this.#connection = connection;
          this.#isDoubtful = false;
        }
        return connection;
      },
      (error) => {
        if (this.#opening === opening) this.#opening = undefined;
        throw error;
      },
    );
    // Where nobody waits any more, nobody need know.
    opening.catch(() => {});
    return opening;
  }

  async #isAlive(connection: Connection, signal: AbortSignal): Promise<boolean> {
    if (!connection.isUp()) return false;
    if (!this.#isDoubtful && performance.now() - this.#usedAt < TESTED_AFTER_MS) return true;
    const inTime = AbortSignal.any([signal, AbortSignal.timeout(TEST_MS)]);
    const isValid = await untilAborted(connection.isValidAsync(), inTime).catch(() => false);
    signal.throwIfAborted();
    this.#isDoubtful = !isValid;
    return isValid;
  }

  #drop(connection: Connection): void {
    if (this.#connection === connection) this.#connection = undefined;
    void destroy(connection);
  }
}

/** Whether each login asks somebody at a browser. */
export function isInteractive({ authenticator }: SnowflakeOptions): boolean {
  return authenticator?.toUpperCase() === 'EXTERNALBROWSER';
}

async function connect(options: SnowflakeOptions): Promise<Connection> {
  const driver = await loadDriver();
  try {
    const connection = driver.createConnection(loginOf(options));
    // connectAsync() resolves even where the login is refused.
    await new Promise<void>((resolve, reject) => {
      connection.connect((error) => (error ? reject(error) : resolve()));
    });
    const settings = { timeoutSeconds: SESSION_SETTINGS_SECONDS, tag: '' };
    await execute(
      connection,
      { sql: SESSION_SETTINGS, bindings: [] },
      settings,
      new AbortController().signal,
      () => {},
    );
    return connection;
  } catch (error) {
    throw connectError(error);
  }
}

function execute(
  connection: Connection,
  { sql, bindings }: Statement,
  { timeoutSeconds, tag }: StatementSettings,
  signal: AbortSignal,
  onLost: () => void,
): Promise<RowStatement> {
  signal.throwIfAborted();
  return new Promise((resolve, reject) => {
    const running = connection.execute({
      sqlText: sql,
      binds: [...bindings],
      rowMode: 'array',
      streamResult: true,
      fetchAsString: ['Number', 'JSON', 'Buffer'],
      parameters: {
        STATEMENT_TIMEOUT_IN_SECONDS: timeoutSeconds,
        MULTI_STATEMENT_COUNT: 1,
        ...(tag !== '' && { QUERY_TAG: tag }),
      },
      complete: (error, statement) => {
        signal.removeEventListener('abort', onAbort);
        if (error) reject(error);
        else resolve(statement as RowStatement);
      },
    });
    const onAbort = () => {
      // Where even that fails, the session is ended, so that no attempt of the driver's starts the statement later.
      running.cancel((error) => {
        if (error) onLost();
      });
      reject(signal.reason);
    };
    signal.addEventListener('abort', onAbort, { once: true });
  });
}

/** Waits for Snowflake's word a few seconds only: a session that nobody ends, Snowflake ends itself. */
function destroy(connection: Connection): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ENDED_WITHIN_MS);
    connection.destroy(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}

/** The promise's value, unless the signal aborts first. */
function untilAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(signal.reason);
    signal.addEventListener('abort', onAbort, { once: true });
    if (signal.aborted) onAbort();
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}
