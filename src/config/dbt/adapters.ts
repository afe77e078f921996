import { didYouMean, nearestNames } from '../../errors/did-you-mean.js';
import { TrellisError } from '../../errors/trellis-error.js';
import type { Connection, Folders } from './connection.js';
import { duckdbConnection } from './duckdb-target.js';
import type { Target } from './profile.js';
import { snowflakeConnection } from './snowflake-target.js';

const ADAPTERS: ReadonlyMap<string, (target: Target, folders: Folders) => Connection> = new Map([
  ['duckdb', duckdbConnection],
  ['snowflake', snowflakeConnection],
]);

/**
 * How to connect to a target's warehouse.
 * @throws CONFIG_INVALID for another adapter, and for what Trellis can't connect to
 */
export function connectionOf(target: Target, folders: Folders): Connection {
  const adapter = ADAPTERS.get(target.type);
  if (adapter) return adapter(target, folders);
  const known = [...ADAPTERS.keys()];
  throw new TrellisError(
    'CONFIG_INVALID',
    `${target.keys.get('type')?.label} is "${target.type}": Trellis reads ${known.join(' and ')}.${didYouMean(nearestNames(target.type, known))}`,
  );
}
