import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type DuckDBConnection,
  DuckDBInstance,
  type DuckDBPreparedStatement,
  type DuckDBType,
  StatementType,
} from '@duckdb/node-api';
import { TrellisError } from '../errors/trellis-error.js';
import { duckdbError } from './duckdb-errors.js';
import { keepLeadingMarks } from './duckdb-text.js';
import { columnOf, rowsOf } from './duckdb-values.js';
import { loadFolder } from './folder.js';
import { readAll, releasing } from './row-stream.js';
import { deadlineExceeded, noTurn, type Stop, stopOf, warehouseClosed } from './stop.js';
import { quoteTable } from './table-names.js';
import { WaitingLine } from './waiting-line.js';
import type {
  Binding,
  Explanation,
  ResultSet,
  RowStream,
  RunOptions,
  Statement,
  TableColumn,
  Warehouse,
} from './warehouse.js';

export type { DuckDBConnection };

export interface DuckDBOptions {
  /** A DuckDB file, opened read-only unless `setup` or `folder` fill it; without it, in memory. */
  readonly file?: string;
  /** Statements run one by one at open, before the files and the settings are shut. */
  readonly setup?: readonly string[];
  /** A folder of CSV and Parquet files, copied into tables of their names. */
  readonly folder?: string;
  readonly threads?: number;
  /** As DuckDB writes it: "2GB". */
  readonly memoryLimit?: string;
  /** Statements at once, 2 by default. Each one holds a thread of libuv's four: leave some to the rest of the process. */
  readonly concurrency?: number;
  /** For statements that bring no deadline of their own; 30,000 by default. */
  readonly deadlineMs?: number;
}

keepLeadingMarks();

/** An interrupt that comes before DuckDB has begun a statement is lost, so it is repeated. */
const INTERRUPT_EVERY_MS = 50;
const DEADLINE_MS = 30_000;
const READS = new Set<StatementType>([StatementType.SELECT, StatementType.EXPLAIN]);

/** Opens DuckDB: fills it, then shuts the file system and the settings. Statements can only read. */
export async function openDuckDB(options: DuckDBOptions = {}): Promise<Warehouse> {
  const instance = await openInstance(options);
  try {
    const connections = await Promise.all(Array.from({ length: options.concurrency ?? 2 }, () => instance.connect()));
    const first = connections[0]!;
    await execute(first, "SET GLOBAL TimeZone = 'UTC'");
    for (const sql of options.setup ?? []) await execute(first, sql);
    const unreadable = options.folder === undefined ? undefined : await loadFolder(first, options.folder);
    await execute(first, 'SET enable_external_access = false');
    await execute(first, 'SET lock_configuration = true');
    const letGo = () => {
      for (const connection of connections) connection.closeSync();
      instance.closeSync();
    };
    return new DuckDBWarehouse(connections, options.deadlineMs ?? DEADLINE_MS, letGo, unreadable);
  } catch (error) {
    instance.closeSync();
    throw duckdbError(error);
  }
}

/**
 * Asks over an open connection of the caller's, one statement at a time. Nothing of it is set or closed; its `TimeZone`
 * decides how TIMESTAMPTZ columns are cut, so it should be UTC.
 */
export function lendDuckDB(connection: DuckDBConnection, deadlineMs: number = DEADLINE_MS): Warehouse {
  return new DuckDBWarehouse([connection], deadlineMs, () => {});
}

class DuckDBWarehouse implements Warehouse {
  readonly dialect = 'duckdb';
  readonly #connections: WaitingLine<DuckDBConnection>;
  readonly #places: number;
  readonly #deadlineMs: number;
  readonly #letGo: () => void;
  /** By table, in lower case: why its file is no table. */
  readonly #unreadable: ReadonlyMap<string, string>;
  readonly #closing = new AbortController();

  constructor(
    connections: readonly DuckDBConnection[],
    deadlineMs: number,
    letGo: () => void,
    unreadable: ReadonlyMap<string, string> = new Map(),
  ) {
    this.#connections = new WaitingLine(connections);
    this.#places = connections.length;
    this.#deadlineMs = deadlineMs;
    this.#letGo = letGo;
    this.#unreadable = unreadable;
  }

  async run(statement: Statement, options: RunOptions = {}): Promise<ResultSet> {
    const stop = this.#stopOf(options);
    try {
      return await readAll(await this.#execute(statement, stop));
    } catch (error) {
      throw stop.signal.aborted ? stop.signal.reason : error;
    } finally {
      stop.release();
    }
  }

  /** DuckDB holds the whole result, in its own compact form; rows are made of it as they are read. */
  async stream(statement: Statement, options: RunOptions = {}): Promise<RowStream> {
    const stop = this.#stopOf(options);
    try {
      const { columns, batches } = await this.#execute(statement, stop);
      stop.disarm();
      return { columns, batches: releasing(batches, stop) };
    } catch (error) {
      stop.release();
      throw error;
    }
  }

  async explain({ sql, bindings }: Statement, options: RunOptions = {}): Promise<Explanation> {
    const { rows } = await this.run({ sql: `explain ${sql}`, bindings }, options);
    return { text: rows.map((row) => String(row.at(-1))).join('\n') };
  }

  async describe(table: string): Promise<readonly TableColumn[] | undefined> {
    const stop = this.#stopOf({});
    try {
      return await this.#withPrepared(`select * from ${quoteTable(table)}`, stop, async (prepared) =>
        Array.from({ length: prepared.columnCount }, (_, index) => {
          const { name, type } = columnOf(prepared.columnName(index), prepared.columnType(index) as DuckDBType);
          return { name, type };
        }),
      );
    } catch (error) {
      if (error instanceof TrellisError && error.code === 'TABLE_NOT_FOUND') return undefined;
      throw error;
    } finally {
      stop.release();
    }
  }

