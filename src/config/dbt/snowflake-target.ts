import { TrellisError } from '../../errors/trellis-error.js';
import type { Written } from '../sources.js';
import type { Connection, Folders } from './connection.js';
import type { Target, TargetKey } from './profile.js';

/** dbt-snowflake's keys and ours: https://docs.getdbt.com/docs/local/connect-data-platform/snowflake-setup */
const SETTINGS: Readonly<Record<string, string>> = {
  account: 'account',
  user: 'username',
  password: 'password',
  pass: 'password',
  private_key: 'privateKey',
  private_key_path: 'privateKeyPath',
  private_key_passphrase: 'privateKeyPass',
  token: 'token',
  authenticator: 'authenticator',
  role: 'role',
  warehouse: 'warehouse',
  database: 'database',
  schema: 'schema',
  host: 'accessUrl',
};

/** Keys that say how to get a token, which Trellis does not do. */
const REFUSED = ['oauth_client_id', 'oauth_client_secret'];

/**
 * A dbt-snowflake target.
 * @throws CONFIG_INVALID for OAuth that first asks for a token
 */
export function snowflakeConnection({ keys }: Target, { root, home }: Folders): Connection {
  const refused = REFUSED.flatMap((key) => keys.get(key) ?? []);
  if (refused[0]) {
    throw new TrellisError(
      'CONFIG_INVALID',
      `${refused[0].label}: Trellis asks for no OAuth token. Give it a "token" that is one, a key pair or a password.`,
    );
  }
  const written = [...keys].flatMap(([key, found]): readonly Written[] => {
    const setting = SETTINGS[key];
    if (setting === undefined) return [];
    return [
      { setting: `warehouse.${setting}`, value: meant(key, found, keys, home), label: found.label, folder: root },
    ];
  });
  const kind: Written = { setting: 'warehouse.kind', value: 'snowflake', label: keys.get('type')!.label, folder: root };
  const [database, schema] = ['database', 'schema'].map((key) => keys.get(key)?.value);
  const proxy = keys.get('proxy_host');
  return {
    written: [kind, ...written],
    warnings: proxy ? [`${proxy.label} is left out: no proxy is used.`] : [],
    ...(database !== undefined && { database: String(database) }),
    ...(schema !== undefined && { schema: String(schema) }),
  };
}

function meant(key: string, { value }: TargetKey, keys: Target['keys'], home: string | undefined): unknown {
  const text = typeof value === 'number' ? String(value) : value;
  if (typeof text !== 'string') return text;
  switch (key) {
    case 'authenticator':
      return authenticatorOf(text);
    case 'private_key':
      return pemOf(text, keys.has('private_key_passphrase'));
    case 'private_key_path':
      return home === undefined ? text : text.replace(/^~(?=[/\\])/u, home);
    case 'host':
      return addressOf(text, keys);
    default:
      return text;
  }
}

/** The driver writes them in capitals; dbt's "jwt" is an OAuth token that is used as it is. An Okta address stays. */
function authenticatorOf(name: string): string {
  if (name.includes('://')) return name;
  return name.toLowerCase() === 'jwt' ? 'OAUTH' : name.toUpperCase();
}

/** dbt takes the key as PEM or as the Base64 within it. */
function pemOf(key: string, isEncrypted: boolean): string {
  if (key.includes('-----BEGIN')) return key.replaceAll('\\n', '\n');
  const lines = key.replace(/\s+/gu, '').match(/.{1,64}/gu) ?? [];
  const kind = isEncrypted ? 'ENCRYPTED PRIVATE KEY' : 'PRIVATE KEY';
  return [`-----BEGIN ${kind}-----`, ...lines, `-----END ${kind}-----`, ''].join('\n');
}

function addressOf(host: string, keys: Target['keys']): string {
  const protocol = keys.get('protocol')?.value ?? 'https';
  const port = keys.get('port')?.value;
  return `${String(protocol)}://${host}${port === undefined ? '' : `:${String(port)}`}`;
}
