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
    .option('--data <dir>', 'ask a folder of CSV or Parquet files named after the tables')
    .option('--scale <n>', 'ask the Greenery demo with n times its sessions')
    .option('--now <instant>', 'data before it counts: 2021-03-01T00:00:00Z')
    .option('--time-zone <name>', 'by which days begin: Europe/Berlin');
}

/** @throws CONFIG_INVALID with all problems, DEFINITIONS_INVALID */
export function readConfig(options: ConfigOptions, { env, cwd }: Io): Config {
  const { config: file, definitions, data, scale, now, timeZone, port, host } = options;
  const warehouse =
    data === undefined && scale === undefined
      ? undefined
      : { kind: data === undefined ? 'demo' : 'folder', path: data, scale };
  return loadConfig({
    env,
    cwd,
    file,
    flags: { definitions, now, timeZone, port, host, warehouse },
    defaultDefinitions: DEFAULT_DEFINITIONS,
  });
}