  /** Stops what runs and refuses what waits, then lets go of the database. */
  async close(): Promise<void> {
    if (this.#closing.signal.aborted) return;
    this.#closing.abort(warehouseClosed());
    await this.#connections.drain();
    this.#letGo();
  }

  #stopOf(options: RunOptions): Stop {
    return stopOf(options, this.#deadlineMs, this.#closing.signal);
  }

  #execute({ sql, bindings }: Statement, stop: Stop): Promise<RowStream> {
    return this.#withPrepared(sql, stop, async (prepared) => {
      if (!READS.has(prepared.statementType)) {
        throw new TrellisError('WAREHOUSE_REJECTED', 'The warehouse refused the statement: it does not read.');
      }
      bindings.forEach((value, index) => {
        bind(prepared, index + 1, value);
      });
      // Not stream(): its fetchChunk() ends silently where the statement fails half-way, and rows would be missing.
      return rowsOf(await prepared.run(), stop.signal);
    });
  }

  async #withPrepared<T>(sql: string, stop: Stop, use: (prepared: DuckDBPreparedStatement) => Promise<T>): Promise<T> {
    const { signal } = stop;
    try {
      stop.blame(noTurn(this.#places));
      const connection = await this.#connections.take(signal);
      stop.blame(deadlineExceeded);
      const stopInterrupting = interruptOn(signal, connection);
      try {
        const prepared = await connection.prepare(sql);
        try {
          signal.throwIfAborted();
          return await use(prepared);
        } finally {
          prepared.destroySync();
        }
      } finally {
        stopInterrupting();
        this.#connections.give(connection);
      }
    } catch (error) {
      throw signal.aborted ? signal.reason : this.#withReason(duckdbError(error));
    }
  }

  /** There is no table because its file could not be read: that is what to mend. */
  #withReason(error: TrellisError): TrellisError {
    const reason = error.code === 'TABLE_NOT_FOUND' && this.#unreadable.get((error.names[0] ?? '').toLowerCase());
    if (!reason) return error;
    return new TrellisError('TABLE_NOT_FOUND', `${error.message} ${reason}`, { names: error.names, cause: error });
  }
}

async function openInstance(options: DuckDBOptions): Promise<DuckDBInstance> {
  const { file } = options;
  const readOnly = file !== undefined && options.setup === undefined && options.folder === undefined;
  if (readOnly && !existsSync(file)) throw new TrellisError('CONFIG_INVALID', `There is no DuckDB file "${file}".`);
  const settings: Record<string, string> = {
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    // Else DuckDB spills into ".tmp" in the working folder.
    temp_directory: join(tmpdir(), `trellis-duckdb-${process.pid}`),
  };
  if (readOnly) settings.access_mode = 'READ_ONLY';
  if (options.threads !== undefined) settings.threads = String(options.threads);
  if (options.memoryLimit !== undefined) settings.memory_limit = options.memoryLimit;
  try {
    return await DuckDBInstance.create(file ?? ':memory:', settings);
  } catch (cause) {
    const what = file === undefined ? 'DuckDB cannot be opened' : `The DuckDB file "${file}" cannot be opened`;
    const message = `${what}: another process may hold it, or it is not a DuckDB file, or a setting is not valid.`;
    throw new TrellisError('WAREHOUSE_UNAVAILABLE', message, { cause });
  }
}

/** One statement of our own; prepared, so that it is never several. */
async function execute(connection: DuckDBConnection, sql: string): Promise<void> {
  const prepared = await connection.prepare(sql);
  try {
    await prepared.run();
  } finally {
    prepared.destroySync();
  }
}

/** Whole numbers are bound as such: as a double, 2^53 + 1 would equal 2^53, and DATE + ? would not bind. */
function bind(prepared: DuckDBPreparedStatement, index: number, value: Binding): void {
  if (value === null) prepared.bindNull(index);
  else if (typeof value === 'boolean') prepared.bindBoolean(index, value);
  else if (typeof value === 'string') prepared.bindVarchar(index, value);
  else if (!Number.isSafeInteger(value)) prepared.bindDouble(index, value);
  else if ((value | 0) === value) prepared.bindInteger(index, value);
  else prepared.bindBigInt(index, BigInt(value));
}

/** The connection outlives an interrupt. Returns how to end the watch. */
function interruptOn(signal: AbortSignal, connection: DuckDBConnection): () => void {
  let again: NodeJS.Timeout | undefined;
  const interrupt = () => {
    connection.interrupt();
    again = setTimeout(interrupt, INTERRUPT_EVERY_MS);
  };
  signal.addEventListener('abort', interrupt, { once: true });
  return () => {
    signal.removeEventListener('abort', interrupt);
    clearTimeout(again);
  };
}
