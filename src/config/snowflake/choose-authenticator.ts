import {
  type Authenticator,
  acceptedAuthenticators,
  authenticatorOf,
  type Credential,
  type KnownAuthenticator,
  wayOf,
} from './authenticators.js';
import type { SnowflakeSettings } from './settings.js';

/** How settings stand to each other. */
export interface Places {
  /** How a message names a setting: by where it was written, else by its key. */
  readonly name: (key: keyof SnowflakeSettings) => string;
  /** Whose word a setting is; a larger number goes before a smaller one. */
  readonly rank: (key: keyof SnowflakeSettings) => number;
}

export interface ChosenAuthenticator {
  readonly authenticator?: Authenticator;
  /** The setting that decided, as a sentence begins with it. */
  readonly by?: string;
  readonly problem?: string;
  readonly warning?: string;
}

/** Credentials that speak for a way to log in where none is named. */
const IMPLIED: ReadonlyMap<Credential, KnownAuthenticator> = new Map([
  ['privateKey', 'SNOWFLAKE_JWT'],
  ['privateKeyPath', 'SNOWFLAKE_JWT'],
  ['token', 'OAUTH'],
  ['tokenFilePath', 'OAUTH'],
  ['oauthClientId', 'OAUTH_CLIENT_CREDENTIALS'],
  ['oauthClientSecret', 'OAUTH_CLIENT_CREDENTIALS'],
  ['password', 'SNOWFLAKE'],
]);

/**
 * The authenticator that is named, else the one that the credentials speak for. A credential goes before an
 * authenticator that has no use for it, where its source goes before that one's.
 */
export function chooseAuthenticator(settings: SnowflakeSettings, places: Places): ChosenAuthenticator {
  const present = [...IMPLIED.keys()].filter((key) => settings[key] !== undefined);
  if (settings.authenticator === undefined) return impliedBy(present, settings, places);
  const label = places.name('authenticator');
  const authenticator = authenticatorOf(settings.authenticator);
  if (authenticator === undefined) {
    return { problem: `${label} must be ${acceptedAuthenticators(settings.authenticator)}` };
  }
  const { needs, takes } = wayOf(authenticator);
  const used = new Set([...needs.flat(), ...takes]);
  const stronger = present.filter((key) => !used.has(key) && places.rank(key) > places.rank('authenticator'));
  if (stronger.length > 0) return impliedBy(stronger, settings, places);
  return { authenticator, by: authenticator.startsWith('https:') ? `${label} (Okta)` : `${label} ${authenticator}` };
}

function impliedBy(present: readonly Credential[], settings: SnowflakeSettings, places: Places): ChosenAuthenticator {
  const { name, rank } = places;
  const strongest = Math.max(...present.map(rank));
  const speaking = present.filter((key) => rank(key) === strongest);
  const ways = new Map(speaking.map((key) => [IMPLIED.get(key), key]));
  const [first] = speaking;
  if (first === undefined) return { problem: noWay(places) };
  if (ways.size > 1) {
    const labels = [...ways.values()].map(name).join(' and ');
    const names = [...ways.keys()].join(' or ');
    return {
      problem: `${labels} are different ways to log in. Say which is meant: ${name('authenticator')}: ${names}.`,
    };
  }
  const authenticator = IMPLIED.get(first);
  const by = name(first);
  if (authenticator !== 'OAUTH') return { ...(authenticator && { authenticator }), by };
  const [meant, what, why] =
    settings.username === undefined
      ? (['OAUTH', 'an OAuth token', 'there is no username'] as const)
      : (['PROGRAMMATIC_ACCESS_TOKEN', 'a programmatic access token', 'there is a username'] as const);
  const warning = `${by} is taken for ${what}, since ${why}. Say ${name('authenticator')}: OAUTH or PROGRAMMATIC_ACCESS_TOKEN.`;
  return { authenticator: meant, by, warning };
}

function noWay({ name }: Places): string {
  return [
    'There is no way to log in to Snowflake. One of these is needed:',
    `a key pair, in ${name('privateKeyPath')};`,
    'a token, in warehouse.token; a password, in warehouse.password;',
    'somebody at this machine, with warehouse.authenticator: EXTERNALBROWSER;',
    "a connection of Snowflake's connections.toml, in warehouse.connection.",
  ].join(' ');
}
