import { existsSync, statSync } from 'node:fs';
import { platform as thisPlatform } from 'node:os';
import { join } from 'node:path';
import { fromHome, homeOf, shownPath } from '../paths.js';
import type { Environment } from '../sources.js';
import { readToml, type TomlFile } from './toml-file.js';

/** The connections that Snowflake's own files describe. */
export interface ConnectionFiles {
  readonly connections: ReadonlyMap<string, NamedConnection>;
  /** The default that config.toml names, if any. */
  readonly defaultName?: { readonly value: string; readonly label: string };
  /** The file of the connections; absent where there is none. */
  readonly file?: string;
  readonly warnings: readonly string[];
}

export interface NamedConnection {
  readonly file: TomlFile;
  /** The path of its table: `['connections', 'prod']`. */
  readonly table: readonly string[];
  readonly keys: Readonly<Record<string, unknown>>;
}

const CONNECTIONS = 'connections.toml';
const CONFIG = 'config.toml';
const DEFAULT = 'default_connection_name';

/**
 * Where Snowflake's tools look: SNOWFLAKE_HOME or ~/.snowflake, then the platform's folder of settings.
 * Source: https://docs.snowflake.com/en/developer-guide/snowflake-cli/connecting/configure-cli
 */
export function connectionFolders(env: Environment, platform: NodeJS.Platform = thisPlatform()): readonly string[] {
  const home = homeOf(env);
  const own = env.SNOWFLAKE_HOME ? fromHome(env.SNOWFLAKE_HOME, home) : home && join(home, '.snowflake');
  return [own, platformFolder(env, home, platform)].flatMap((folder) => folder || []);
}

function platformFolder(env: Environment, home: string | undefined, platform: NodeJS.Platform): string | undefined {
  switch (platform) {
    case 'win32':
      return env.LOCALAPPDATA ? join(env.LOCALAPPDATA, 'snowflake') : home && join(home, 'AppData/Local/snowflake');
    case 'darwin':
      return home && join(home, 'Library/Application Support/snowflake');
    default:
      return env.XDG_CONFIG_HOME ? join(env.XDG_CONFIG_HOME, 'snowflake') : home && join(home, '.config/snowflake');
  }
}

/**
 * Reads the first folder that has one of the two files. A connections.toml takes the place of the connections in
 * config.toml, whose default_connection_name still holds.
 * @returns a text where a file can't be read, for people
 */
export function readConnectionFiles(
  folders: readonly string[],
  env: Environment,
  cwd: string,
): ConnectionFiles | string {
  const folder = folders.find((one) => [CONNECTIONS, CONFIG].some((file) => existsSync(join(one, file))));
  if (folder === undefined) return { connections: new Map(), warnings: [] };
  const own = readToml(join(folder, CONNECTIONS), cwd);
  if (typeof own === 'string') return own;
  const config = readToml(join(folder, CONFIG), cwd);
  if (typeof config === 'string') return config;
  const file = own ?? config;
  return {
    connections: new Map([
      ...(own === undefined ? [] : tablesOf(own, []).filter(([name]) => name !== 'connections')),
      ...(file === undefined ? [] : tablesOf(file, ['connections'])),
    ]),
    ...(file !== undefined && { file: file.name, ...defaultOf(config ?? file) }),
    warnings: permissionWarnings(join(folder, own === undefined ? CONFIG : CONNECTIONS), env, cwd),
  };
}

function defaultOf({ data, locate }: TomlFile): Pick<ConnectionFiles, 'defaultName'> {
  const value = data[DEFAULT];
  return typeof value === 'string' ? { defaultName: { value, label: `${locate([], DEFAULT)}: ${DEFAULT}` } } : {};
}

function tablesOf(file: TomlFile, path: readonly string[]): readonly (readonly [string, NamedConnection])[] {
  const tables = path.reduce<unknown>((data, key) => (isTable(data) ? data[key] : undefined), file.data);
  if (!isTable(tables)) return [];
  return Object.entries(tables).flatMap(([name, keys]) =>
    isTable(keys) ? [[name, { file, table: [...path, name], keys }] as const] : [],
  );
}

function isTable(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
}

/** As Snowflake's tools warn; they know the variable too. */
function permissionWarnings(path: string, env: Environment, cwd: string): readonly string[] {
  if (thisPlatform() === 'win32') return [];
  const { mode } = statSync(path);
  const isQuiet = env.SF_SKIP_WARNING_FOR_READ_PERMISSIONS_ON_CONFIG_FILE?.toLowerCase() === 'true';
  const others = [...(mode & 0o044 && !isQuiet ? ['read'] : []), ...(mode & 0o022 ? ['write'] : [])].join(' and ');
  return others === ''
    ? []
    : [`${shownPath(path, cwd)}: others than its owner may ${others} it. "chmod 600" shuts it.`];
}
