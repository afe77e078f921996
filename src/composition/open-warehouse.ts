import type { Config } from '../config/config.js';
import { greeneryStatements } from '../demo/greenery.js';
import { type DuckDBOptions, openDuckDB } from '../warehouse/duckdb.js';
import { openSnowflake } from '../warehouse/snowflake.js';
import type { Warehouse } from '../warehouse/warehouse.js';
import { driverOptions } from './cost-ceiling.js';

/** Opens the warehouse that the configuration describes, with its limits. */
export async function openWarehouse({ warehouse, limits }: Config): Promise<Warehouse> {
  const { concurrency, deadlineMs } = limits;
  switch (warehouse.kind) {
    case 'demo': {
      const { kind: _kind, scale, ...machine } = warehouse;
      return openDuckDB({ ...machine, concurrency, deadlineMs, setup: greeneryStatements(scale) });
    }
    case 'duckdb': {
      const { kind: _kind, ...options } = warehouse;
      return openDuckDB({ ...options, concurrency, deadlineMs } satisfies DuckDBOptions);
    }
    case 'folder': {
      const { kind: _kind, path, ...machine } = warehouse;
      return openDuckDB({ ...machine, concurrency, deadlineMs, folder: path });
    }
    case 'snowflake':
      return openSnowflake({ ...driverOptions(warehouse), concurrency, deadlineMs });
  }
}
