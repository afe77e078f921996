import { TrellisError } from '../../errors/trellis-error.js';
import type { Warehouse } from '../warehouse.js';
import { within } from '../within.js';
import { atMostEvery } from './at-most-every.js';
import type { DataSign } from './data-version.js';
import { tellOnce } from './tell-once.js';

const DEADLINE_MS = 10_000;
/** How long questions wait for it: in an outage, what is kept can still be told. */
const WAIT_MS = 1_000;

/**
 * What a statement gives in its first row and column, such as the time of the last load. Asked at most once in
 * `everyMs`; while it takes long, and where it fails, what it gave before.
 * @param onWarning told of each failure once
 */
export function versionQuerySign(
  warehouse: Pick<Warehouse, 'run'>,
  sql: string,
  everyMs: number,
  onWarning: (message: string) => void,
  clock: () => number = Date.now,
): DataSign {
  const tell = tellOnce(onWarning);
  let known: string | undefined;
  const asked = atMostEvery(
    everyMs,
    async () => {
      const given = await ask(warehouse, sql);
      if (given instanceof TrellisError) {
        const keeps =
          known === undefined ? 'Until it answers, answers are kept for a minute at most.' : 'The version stays.';
        tell(`cache.versionQuery gives no data version: ${given.message} ${keeps}`);
      } else {
        known = given;
        tell(undefined);
      }
    },
    clock,
  );
  return async () => {
    await within(WAIT_MS, asked());
    return known;
  };
}

async function ask(warehouse: Pick<Warehouse, 'run'>, sql: string): Promise<string | TrellisError> {
  try {
    const { rows } = await warehouse.run({ sql, bindings: [] }, { deadlineMs: DEADLINE_MS });
    const value = rows[0]?.[0];
    if (value === undefined) return new TrellisError('CONFIG_INVALID', 'It has no rows.');
    return value === null ? 'NULL' : `${typeof value} ${value}`;
  } catch (error) {
    if (error instanceof TrellisError) return error;
    return new TrellisError('WAREHOUSE_REJECTED', 'The warehouse failed.', { cause: error });
  }
}
