import { existsSync } from 'node:fs';
import { type Authenticator, CREDENTIALS, type Credential, wayOf } from './authenticators.js';
import { type ChosenAuthenticator, chooseAuthenticator, type Places } from './choose-authenticator.js';
import { keyProblem, pemOf } from './private-key.js';
import { ACCOUNT, type SnowflakeSettings } from './settings.js';

/** Snowflake's settings with one way to log in, and nothing of any other. */
export type SnowflakeLogin = Omit<SnowflakeSettings, 'account' | 'authenticator' | 'connection'> & {
  readonly account: string;
  readonly authenticator?: Authenticator;
};

export interface SettledLogin {
  readonly login: SnowflakeLogin;
  readonly problems: readonly string[];
  /** What was assumed, and what may not be ready yet. */
  readonly warnings: readonly string[];
}

/** Who will log in: nobody; a service; somebody at this machine, who can answer a browser's question. */
export type Attendance = 'offline' | 'unattended' | 'attended';

/** Checks that one way to log in is complete; a private key is opened. Connects to nothing. */
export function settleLogin(settings: SnowflakeSettings, places: Places, attendance: Attendance): SettledLogin {
  const { account = '', authenticator: written, connection: _connection, ...rest } = settings;
  const chosen = chooseAuthenticator(settings, places);
  if (attendance === 'offline') {
    const problems = written !== undefined && chosen.problem !== undefined ? [chosen.problem] : [];
    return { login: loginOf(rest, account, chosen, rest), problems, warnings: [] };
  }
  const { taken, problems: missing } = takenBy(chosen, settings, places);
  const login = loginOf(rest, account, chosen, taken);
  return {
    login,
    problems: [
      ...accountProblems(settings.account, places),
      ...(chosen.problem === undefined ? [] : [chosen.problem]),
      ...missing,
      ...keyProblems(login, places),
      ...browserProblems(chosen, attendance),
    ],
    warnings: [...(chosen.warning === undefined ? [] : [chosen.warning]), ...tokenFileWarnings(login, places)],
  };
}

type Credentials = Partial<Pick<SnowflakeSettings, Credential>>;

function loginOf(
  rest: Omit<SnowflakeSettings, 'account' | 'authenticator' | 'connection'>,
  account: string,
  { authenticator }: ChosenAuthenticator,
  credentials: Credentials,
): SnowflakeLogin {
  const others = { ...rest };
  for (const key of CREDENTIALS) delete others[key];
  return {
    ...others,
    ...credentials,
    ...(credentials.privateKey !== undefined && { privateKey: pemOf(credentials.privateKey) }),
    account,
    ...(authenticator !== undefined && { authenticator }),
  };
}

/** The credentials that the chosen way takes, one of each group. */
function takenBy(
  { authenticator, by }: ChosenAuthenticator,
  settings: SnowflakeSettings,
  { name, rank }: Places,
): { readonly taken: Credentials; readonly problems: readonly string[] } {
  if (authenticator === undefined) return { taken: {}, problems: [] };
  const problems: string[] = [];
  const { needs, takes } = wayOf(authenticator);
  const keys: Credential[] = takes.filter((key) => settings[key] !== undefined);
  for (const group of needs) {
    const present = group.filter((key) => settings[key] !== undefined);
    const strongest = Math.max(...present.map(rank));
    const [meant, other] = present.filter((key) => rank(key) === strongest);
    if (meant === undefined) problems.push(`${by} needs ${group.map(name).join(', or ')}.`);
    else keys.push(meant);
    if (meant !== undefined && other !== undefined)
      problems.push(`${name(meant)} and ${name(other)} exclude each other.`);
  }
  return { taken: Object.fromEntries(keys.map((key) => [key, settings[key]])), problems };
}

function accountProblems(account: string | undefined, { name }: Places): readonly string[] {
  if (account === undefined) return [`${name('account')} is required: ${ACCOUNT}.`];
  if (/^\w+([.-]\w+)*$/.test(account) && !/snowflakecomputing/i.test(account)) return [];
  return [`${name('account')} must be ${ACCOUNT}: what stands before .snowflakecomputing.com.`];
}

function keyProblems(login: SnowflakeLogin, { name }: Places): readonly string[] {
  if (login.privateKey === undefined && login.privateKeyPath === undefined) return [];
  const problem = keyProblem(login, {
    privateKey: name('privateKey'),
    privateKeyPath: name('privateKeyPath'),
    privateKeyPass: name('privateKeyPass'),
  });
  return problem === undefined ? [] : [problem];
}

function browserProblems({ authenticator, by }: ChosenAuthenticator, attendance: Attendance): readonly string[] {
  if (authenticator !== 'EXTERNALBROWSER' || attendance !== 'unattended') return [];
  return [
    `${by} lets somebody at this machine log in with a browser, and nobody is at a terminal here. Log in with a key pair or a token.`,
  ];
}

/** Whoever renews tokens may write the file after the start. */
function tokenFileWarnings({ tokenFilePath }: SnowflakeLogin, { name }: Places): readonly string[] {
  if (tokenFilePath === undefined || existsSync(tokenFilePath)) return [];
  return [`${name('tokenFilePath')}: there is no such file yet. It is read at each login.`];
}
