import { resolve } from 'node:path';
import { chooseConnection } from './connection-choice.js';
import { settle } from './settle.js';
import type { WarehouseConfig } from './shape.js';
import type { Environment, Source } from './sources.js';

/**
 * Snowflake as a program describes it, with the connection of Snowflake's own files that it names. Neither a
 * trellis.yml nor TRELLIS_ variables are read.
 * @param warehouse options of the right types
 * @param env says where Snowflake's files are, and holds its variables
 * @throws CONFIG_INVALID
 */
export function readApiSnowflake(
  warehouse: object,
  env: Environment = {},
): { readonly warehouse: WarehouseConfig; readonly warnings: readonly string[] } {
  const cwd = resolve('.');
  const written = Object.entries(warehouse).map(([key, value]: [string, unknown]) => {
    const setting = `warehouse.${key}`;
    return { setting, value, label: setting, folder: cwd };
  });
  const own: readonly Source[] = [{ written, problems: [] }];
  const connection = chooseConnection(own, undefined, { env, cwd, offline: false });
  const config = settle({
    own,
    connection,
    defaultDefinitions: 'none',
    env,
    attendance: 'attended',
    hasVariables: false,
  });
  return { warehouse: config.warehouse, warnings: config.warnings };
}
