import { LRUCache } from 'lru-cache';
import { TrellisError } from '../errors/trellis-error.js';
import { frozen, sizeOf } from './result-size.js';
import { cancelled, type Stop, stopOf, warehouseClosed } from './stop.js';
import type { ResultSet, RunOptions, Statement, Warehouse } from './warehouse.js';

export interface CacheOptions {
  /** Of all kept results together, about; 0 keeps none. */
  readonly maxBytes: number;
  /** Of statements that bring no deadline of their own; the warehouse's. */
  readonly deadlineMs: number;
}

/** A result that takes more than this share of the memory would drive too many others out. */
const LARGEST_SHARE = 1 / 8;

/**
 * Answers a statement from memory where its text, its bindings and the data version that its caller names are those of
 * an earlier one; equal ones under way run once. Without a data version a statement runs as ever. No error is kept.
 */
export function cached(warehouse: Warehouse, options: CacheOptions): Warehouse {
  return options.maxBytes > 0 ? new CachedWarehouse(warehouse, options) : warehouse;
}

/** A statement under way, with those who wait for it. */
interface Flight {
  readonly result: Promise<ResultSet>;
  readonly stop: AbortController;
  waiting: number;
}

class CachedWarehouse implements Warehouse {
  readonly dialect: Warehouse['dialect'];
  readonly #warehouse: Warehouse;
  readonly #deadlineMs: number;
  readonly #kept: LRUCache<string, ResultSet>;
  readonly #flights = new Map<string, Flight>();
  readonly #closing = new AbortController();

  constructor(warehouse: Warehouse, { maxBytes, deadlineMs }: CacheOptions) {
    this.dialect = warehouse.dialect;
    this.#warehouse = warehouse;
    this.#deadlineMs = deadlineMs;
    this.#kept = new LRUCache({
      maxSize: maxBytes,
      maxEntrySize: Math.max(1, Math.floor(maxBytes * LARGEST_SHARE)),
      sizeCalculation: (result, key) => sizeOf(result) + key.length,
    });
  }

  async run(statement: Statement, options: RunOptions = {}): Promise<ResultSet> {
    const { dataVersion } = options;
    if (dataVersion === undefined) return this.#warehouse.run(statement, options);
    if (options.signal?.aborted) throw cancelled();
    const key = JSON.stringify([dataVersion, statement.sql, statement.bindings]);
    return this.#kept.get(key) ?? this.#shared(key, statement, options);
  }

  stream(...asked: Parameters<Warehouse['stream']>): ReturnType<Warehouse['stream']> {
    return this.#warehouse.stream(...asked);
  }

  explain(...asked: Parameters<Warehouse['explain']>): ReturnType<Warehouse['explain']> {
    return this.#warehouse.explain(...asked);
  }

  describe(table: string): ReturnType<Warehouse['describe']> {
    return this.#warehouse.describe(table);
  }

  close(): Promise<void> {
    this.#closing.abort(warehouseClosed());
    this.#kept.clear();
    return this.#warehouse.close();
  }

  /** Waits for the equal statement under way, or begins it. */
  async #shared(key: string, statement: Statement, options: RunOptions): Promise<ResultSet> {
    const stop = stopOf(options, this.#deadlineMs, this.#closing.signal);
    try {
      const underWay = this.#flights.get(key);
      if (!underWay) return await this.#wait(key, this.#begin(key, statement, options, stop), stop);
      try {
        return await this.#wait(key, underWay, stop);
      } catch (error) {
        // Whoever began it had less time.
        if (stop.signal.aborted || !(error instanceof TrellisError) || error.code !== 'DEADLINE_EXCEEDED') throw error;
      }
      const left = { ...options, deadlineMs: Math.max(1, Math.round(stop.remainingMs())) };
      return await this.#shared(key, statement, left);
    } finally {
      stop.release();
    }
  }

  /** The statement's deadline is that of the caller who begins it; its tag too. */
  #begin(key: string, statement: Statement, { signal: _own, ...options }: RunOptions, own: Stop): Flight {
    own.disarm();
    const stop = new AbortController();
    const result = this.#warehouse.run(statement, { ...options, signal: stop.signal }).then((rows) => {
      this.#kept.set(key, { ...frozen(rows), cached: true });
      return rows;
    });
    const flight: Flight = { result, stop, waiting: 0 };
    this.#flights.set(key, flight);
    const land = () => {
      if (this.#flights.get(key) === flight) this.#flights.delete(key);
    };
    result.then(land, land);
    return flight;
  }

  /** Whoever goes away leaves the statement to the others; with the last one it ends. */
  async #wait(key: string, flight: Flight, { signal }: Stop): Promise<ResultSet> {
    flight.waiting += 1;
    try {
      return await beforeStop(flight.result, signal);
    } finally {
      flight.waiting -= 1;
      if (flight.waiting === 0 && this.#flights.get(key) === flight) {
        this.#flights.delete(key);
        flight.stop.abort();
      }
    }
  }
}

function beforeStop<T>(result: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const leave = () => reject(signal.reason);
    if (signal.aborted) leave();
    signal.addEventListener('abort', leave, { once: true });
    const stay = () => signal.removeEventListener('abort', leave);
    result.then(resolve, reject).finally(stay);
  });
}
