import { fromHome } from '../paths.js';
import type { Written } from '../sources.js';

/** A key of Snowflake's own tools or of dbt, with its value. */
export interface ForeignKey {
  readonly value: unknown;
  /** `connections.toml:3: password` */
  readonly label: string;
}

export interface ForeignPlace {
  /** What relative paths are relative to. */
  readonly folder: string;
  /** The user's: `~`. */
  readonly home: string | undefined;
}

/**
 * Keys as Snowflake's connectors, its command line and dbt spell them, without case and underscores, and ours.
 * Sources: https://docs.snowflake.com/en/developer-guide/python-connector/python-connector-api#connect,
 * https://docs.getdbt.com/docs/local/connect-data-platform/snowflake-setup
 */
const SETTINGS: Readonly<Record<string, string>> = {
  account: 'account',
  user: 'username',
  username: 'username',
  password: 'password',
  pass: 'password',
  passcode: 'passcode',
  privatekey: 'privateKey',
  privatekeyraw: 'privateKey',
  privatekeyfile: 'privateKeyPath',
  privatekeypath: 'privateKeyPath',
  privatekeyfilepwd: 'privateKeyPass',
  privatekeypassphrase: 'privateKeyPass',
  privatekeypass: 'privateKeyPass',
  token: 'token',
  tokenfilepath: 'tokenFilePath',
  oauthclientid: 'oauthClientId',
  oauthclientsecret: 'oauthClientSecret',
  oauthtokenrequesturl: 'oauthTokenRequestUrl',
  oauthscope: 'oauthScope',
  authenticator: 'authenticator',
  role: 'role',
  warehouse: 'warehouse',
  database: 'database',
  schema: 'schema',
  host: 'accessUrl',
  accessurl: 'accessUrl',
};

const UNCHECKED = "Snowflake's certificates are checked";

/** What else may matter, and what becomes of it. */
const LEFT_OUT: Readonly<Record<string, string>> = {
  proxyhost: 'the driver takes a proxy from HTTPS_PROXY in the environment',
  insecuremode: UNCHECKED,
  disableocspchecks: UNCHECKED,
  querytag: 'Trellis tags each statement by itself',
  sessionparameters: 'Trellis sets its sessions by itself',
  passcodeinpassword: 'a passcode stands by itself, as "passcode"',
};

/** `private_key_file`, `privateKeyFile` → `privatekeyfile` */
export const folded = (key: string): string => key.replaceAll('_', '').toLowerCase();

/** The keys as settings of `warehouse`; what is empty or false says nothing. No message holds a value. */
export function settingsOf(
  keys: ReadonlyMap<string, ForeignKey>,
  place: ForeignPlace,
): { readonly written: readonly Written[]; readonly warnings: readonly string[] } {
  const said = new Map(
    [...keys].flatMap(([key, { value, label }]) =>
      value === '' || value === false || value === null || value === undefined
        ? []
        : [[folded(key), { value, label }] as const],
    ),
  );
  const written = [...said].flatMap(([key, found]): readonly Written[] => {
    const setting = SETTINGS[key];
    if (setting === undefined) return [];
    return [
      {
        setting: `warehouse.${setting}`,
        value: meant(key, found, said, place),
        label: found.label,
        folder: place.folder,
      },
    ];
  });
  const warnings = Object.entries(LEFT_OUT).flatMap(([key, instead]) => {
    const left = said.get(key);
    return left === undefined ? [] : [`${left.label} is left out: ${instead}.`];
  });
  return { written, warnings };
}

function meant(
  key: string,
  { value }: ForeignKey,
  said: ReadonlyMap<string, ForeignKey>,
  { home }: ForeignPlace,
): unknown {
  const text = typeof value === 'number' || typeof value === 'bigint' ? String(value) : value;
  if (typeof text !== 'string') return text;
  switch (SETTINGS[key]) {
    case 'account':
      return accountOf(text, said.get('region')?.value);
    case 'privateKeyPath':
    case 'tokenFilePath':
      return fromHome(text, home);
    case 'accessUrl':
      return addressOf(text, said.get('protocol')?.value, said.get('port')?.value);
    default:
      return text;
  }
}

function accountOf(account: string, region: unknown): string {
  return typeof region === 'string' && !account.includes('.') ? `${account}.${region}` : account;
}

function addressOf(host: string, protocol: unknown = 'https', port?: unknown): string {
  if (host.includes('://')) return host;
  return `${String(protocol)}://${host}${port === undefined ? '' : `:${String(port)}`}`;
}
