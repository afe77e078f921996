import type { z } from 'zod';
import type { ProjectConfig } from './dbt/project-config.js';
import type { general, WarehouseKind, warehouses } from './settings.js';
import type { SnowflakeLogin } from './snowflake/login.js';

type Embedded = Exclude<WarehouseKind, 'snowflake'>;

export type WarehouseConfig = { [Kind in Embedded]: z.output<(typeof warehouses)[Kind]> }[Embedded] | SnowflakeLogin;

/** All that can be configured, checked; paths are absolute, `now` is RFC 3339 in UTC. */
export type Config = Readonly<z.output<typeof general>> & {
  readonly warehouse: WarehouseConfig;
  /** The dbt project whose definitions are meant, in the place of `definitions`. */
  readonly project?: ProjectConfig;
  /** The connection of Snowflake's own files that the warehouse is of: `prod of connections.toml`. */
  readonly connection?: string;
  /** What was assumed or left out of the way to the warehouse. */
  readonly warnings: readonly string[];
};
