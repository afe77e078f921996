import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import { type Config, loadConfig } from '../config/config.js';
import type { Io } from './io.js';

/** The Greenery definitions, which come with Trellis. */
const DEFAULT_DEFINITIONS = fileURLToPath(new URL('../../metrics', import.meta.url));

/** What the command line may say of the configuration; anything left out comes from the environment or trellis.yml. */
export interface ConfigOptions {
  readonly config?: string;
  readonly definitions?: string;
  readonly project?: string;
  readonly profilesDir?: string;
  readonly target?: string;
  readonly connection?: string;
  readonly data?: string;
  readonly scale?: string;
  readonly now?: string;
  readonly timeZone?: string;
  readonly port?: string;
  readonly host?: string;
}

export function withConfigOptions(command: Command): Command {
  return command
    .option('--config <file>', 'settings; default: trellis.yml in this folder, if there is one')
    .option('--definitions <dir>', 'metric definitions; default: those of the Greenery plant shop')
    .option('--project <dir>', "a dbt project: its definitions, and its profile's connection")
    .option('--profiles-dir <dir>', 'the folder of profiles.yml; default: where dbt looks')
    .option('--target <name>', "a target of the profile; default: the profile's own")
    .option('--connection <name>', 'ask Snowflake over a connection of its own connections.toml')
    .option('--data <dir>', 'ask a folder of CSV or Parquet files named after the tables')
    .option('--scale <n>', 'ask the Greenery demo with n times its sessions')
    .option('--now <instant>', 'data before it counts: 2021-03-01T00:00:00Z')
    .option('--time-zone <name>', 'by which days begin: Europe/Berlin');
}

/**
 * @param use `offline` where no warehouse will be opened: then no secret of a dbt profile is needed
 * @throws CONFIG_INVALID with all problems
 */
export function readConfig(
  options: ConfigOptions,
  { env, cwd, attended }: Io,
  use: 'warehouse' | 'offline' = 'warehouse',
): Config {
  const { config: file, definitions, project, profilesDir, target, now, timeZone, port, host } = options;
  const warehouse = warehouseFlags(options);
  return loadConfig({
    env,
    cwd,
    file,
    flags: { definitions, project, profilesDir, target, now, timeZone, port, host, warehouse },
    defaultDefinitions: DEFAULT_DEFINITIONS,
    offline: use === 'offline',
    attended,
  });
}

function warehouseFlags({ data, scale, connection }: ConfigOptions) {
  if (data !== undefined) return { kind: 'folder', path: data, scale, connection };
  if (scale !== undefined) return { kind: 'demo', scale, connection };
  return connection === undefined ? undefined : { kind: 'snowflake', connection };
}
