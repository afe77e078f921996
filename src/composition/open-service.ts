import type { Config } from '../config/config.js';
import { type TableWarning, tableWarnings } from '../engine/check/table-warnings.js';
import { Engine } from '../engine/engine.js';
import type { SemanticCatalog } from '../model/catalog.js';
import { cached } from '../warehouse/cached.js';
import type { Warehouse } from '../warehouse/warehouse.js';
import { type Clock, clockOf } from './clock.js';
import { boundOf } from './cost-bound.js';
import { ceilingOf } from './cost-ceiling.js';
import { openDataVersion, openedSign } from './data-version.js';
import { type ConfiguredDefinitions, readDefinitions } from './definitions.js';
import { openCatalog } from './open-catalog.js';
import { openWarehouse } from './open-warehouse.js';

/** Everything that answers questions, wired up. */
export interface Service {
  readonly engine: Engine;
  readonly catalog: SemanticCatalog;
  readonly warehouse: Warehouse;
  readonly clock: Clock;
  /** Where the definitions come from. */
  readonly read: Pick<ConfiguredDefinitions, 'origin' | 'warnings'>;
  /** Tables that are missing or don't fit the definitions; whatever does not read them works. */
  readonly warnings: readonly TableWarning[];
  close(): Promise<void>;
}

/**
 * Loads the definitions, opens the warehouse and sets the clock.
 * @param onWarning told of troubles that come while it runs and stop no query
 * @throws DEFINITIONS_INVALID, CONFIG_INVALID, WAREHOUSE_UNAVAILABLE
 */
export async function openService(config: Config, onWarning: (message: string) => void): Promise<Service> {
  const read = readDefinitions(config);
  const catalog = await openCatalog(read.loaded);
  const { timeZone, limits, cache: settings, warehouse: described } = config;
  const { maxRows, maxCost, deadlineMs } = limits;
  const opened = await openedSign(described);
  // The other half is for a server's answers.
  const warehouse = cached(await openWarehouse(config), { maxBytes: Math.floor(settings.maxBytes / 2), deadlineMs });
  try {
    const clock = await clockOf(config, catalog, warehouse);
    const ceiling = ceilingOf(described, warehouse, deadlineMs);
    const targetPath = config.project?.targetPath;
    const dataVersion = openDataVersion({ settings, described, opened, targetPath, onWarning }, warehouse);
    const bound = boundOf(maxCost, catalog, { warehouse, ceiling });
    const engine = new Engine({ catalog, warehouse, now: clock.now, timeZone, maxRows, bound, ceiling, dataVersion });
    const warnings = await tableWarnings(catalog, warehouse, clock.now());
    return { engine, catalog, read, warehouse, clock, warnings, close: () => warehouse.close() };
  } catch (error) {
    await warehouse.close();
    throw error;
  }
}
