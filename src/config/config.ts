import { resolve } from 'node:path';
import { chooseConnection } from './connection-choice.js';
import { readConfigFile } from './file.js';
import { readProject } from './project-choice.js';
import { settle } from './settle.js';
import type { Config } from './shape.js';
import { CONFIG_VARIABLE, type Environment, readEnvironment, readFlags, type Source } from './sources.js';

export type { Config, WarehouseConfig } from './shape.js';
export type { SnowflakeLogin } from './snowflake/login.js';

/** What a command line may set, in the shape of the file. */
export interface ConfigFlags {
  readonly definitions?: string | undefined;
  readonly project?: string | undefined;
  readonly profilesDir?: string | undefined;
  readonly target?: string | undefined;
  readonly port?: number | string | undefined;
  readonly host?: string | undefined;
  readonly now?: string | undefined;
  readonly timeZone?: string | undefined;
  readonly warehouse?: Readonly<Record<string, string | number | undefined>> | undefined;
  readonly limits?: Readonly<Record<string, string | number | undefined>> | undefined;
}

export interface ConfigInput {
  readonly env: Environment;
  /** A trellis.yml that must exist. Without it TRELLIS_CONFIG's, which must exist too, or the one in `cwd`, if any. */
  readonly file?: string | undefined;
  readonly cwd: string;
  readonly flags?: ConfigFlags | undefined;
  /** The folder of definitions where nothing else is said. */
  readonly defaultDefinitions: string;
  /** The warehouse will not be connected to: a profile that can't be read in full is good enough. */
  readonly offline?: boolean;
  /** False where nobody sits at a terminal; default true. */
  readonly attended?: boolean | undefined;
}

/**
 * The configuration: command line over environment over file over defaults; without any, the demo.
 * CONFIG_INVALID lists every problem at once, and quotes no value: it may be a secret.
 */
export function loadConfig(input: ConfigInput): Config {
  const named = input.file ?? (input.env[CONFIG_VARIABLE] || undefined);
  const path = resolve(input.cwd, named ?? 'trellis.yml');
  const file = readConfigFile(path, input.cwd);
  const missing = file === undefined && named !== undefined ? [`${path}: there is no such file.`] : [];
  const own: readonly Source[] = [
    { written: [], problems: missing },
    file ?? { written: [], problems: [] },
    readEnvironment(input.env, input.cwd),
    readFlags(input.flags ?? {}, input.cwd),
  ];
  const { env, cwd, defaultDefinitions, offline = false, attended = true } = input;
  const dbt = readProject(own, input);
  const connection = chooseConnection(own, dbt, { env, cwd, offline });
  const attendance = offline ? 'offline' : attended ? 'attended' : 'unattended';
  return settle({ own, dbt, connection, defaultDefinitions, env, attendance, hasVariables: true });
}
