import { TrellisError } from '../errors/trellis-error.js';
import { readAll, releasing } from './row-stream.js';
import { noAnswer, noLogin } from './snowflake/errors.js';
import { explainStatement, explanationOf } from './snowflake/explain.js';
import type { SnowflakeOptions } from './snowflake/options.js';
import { queryTag } from './snowflake/query-tag.js';
import { batchesOf } from './snowflake/row-batches.js';
import { isInteractive, SnowflakeSession } from './snowflake/session.js';
import { columnOf } from './snowflake/values.js';
import { noTurn, type Stop, stopOf, warehouseClosed } from './stop.js';
import { quoteOddTable } from './table-names.js';
import { WaitingLine } from './waiting-line.js';
import type { Explanation, ResultSet, RowStream, RunOptions, Statement, TableColumn, Warehouse } from './warehouse.js';

export type { SnowflakeOptions };

const CONCURRENCY = 4;
const DEADLINE_MS = 30_000;
const TIDIED_EVERY_MS = 60_000;

/** A pool of Snowflake sessions. The driver is loaded, and sessions are opened, with the first statement: a server starts without Snowflake. */
export function openSnowflake(options: SnowflakeOptions): Warehouse {
  return new SnowflakeWarehouse(options);
}

class SnowflakeWarehouse implements Warehouse {
  readonly dialect = 'snowflake';
  readonly #sessions: readonly SnowflakeSession[];
  /** Each place in the line is a statement that may run. */
  readonly #places: WaitingLine<SnowflakeSession>;
  readonly #concurrency: number;
  readonly #deadlineMs: number;
  readonly #closing = new AbortController();
  readonly #tidying: NodeJS.Timeout;

  constructor(options: SnowflakeOptions) {
    this.#concurrency = options.concurrency ?? CONCURRENCY;
    this.#deadlineMs = options.deadlineMs ?? DEADLINE_MS;
    // Each login through a browser asks its user, so all statements share one session.
    const sessions = isInteractive(options) ? 1 : this.#concurrency;
    this.#sessions = Array.from({ length: sessions }, () => new SnowflakeSession(options));
    this.#places = new WaitingLine(
      Array.from({ length: this.#concurrency }, (_, place) => this.#sessions[place % this.#sessions.length]!),
    );
    this.#tidying = setInterval(() => {
      for (const session of this.#sessions) void session.closeIfIdle();
    }, TIDIED_EVERY_MS).unref();
  }

  async run(statement: Statement, options: RunOptions = {}): Promise<ResultSet> {
    const stop = stopOf(options, this.#deadlineMs, this.#closing.signal);
    try {
      return await readAll(await this.#execute(statement, options, stop));
    } catch (error) {
      throw stop.signal.aborted ? stop.signal.reason : error;
    } finally {
      stop.release();
    }
  }

  /** Snowflake keeps the result: only a few of its chunks are in memory at a time, however slowly they are read. */
  async stream(statement: Statement, options: RunOptions = {}): Promise<RowStream> {
    const stop = stopOf(options, this.#deadlineMs, this.#closing.signal);
    try {
      const { columns, batches } = await this.#execute(statement, options, stop);
      stop.disarm();
      return { columns, batches: releasing(batches, stop) };
    } catch (error) {
      stop.release();
      throw error;
    }
  }

  async explain({ sql, bindings }: Statement, options: RunOptions = {}): Promise<Explanation> {
    return explanationOf(await this.run({ sql: explainStatement(sql), bindings }, options));
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

  /** Stops what runs and refuses what waits, then ends the sessions. */
  async close(): Promise<void> {
    if (this.#closing.signal.aborted) return;
    clearInterval(this.#tidying);
    this.#closing.abort(warehouseClosed());
    await this.#places.drain();
    await Promise.all(this.#sessions.map((session) => session.close()));
  }

  async #execute(statement: Statement, { tag }: RunOptions, stop: Stop): Promise<RowStream> {
    const { signal } = stop;
    stop.blame(noTurn(this.#concurrency));
    const session = await this.#places.take(signal);
    try {
      stop.blame(noLogin);
      // The client's timer comes first; this is for a client that is lost.
      const settings = { timeoutSeconds: Math.ceil(stop.remainingMs() / 1000) + 1, tag: queryTag(tag) };
      const computed = await session.execute(statement, settings, signal, () => stop.blame(noAnswer));
      const columns = (computed.getColumns() ?? []).map(columnOf);
      return { columns, batches: batchesOf(computed, columns, signal) };
    } finally {
      this.#places.give(session);
    }
  }
}
