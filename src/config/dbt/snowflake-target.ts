import { TrellisError } from '../../errors/trellis-error.js';
import { type ForeignKey, settingsOf } from '../snowflake/foreign-keys.js';
import type { Written } from '../sources.js';
import type { Connection, Folders } from './connection.js';
import type { Target } from './profile.js';

/**
 * A dbt-snowflake target: https://docs.getdbt.com/docs/local/connect-data-platform/snowflake-setup
 * @throws CONFIG_INVALID for a refresh token, which the driver can't use
 */
export function snowflakeConnection({ keys }: Target, { root, home }: Folders): Connection {
  refuseRefreshToken(keys);
  const meant = new Map(
    [...keys].map(([key, found]): [string, ForeignKey] => [key, { ...found, value: asConnectors(key, found.value) }]),
  );
  const { written, warnings } = settingsOf(meant, { folder: root, home });
  const kind: Written = { setting: 'warehouse.kind', value: 'snowflake', label: keys.get('type')!.label, folder: root };
  const [database, schema] = ['database', 'schema'].map((key) => keys.get(key)?.value);
  return {
    written: [kind, ...written],
    warnings,
    ...(database !== undefined && { database: String(database) }),
    ...(schema !== undefined && { schema: String(schema) }),
  };
}

/** With a client's id and secret, dbt exchanges the token for one to log in with. */
function refuseRefreshToken(keys: Target['keys']): void {
  const clientId = keys.get('oauth_client_id');
  const isOther = ['password', 'pass', 'private_key', 'private_key_path'].some((key) => keys.has(key));
  const authenticator = String(keys.get('authenticator')?.value ?? (isOther ? '' : 'oauth'));
  if (clientId === undefined || authenticator.toLowerCase() !== 'oauth') return;
  throw new TrellisError(
    'CONFIG_INVALID',
    `${clientId.label}: Trellis exchanges no refresh token. Give the target a key pair, a "token" to log in with, or "authenticator: oauth_client_credentials"; or say in trellis.yml how Trellis logs in ("warehouse").`,
  );
}

/** dbt's "jwt" is an OAuth token that is used as it is; it knows accounts by their host names, which have no "_". */
function asConnectors(key: string, value: unknown): unknown {
  if (key === 'account' && typeof value === 'string') return value.replaceAll('_', '-');
  return key === 'authenticator' && String(value).toLowerCase() === 'jwt' ? 'oauth' : value;
}
