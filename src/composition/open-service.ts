import type { Config } from '../config/config.js';
import { type TableWarning, tableWarnings } from '../engine/check/table-warnings.js';
import { Engine } from '../engine/engine.js';
import type { SemanticCatalog } from '../model/catalog.js';
import type { Warehouse } from '../warehouse/warehouse.js';
import { type Clock, clockOf } from './clock.js';
import { ceilingOf } from './cost-ceiling.js';
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
 * @throws DEFINITIONS_INVALID, CONFIG_INVALID, WAREHOUSE_UNAVAILABLE
 */
export async function openService(config: Config): Promise<Service> {
  const read = readDefinitions(config);
  const catalog = await openCatalog(read.loaded);
  const warehouse = await openWarehouse(config);
  try {
    const clock = await clockOf(config, catalog, warehouse);
    const { timeZone, limits } = config;
    const ceiling = ceilingOf(config.warehouse, warehouse, limits.deadlineMs);
    const engine = new Engine({ catalog, warehouse, now: clock.now, timeZone, maxRows: limits.maxRows, ceiling });
    const warnings = await tableWarnings(catalog, warehouse, clock.now());
    return { engine, catalog, read, warehouse, clock, warnings, close: () => warehouse.close() };
  } catch (error) {
    await warehouse.close();
    throw error;
  }
}
