import { didYouMean, nearestNames } from '../../errors/did-you-mean.js';
import { homeOf } from '../paths.js';
import type { Environment, Source, Written } from '../sources.js';
import {
  type ConnectionFiles,
  connectionFolders,
  type NamedConnection,
  readConnectionFiles,
} from './connection-files.js';
import { type ForeignKey, settingsOf } from './foreign-keys.js';

/** A connection of Snowflake's own files, and what Snowflake's variables add to it, as settings. */
export interface ChosenConnection {
  /** `prod of connections.toml`; absent where no file describes it. */
  readonly title?: string;
  readonly source: Source;
  /** SNOWFLAKE_USER and its like, which everything else goes before. */
  readonly fallback: Source;
  readonly warnings: readonly string[];
  /** False for the default one, which a project's profile goes before. */
  readonly isNamed: boolean;
  /** It can't be read: what it would say is not missing. */
  readonly isUnread: boolean;
}

export interface ConnectionInput {
  /** Its name as somebody wrote it; without one, the default connection, if there is any. */
  readonly wanted: Written | undefined;
  readonly env: Environment;
  readonly cwd: string;
  /** Nothing will be connected to: a connection that can't be read is no problem. */
  readonly offline: boolean;
}

/** What Snowflake's variables may add where a connection leaves it open: the key, in capitals, after SNOWFLAKE_. */
const FALLBACKS: readonly string[] = [
  'account',
  'user',
  'password',
  'authenticator',
  'private_key_file',
  'private_key_path',
  'private_key_raw',
  'private_key',
  'private_key_passphrase',
  'token',
  'token_file_path',
  'oauth_client_id',
  'oauth_client_secret',
  'oauth_token_request_url',
  'oauth_scope',
  'database',
  'schema',
  'role',
  'warehouse',
];

/**
 * The connection of that name, else the default one, which SNOWFLAKE_DEFAULT_CONNECTION_NAME or config.toml names.
 * Of its keys, a variable SNOWFLAKE_CONNECTIONS_NAME_KEY goes before the file, and SNOWFLAKE_KEY after it.
 * Source: https://docs.snowflake.com/en/developer-guide/snowflake-cli/connecting/configure-connections
 */
export function readConnection(input: ConnectionInput): ChosenConnection {
  const { wanted, env, cwd } = input;
  const folders = connectionFolders(env);
  const files = readConnectionFiles(folders, env, cwd);
  if (typeof files === 'string') return unread(files, input);
  const told: Told | undefined = wanted ?? defaultName(files, input);
  const name = told === undefined ? 'default' : String(told.value);
  const connection = files.connections.get(name);
  if (connection === undefined) {
    if (told !== undefined) return unread(`${told.label}: ${unknown(name, files, folders)}`, input);
    return { source: NOTHING, fallback: fallbackOf(input), warnings: [], isNamed: false, isUnread: false };
  }
  const keys = new Map([...keysOf(connection), ...overridesOf(name, env)]);
  const { written, warnings } = settingsOf(keys, placeOf(input));
  const label = wanted?.label ?? `${connection.file.name}: ${name}`;
  return {
    title: `${name} of ${connection.file.name}`,
    source: { written: [kindOf(label, cwd), ...written], problems: [] },
    fallback: fallbackOf(input),
    warnings: [...files.warnings, ...warnings],
    isNamed: wanted !== undefined,
    isUnread: false,
  };
}

/** A name, and who said it. */
type Told = Pick<Written, 'value' | 'label'>;

const NOTHING: Source = { written: [], problems: [] };

function unread(problem: string, { wanted, cwd, offline }: ConnectionInput): ChosenConnection {
  const stands: Written = { setting: 'warehouse.account', value: '(not read)', label: 'connections.toml', folder: cwd };
  return {
    source: {
      written: wanted === undefined ? [] : [kindOf(wanted.label, cwd), stands],
      problems: offline ? [] : [problem],
    },
    fallback: NOTHING,
    warnings: offline ? [problem] : [],
    isNamed: wanted !== undefined,
    isUnread: true,
  };
}

function defaultName(files: ConnectionFiles, { env }: ConnectionInput): Told | undefined {
  const variable = 'SNOWFLAKE_DEFAULT_CONNECTION_NAME';
  return env[variable] ? { value: env[variable], label: variable } : files.defaultName;
}

function unknown(name: string, { connections, file }: ConnectionFiles, folders: readonly string[]): string {
  const none = `there is no connection "${name}"`;
  if (folders.length === 0) return `${none}: the environment has no HOME to look in.`;
  if (file === undefined) return `${none}: there is no connections.toml in ${folders.join(' or ')}.`;
  const known = [...connections.keys()];
  const near = didYouMean(nearestNames(name, known));
  return `${none} in ${file}.${near || ` There ${known.length === 1 ? 'is' : 'are'}: ${known.join(', ') || 'none'}.`}`;
}

function keysOf({ file, table, keys }: NamedConnection): readonly (readonly [string, ForeignKey])[] {
  return Object.entries(keys).map(([key, value]) => [key, { value, label: `${file.locate(table, key)}: ${key}` }]);
}

/** `SNOWFLAKE_CONNECTIONS_PROD_PASSWORD` → password */
function overridesOf(name: string, env: Environment): readonly (readonly [string, ForeignKey])[] {
  const prefix = `SNOWFLAKE_CONNECTIONS_${name.toUpperCase()}_`;
  return Object.entries(env).flatMap(([variable, value]) => {
    if (!variable.startsWith(prefix) || !value) return [];
    return [[variable.slice(prefix.length).toLowerCase(), { value, label: variable }] as const];
  });
}

function fallbackOf(input: ConnectionInput): Source {
  const { env } = input;
  const named = FALLBACKS.map((key) => [key, `SNOWFLAKE_${key.toUpperCase()}`] as const);
  // The command line's variable of the passphrase has no prefix.
  const all = [['private_key_passphrase', 'PRIVATE_KEY_PASSPHRASE'] as const, ...named];
  const keys = all.flatMap(([key, variable]) =>
    env[variable] ? [[key, { value: env[variable], label: variable }] as const] : [],
  );
  return { written: settingsOf(new Map(keys), placeOf(input)).written, problems: [] };
}

/** As in Snowflake's tools, relative paths are relative to where the program runs. */
function placeOf({ env, cwd }: ConnectionInput) {
  return { folder: cwd, home: homeOf(env) };
}

const kindOf = (label: string, folder: string): Written => ({
  setting: 'warehouse.kind',
  value: 'snowflake',
  label,
  folder,
});
