import { TrellisError } from '../errors/trellis-error.js';
import type { RunOptions, ScanEstimate, Statement, Warehouse } from '../warehouse/warehouse.js';

/** The most that one statement may read. */
export interface CostLimits {
  readonly bytes?: number | undefined;
  readonly partitions?: number | undefined;
}

const REMEMBERED = 1_000;
const REMEMBERED_MS = 600_000;

interface Known {
  readonly scan: ScanEstimate;
  readonly until: number;
}

/**
 * Asks the warehouse what a statement would read before it runs, and refuses what is above the limits. Estimates are
 * remembered for ten minutes, so that a dashboard that is asked again costs no second question.
 */
export class CostCeiling {
  readonly deadlineMs: number;
  readonly #limits: CostLimits;
  readonly #warehouse: Warehouse;
  readonly #known = new Map<string, Known>();

  constructor(limits: CostLimits, warehouse: Warehouse, deadlineMs: number) {
    this.#limits = limits;
    this.#warehouse = warehouse;
    this.deadlineMs = deadlineMs;
  }

  /** @throws COST_LIMIT_EXCEEDED, and what `Warehouse.explain` throws */
  async check(statement: Statement, options: RunOptions): Promise<void> {
    const { bytes, partitions, partitionsTotal } = await this.#estimate(statement, options);
    const { bytes: mostBytes = Infinity, partitions: mostPartitions = Infinity } = this.#limits;
    if (bytes <= mostBytes && partitions <= mostPartitions) return;
    const limit = bytes > mostBytes ? sizeText(mostBytes) : `${mostPartitions} partitions`;
    throw new TrellisError(
      'COST_LIMIT_EXCEEDED',
      `The query would read up to ${sizeText(bytes)} in ${partitions} of ${partitionsTotal} partitions; at most ${limit} are allowed. Ask for a shorter time range, filter by what the tables are clustered by, or have warehouse.${bytes > mostBytes ? 'maxScanBytes' : 'maxScanPartitions'} raised.`,
    );
  }

  async #estimate(statement: Statement, options: RunOptions): Promise<ScanEstimate> {
    const key = JSON.stringify([statement.sql, statement.bindings]);
    const known = this.#known.get(key);
    if (known && known.until > Date.now()) return known.scan;
    const { scan } = await this.#warehouse.explain(statement, options);
    if (!scan) {
      throw new TrellisError(
        'COST_LIMIT_EXCEEDED',
        'The warehouse does not tell what the query would read, so that it can not be held to the limit that is configured (warehouse.maxScanBytes, warehouse.maxScanPartitions).',
      );
    }
    this.#known.delete(key);
    this.#known.set(key, { scan, until: Date.now() + REMEMBERED_MS });
    const [oldest] = this.#known.keys();
    if (this.#known.size > REMEMBERED && oldest !== undefined) this.#known.delete(oldest);
    return scan;
  }
}

const UNITS = ['bytes', 'kB', 'MB', 'GB', 'TB', 'PB'];

/** 1234567 → "1.2 MB", in powers of 1000. */
function sizeText(bytes: number): string {
  const power = bytes < 1000 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log10(bytes) / 3));
  const number = bytes / 1000 ** power;
  return `${power === 0 ? number : number.toFixed(1)} ${UNITS[power]}`;
}
