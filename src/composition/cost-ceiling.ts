import type { SnowflakeLogin } from '../config/config.js';
import { CostCeiling, type CostLimits } from '../engine/cost-ceiling.js';
import type { SnowflakeOptions } from '../warehouse/snowflake.js';
import type { Warehouse } from '../warehouse/warehouse.js';

type WarehouseSettings = Pick<SnowflakeLogin, 'maxScanBytes' | 'maxScanPartitions'> | { readonly kind: string };

/** The ceiling of cost that a warehouse's settings ask for, if they do. */
export function ceilingOf(
  settings: WarehouseSettings,
  warehouse: Warehouse,
  deadlineMs: number,
): CostCeiling | undefined {
  const limits: CostLimits = {
    bytes: 'maxScanBytes' in settings ? settings.maxScanBytes : undefined,
    partitions: 'maxScanPartitions' in settings ? settings.maxScanPartitions : undefined,
  };
  if (limits.bytes === undefined && limits.partitions === undefined) return undefined;
  return new CostCeiling(limits, warehouse, deadlineMs);
}

/** What of Snowflake's settings is the driver's. */
export function driverOptions({
  kind: _kind,
  maxScanBytes: _bytes,
  maxScanPartitions: _partitions,
  ...options
}: SnowflakeLogin): SnowflakeOptions {
  return options;
}
