import { didYouMean, nearestNames } from '../../errors/did-you-mean.js';

/** Settings that say who logs in, and prove it. */
export const CREDENTIALS = [
  'username',
  'password',
  'passcode',
  'privateKey',
  'privateKeyPath',
  'privateKeyPass',
  'token',
  'tokenFilePath',
  'oauthClientId',
  'oauthClientSecret',
  'oauthTokenRequestUrl',
  'oauthScope',
] as const;

export type Credential = (typeof CREDENTIALS)[number];

/** What an authenticator makes of credentials; others are not given to the driver. */
interface Way {
  /** One of each group must be there. */
  readonly needs: readonly (readonly Credential[])[];
  readonly takes: readonly Credential[];
}

const PASSWORD: Way = { needs: [['username'], ['password']], takes: ['passcode'] };
const TOKEN: Way = { needs: [['token', 'tokenFilePath']], takes: ['username'] };

/**
 * The ways to log in that Trellis knows of those that the driver has.
 * Source: https://docs.snowflake.com/en/developer-guide/node-js/nodejs-driver-authenticate
 */
const WAYS = {
  SNOWFLAKE_JWT: { needs: [['username'], ['privateKey', 'privateKeyPath']], takes: ['privateKeyPass'] },
  PROGRAMMATIC_ACCESS_TOKEN: TOKEN,
  OAUTH: TOKEN,
  OAUTH_CLIENT_CREDENTIALS: {
    needs: [['oauthClientId'], ['oauthClientSecret']],
    takes: ['oauthTokenRequestUrl', 'oauthScope', 'username'],
  },
  SNOWFLAKE: PASSWORD,
  USERNAME_PASSWORD_MFA: PASSWORD,
  EXTERNALBROWSER: { needs: [], takes: ['username'] },
} as const satisfies Readonly<Record<string, Way>>;

export type KnownAuthenticator = keyof typeof WAYS;
/** One of the known names, or the address of an Okta account: `https://acme.okta.com`. */
export type Authenticator = KnownAuthenticator | `https://${string}`;

const NAMES = Object.keys(WAYS) as readonly KnownAuthenticator[];

/** An authenticator as somebody wrote it, in any case. Undefined where there is none of that name. */
export function authenticatorOf(written: string): Authenticator | undefined {
  const name = written.trim();
  if (/^https:\/\//i.test(name)) return URL.canParse(name) ? `https://${name.slice('https://'.length)}` : undefined;
  return NAMES.find((known) => known === name.toUpperCase());
}

export function wayOf(authenticator: Authenticator): Way {
  const name = NAMES.find((known) => known === authenticator);
  return name === undefined ? { needs: PASSWORD.needs, takes: [] } : WAYS[name];
}

/** Completes the sentence "KEY must be …". What was written is not told, only what is near to it. */
export function acceptedAuthenticators(written: string): string {
  const near = didYouMean(nearestNames(written, NAMES).slice(0, 1));
  return `one of ${NAMES.join(', ')}, or the https:// address of an Okta account.${near}`;
}
