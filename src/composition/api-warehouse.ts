import { greeneryStatements } from '../demo/greenery.js';
import { type DuckDBOptions, lendDuckDB, openDuckDB } from '../warehouse/duckdb.js';
import { openSnowflake } from '../warehouse/snowflake.js';
import type { Warehouse } from '../warehouse/warehouse.js';
import type { OpenableWarehouse } from './api-sources.js';
import { driverOptions } from './cost-ceiling.js';

/** Opens the warehouse that a program describes; its options are checked already. */
export async function openApiWarehouse(
  described: OpenableWarehouse,
  limits: Required<Pick<DuckDBOptions, 'deadlineMs' | 'concurrency'>>,
): Promise<Warehouse> {
  if ('connection' in described && described.connection) return lendDuckDB(described.connection, limits.deadlineMs);
  switch (described.kind) {
    case 'demo': {
      const { kind: _kind, scale = 1, ...machine } = described;
      return openDuckDB({ ...machine, ...limits, setup: greeneryStatements(scale) });
    }
    case 'duckdb': {
      const { kind: _kind, ...options } = described;
      return openDuckDB({ ...options, ...limits });
    }
    case 'folder': {
      const { kind: _kind, path, ...machine } = described;
      return openDuckDB({ ...machine, ...limits, folder: path });
    }
    case 'snowflake':
      return openSnowflake({ ...driverOptions(described), ...limits });
  }
}
