import { DateTime } from 'luxon';
import type { WarehouseKind } from '../config/settings.js';
import { DEMO_NOW } from '../demo/greenery.js';
import type { SemanticCatalog } from '../model/catalog.js';
import { tablesOfRelation } from '../model/relation-tables.js';
import { latestInstant } from '../warehouse/folder.js';
import type { Warehouse } from '../warehouse/warehouse.js';

/** Where "now" comes from: the end of what counts as known, exclusive. */
export interface Clock {
  /** RFC 3339 in UTC. */
  readonly now: () => string;
  readonly origin: 'configuration' | 'demo' | 'latest data' | 'time of day';
}

/** What decides the clock. */
interface ClockSettings {
  readonly now?: string | undefined;
  readonly warehouse: { readonly kind: WarehouseKind };
}

const COLUMN = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** The clock that needs no warehouse: the configured one, the demo's, else the time of day. */
export function settledClock({ now, warehouse }: ClockSettings): Clock {
  if (now !== undefined) return { now: () => now, origin: 'configuration' };
  if (warehouse.kind === 'demo') return { now: () => DEMO_NOW, origin: 'demo' };
  return { now: runningMinute, origin: 'time of day' };
}

/** A folder's data ends somewhere: its clock stands at the start of the day (UTC) after the latest of it. */
export async function clockOf(config: ClockSettings, catalog: SemanticCatalog, warehouse: Warehouse): Promise<Clock> {
  const settled = settledClock(config);
  if (config.warehouse.kind !== 'folder' || settled.origin === 'configuration') return settled;
  const latest = await latestInstant(warehouse, dataTimes(catalog));
  if (latest === undefined) return settled;
  const after = DateTime.fromISO(latest, { zone: 'utc' }).startOf('day').plus({ days: 1 });
  const now = after.toISO({ suppressMilliseconds: true }) ?? DEMO_NOW;
  return { now: () => now, origin: 'latest data' };
}

/** To the minute, so that equal queries are equal SQL within it, and Snowflake's result cache can serve them. */
function runningMinute(): string {
  return `${new Date().toISOString().slice(0, 16)}:00Z`;
}

/** The columns by which measures are put on the time axis. An end of validity lies in the future. */
function dataTimes(catalog: SemanticCatalog): readonly { readonly table: string; readonly column: string }[] {
  const times = catalog.definitions.models.flatMap(({ relation, measures, dimensions, validity }) => {
    const names = new Set(measures.map(({ aggTimeDimension }) => aggTimeDimension));
    return dimensions
      .filter(({ name, expr }) => names.has(name) && name !== validity?.end && COLUMN.test(expr))
      .flatMap(({ expr }) => tablesOfRelation(relation).map((table) => ({ table, column: expr })));
  });
  return [...new Map(times.map((time) => [`${time.table}.${time.column}`, time])).values()];
}
