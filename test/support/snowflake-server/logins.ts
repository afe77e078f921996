import { createHash, createPublicKey, randomUUID, verify } from 'node:crypto';
import type { SeenLogin, SnowflakeUser } from './options.js';
import { objectOf, textOf, type WireRequest } from './requests.js';

/** Who logged in, or why not: Snowflake's code and message. */
export type LoginOutcome = { readonly user: string } | { readonly code: string; readonly message: string };

const WRONG_PASSWORD = { code: '390100', message: 'Incorrect username or password was specified.' };

/** What a login asks for, without its secrets. */
export function describeLogin(request: WireRequest): SeenLogin {
  const data = objectOf(request.body.data);
  const given = {
    user: textOf(data.LOGIN_NAME),
    account: textOf(data.ACCOUNT_NAME),
    application: textOf(objectOf(data.CLIENT_ENVIRONMENT).APPLICATION),
    role: textOf(request.query.get('roleName')),
    warehouse: textOf(request.query.get('warehouse')),
    database: textOf(request.query.get('databaseName')),
    schema: textOf(request.query.get('schemaName')),
  };
  return {
    method: textOf(data.AUTHENTICATOR) ?? 'SNOWFLAKE',
    ...(Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Partial<typeof given>),
    sessionParameters: objectOf(data.SESSION_PARAMETERS),
  } as SeenLogin;
}

/** Checks a login as Snowflake does, by the method that it names. */
export class Logins {
  readonly #users: readonly SnowflakeUser[];
  /** Tokens that the browser was given, by the proof key that belongs to them. */
  readonly #browserTokens = new Map<string, { readonly token: string; readonly user: string }>();

  constructor(users: readonly SnowflakeUser[]) {
    this.#users = users;
  }

  check(request: WireRequest): LoginOutcome {
    const data = objectOf(request.body.data);
    const token = textOf(data.TOKEN);
    const method = (textOf(data.AUTHENTICATOR) ?? 'SNOWFLAKE').toUpperCase();
    switch (method) {
      case 'SNOWFLAKE': {
        const user = this.#named(data.LOGIN_NAME);
        return user?.password !== undefined && user.password === data.PASSWORD ? user : WRONG_PASSWORD;
      }
      case 'OAUTH':
        return (
          this.#holding('oauthToken', token) ?? {
            code: '390303',
            message: `Invalid OAuth access token. [${randomUUID()}]`,
          }
        );
      case 'PROGRAMMATIC_ACCESS_TOKEN':
        return (
          this.#holding('accessToken', token) ?? { code: '394400', message: 'Programmatic access token is invalid.' }
        );
      case 'SNOWFLAKE_JWT':
        return this.#keyPair(token ?? '', textOf(data.ACCOUNT_NAME) ?? '', data.LOGIN_NAME);
      case 'EXTERNALBROWSER':
        return this.#browser(token, textOf(data.PROOF_KEY));
      default:
        return { code: '390101', message: `Authenticator ${method} is not accepted.` };
    }
  }

  /** What the browser is sent back with, once somebody has signed in there. */
  signInBrowser(user: string, proofKey: string): string {
    const token = `browser ${randomUUID()}+/=`;
    this.#browserTokens.set(proofKey, { token, user });
    return token;
  }

  #browser(token: string | undefined, proofKey: string | undefined): LoginOutcome {
    const given = this.#browserTokens.get(proofKey ?? '');
    this.#browserTokens.delete(proofKey ?? '');
    const user = given?.token === token ? this.#named(given?.user) : undefined;
    return user ?? { code: '390133', message: 'The SAML response is invalid or matching user is not found.' };
  }

  /** Docs: docs.snowflake.com/en/user-guide/key-pair-auth. The driver writes the times in milliseconds, Snowflake takes both. */
  #keyPair(token: string, account: string, loginName: unknown): LoginOutcome {
    const invalid = { code: '390144', message: `JWT token is invalid. [${randomUUID()}]` };
    const user = this.#named(loginName);
    const [header = '', payload = '', signature = ''] = token.split('.');
    if (user?.publicKey === undefined || signature === '') return invalid;
    const key = createPublicKey(user.publicKey);
    if (jsonPart(header).alg !== 'RS256') return invalid;
    const signed = Buffer.from(`${header}.${payload}`);
    if (!verify('RSA-SHA256', signed, key, Buffer.from(signature, 'base64url'))) return invalid;
    const { iss, sub, exp, iat } = jsonPart(payload);
    const subject = `${account.toUpperCase()}.${user.user.toUpperCase()}`;
    const fingerprint = createHash('sha256')
      .update(key.export({ format: 'der', type: 'spki' }))
      .digest('base64');
    const isIts = sub === subject && iss === `${subject}.SHA256:${fingerprint}`;
    const isInTime = millis(exp) > Date.now() && millis(iat) <= Date.now() + 60_000;
    return isIts && isInTime ? user : invalid;
  }

  #named(name: unknown): SnowflakeUser | undefined {
    return this.#users.find((one) => typeof name === 'string' && one.user.toUpperCase() === name.toUpperCase());
  }

  #holding(secret: 'oauthToken' | 'accessToken', token: string | undefined): SnowflakeUser | undefined {
    return this.#users.find((one) => token !== undefined && one[secret] === token);
  }
}

function jsonPart(part: string): Readonly<Record<string, unknown>> {
  try {
    return objectOf(JSON.parse(Buffer.from(part, 'base64url').toString('utf8')));
  } catch {
    return {};
  }
}

function millis(time: unknown): number {
  const given = Number(time);
  return given > 1e11 ? given : given * 1000;
}
