import { createHash } from 'node:crypto';
import { greeneryStatements } from '../demo/greenery.js';
import { artifactsSign } from '../warehouse/data-version/artifacts.js';
import { type DataSign, type DataVersion, dataVersionOf } from '../warehouse/data-version/data-version.js';
import { filesSign, fixedSign } from '../warehouse/data-version/files.js';
import { versionQuerySign } from '../warehouse/data-version/version-query.js';
import { tablesInFolder } from '../warehouse/folder.js';
import type { Warehouse } from '../warehouse/warehouse.js';
import type { OpenableWarehouse } from './api-sources.js';

/** How long a version lasts where others may write to the warehouse, and nobody was told to say when they did. */
const TTL_SECONDS = 60;

/** What says that the data has changed. */
export interface VersionSettings {
  /** A folder of dbt's artifacts. */
  readonly artifacts?: string | undefined;
  /** SQL whose first value changes with the data. */
  readonly versionQuery?: string | undefined;
  readonly checkSeconds: number;
  /** 0 is without end. */
  readonly ttlSeconds?: number | undefined;
}

export interface VersionInput {
  readonly settings: VersionSettings;
  readonly described: OpenableWarehouse;
  /** Of `openedSign`. */
  readonly opened: DataSign | undefined;
  /** The target folder of the dbt project that is served. */
  readonly targetPath?: string | undefined;
  readonly onWarning: (message: string) => void;
}

/**
 * The version of a warehouse's data: all that the settings name counts. A Snowflake of which they name nothing gets a
 * new one with each run of dbt that the project tells of, since others may write to it also each minute. Undefined of
 * a connection that a program has lent: it may write to it at any time.
 */
export function openDataVersion(
  { settings, described, opened, targetPath, onWarning }: VersionInput,
  warehouse: Warehouse,
): DataVersion | undefined {
  const { artifacts, versionQuery, checkSeconds, ttlSeconds } = settings;
  const named = [
    ...(artifacts === undefined ? [] : [artifactsSign(artifacts, onWarning)]),
    ...(versionQuery === undefined ? [] : [versionQuerySign(warehouse, versionQuery, checkSeconds * 1000, onWarning)]),
  ];
  if (opened || named.length > 0) return dataVersionOf([...(opened ? [opened] : []), ...named], ttlSeconds ?? 0);
  const isShared = described.kind === 'snowflake';
  if (ttlSeconds === undefined && !isShared) return undefined;
  // A project need not have been run from here, so that it is no trouble where nothing is found.
  const found = isShared && targetPath !== undefined ? [artifactsSign(targetPath, () => {})] : [];
  return dataVersionOf(found, ttlSeconds ?? TTL_SECONDS);
}

/**
 * What tells the data of an embedded warehouse, which nobody can write to while it is open; to be asked before it is
 * opened. Undefined where others may.
 * @throws CONFIG_INVALID as opening it does
 */
export async function openedSign(described: OpenableWarehouse): Promise<DataSign | undefined> {
  if ('connection' in described && described.connection) return undefined;
  switch (described.kind) {
    case 'demo':
      return fixedSign(hashOf(greeneryStatements(described.scale ?? 1)));
    case 'folder':
      return filesSign((await tablesInFolder(described.path)).map(({ path }) => path));
    case 'duckdb':
      if ('file' in described && described.file !== undefined) {
        return filesSign([described.file, `${described.file}.wal`]);
      }
      return fixedSign(`filled at ${new Date().toISOString()}`);
    case 'snowflake':
      return undefined;
  }
}

function hashOf(statements: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(statements)).digest('hex');
}
