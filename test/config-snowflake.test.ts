import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTrellis } from '../src/composition/open-trellis.js';
import { type ConfigInput, loadConfig, type WarehouseConfig } from '../src/config/config.js';
import { settingNames } from '../src/config/settings.js';
import { variableOf } from '../src/config/sources.js';
import { keys, PASSPHRASE, withinPem } from './support/private-keys.js';

const folder = mkdtempSync(join(tmpdir(), 'trellis-login-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};
const keyFile = file('plain.p8', keys.plain);
const encryptedFile = file('encrypted.p8', keys.encrypted);
const tokenFile = file('token', 'from-a-file');

type Settings = Readonly<Record<string, string | number>>;

/** The login that trellis.yml and the environment come to. */
function login(settings: Settings, input: Partial<ConfigInput> = {}) {
  return loadConfig({
    env: {},
    cwd: folder,
    defaultDefinitions: '/metrics',
    flags: { warehouse: { kind: 'snowflake', ...settings } },
    ...input,
  });
}
const settled = (settings: Settings, input?: Partial<ConfigInput>): WarehouseConfig => login(settings, input).warehouse;
function problemsOf(settings: Settings, input?: Partial<ConfigInput>): readonly string[] {
  try {
    login(settings, input);
  } catch (error) {
    expect(error).toMatchObject({ code: 'CONFIG_INVALID' });
    return (error as Error).message
      .split('\n  ')
      .slice(1)
      .map((line) => line.replaceAll('command line: ', ''));
  }
  return [];
}
const ACME = { account: 'acme-eu' };
const ADA = { ...ACME, username: 'ada' };

describe('a way to log in', () => {
  /** What is written, the authenticator that it comes to, and what of it the driver gets. */
  const WAYS: readonly (readonly [string, Settings, Settings])[] = [
    ['a password', { password: 'pw' }, { authenticator: 'SNOWFLAKE', username: 'ada', password: 'pw' }],
    [
      'a password with a passcode',
      { password: 'pw', authenticator: 'username_password_mfa', passcode: '012345' },
      { authenticator: 'USERNAME_PASSWORD_MFA', username: 'ada', password: 'pw', passcode: '012345' },
    ],
    [
      'a key as text',
      { privateKey: keys.plain },
      { authenticator: 'SNOWFLAKE_JWT', username: 'ada', privateKey: keys.plain },
    ],
    [
      'a key in a file',
      { privateKeyPath: 'plain.p8' },
      { authenticator: 'SNOWFLAKE_JWT', username: 'ada', privateKeyPath: keyFile },
    ],
    [
      'a key with a passphrase',
      { privateKeyPath: encryptedFile, privateKeyPass: PASSPHRASE, authenticator: 'Snowflake_JWT' },
      {
        authenticator: 'SNOWFLAKE_JWT',
        username: 'ada',
        privateKeyPath: encryptedFile,
        privateKeyPass: PASSPHRASE,
      },
    ],
    [
      'a programmatic access token',
      { token: 't', authenticator: 'programmatic_access_token' },
      { authenticator: 'PROGRAMMATIC_ACCESS_TOKEN', username: 'ada', token: 't' },
    ],
    [
      'a token of OAuth in a file',
      { tokenFilePath: 'token', authenticator: 'oauth' },
      { authenticator: 'OAUTH', username: 'ada', tokenFilePath: tokenFile },
    ],
    [
      'an OAuth client',
      { oauthClientId: 'id', oauthClientSecret: 'secret', oauthScope: 'session:role:R' },
      {
        authenticator: 'OAUTH_CLIENT_CREDENTIALS',
        username: 'ada',
        oauthClientId: 'id',
        oauthClientSecret: 'secret',
        oauthScope: 'session:role:R',
      },
    ],
    ['a browser', { authenticator: 'externalbrowser' }, { authenticator: 'EXTERNALBROWSER', username: 'ada' }],
    [
      'Okta',
      { authenticator: 'HTTPS://acme.okta.com', password: 'pw' },
      { authenticator: 'https://acme.okta.com', username: 'ada', password: 'pw' },
    ],
  ];

  let createConnection: (options: object) => unknown;
  beforeAll(async () => {
    process.env.SNOWFLAKE_DISABLE_PLATFORM_DETECTION = 'true';
    const { default: snowflake } = await import('snowflake-sdk');
    snowflake.configure({ logLevel: 'OFF', additionalLogToConsole: false });
    createConnection = (options) => snowflake.createConnection(options);
  });

  it.each(WAYS)('is %s, which the driver takes', (_name, written, expected) => {
    const { warnings, warehouse } = login({ ...ADA, ...written });
    expect(warehouse).toEqual({ kind: 'snowflake', account: 'acme-eu', ...expected });
    expect(warnings).toEqual([]);
    expect(() => createConnection({ ...warehouse })).not.toThrow();
  });

  it('needs no user where a token or the browser says it', () => {
    for (const written of [
      { token: 't', authenticator: 'PROGRAMMATIC_ACCESS_TOKEN' },
      { token: 't', authenticator: 'OAUTH' },
      { authenticator: 'EXTERNALBROWSER' },
      { oauthClientId: 'id', oauthClientSecret: 'secret' },
    ]) {
      expect(() => createConnection({ ...settled({ ...ACME, ...written }) })).not.toThrow();
    }
  });

  it('of a token alone is assumed by its user, and said', () => {
    const mine = login({ ...ADA, token: 't' });
    expect(mine.warehouse).toMatchObject({ authenticator: 'PROGRAMMATIC_ACCESS_TOKEN', username: 'ada', token: 't' });
    expect(mine.warnings).toEqual([
      'command line: warehouse.token is taken for a programmatic access token, since there is a username. Say warehouse.authenticator (or TRELLIS_WAREHOUSE_AUTHENTICATOR): OAUTH or PROGRAMMATIC_ACCESS_TOKEN.',
    ]);
    const others = login({ ...ACME, token: 't' });
    expect(others.warehouse).toMatchObject({ authenticator: 'OAUTH' });
    expect(others.warnings[0]).toContain('is taken for an OAuth token, since there is no username.');
  });

  it('leaves out what another way would need', () => {
    const all = { ...ADA, password: 'pw', token: 't', privateKeyPath: keyFile, oauthClientId: 'id' };
    expect(settled({ ...all, authenticator: 'OAUTH' })).toEqual({
      kind: 'snowflake',
      account: 'acme-eu',
      authenticator: 'OAUTH',
      username: 'ada',
      token: 't',
    });
  });

  it('may wait for the file of its token', () => {
    const { warnings } = login({ ...ACME, tokenFilePath: 'later', authenticator: 'OAUTH' });
    expect(warnings).toEqual([
      'command line: warehouse.tokenFilePath: there is no such file yet. It is read at each login.',
    ]);
  });
});

describe('what a login lacks', () => {
  const or = (key: string) => `warehouse.${key} (or ${variableOf(`warehouse.${key}`)})`;

  it.each<[Settings, readonly string[]]>([
    [{ authenticator: 'OAUTH' }, [`warehouse.authenticator OAUTH needs ${or('token')}, or ${or('tokenFilePath')}.`]],
    [
      { authenticator: 'SNOWFLAKE_JWT' },
      [
        `warehouse.authenticator SNOWFLAKE_JWT needs ${or('username')}.`,
        `warehouse.authenticator SNOWFLAKE_JWT needs ${or('privateKey')}, or ${or('privateKeyPath')}.`,
      ],
    ],
    [
      { authenticator: 'oauth_client_credentials', oauthClientId: 'id' },
      [`warehouse.authenticator OAUTH_CLIENT_CREDENTIALS needs ${or('oauthClientSecret')}.`],
    ],
    [
      { authenticator: 'https://acme.okta.com', username: 'ada' },
      [`warehouse.authenticator (Okta) needs ${or('password')}.`],
    ],
    [{ password: 'pw' }, [`warehouse.password needs ${or('username')}.`]],
    [{ privateKeyPath: keyFile }, [`warehouse.privateKeyPath needs ${or('username')}.`]],
    [
      { username: 'ada' },
      [
        `There is no way to log in to Snowflake. One of these is needed: a key pair, in ${or('privateKeyPath')}; a token, in warehouse.token; a password, in warehouse.password; somebody at this machine, with warehouse.authenticator: EXTERNALBROWSER; a connection of Snowflake's connections.toml, in warehouse.connection.`,
      ],
    ],
  ])('is told: %j', (settings, problems) => {
    expect(problemsOf({ ...ACME, ...settings })).toEqual(problems);
  });

  it('is no matter where nobody logs in', () => {
    expect(settled({ ...ACME, username: 'ada' }, { offline: true })).toMatchObject({ account: 'acme-eu' });
    const missing = { ...ADA, privateKeyPath: '/nowhere.p8', authenticator: 'snowflake_jwt' };
    expect(settled(missing, { offline: true })).toMatchObject({ authenticator: 'SNOWFLAKE_JWT' });
  });
});

describe('what contradicts', () => {
  it('is told where both are said to Trellis, wherever that is', () => {
    const two = { ...ADA, password: 'pw', privateKeyPath: keyFile };
    expect(problemsOf(two)).toEqual([
      'warehouse.privateKeyPath and warehouse.password are different ways to log in. Say which is meant: warehouse.authenticator (or TRELLIS_WAREHOUSE_AUTHENTICATOR): SNOWFLAKE_JWT or SNOWFLAKE.',
    ]);
    const env = { TRELLIS_WAREHOUSE_TOKEN: 't' };
    expect(problemsOf({ ...ADA, password: 'pw' }, { env })[0]).toMatch(
      /^TRELLIS_WAREHOUSE_TOKEN and warehouse\.password are different ways to log in\./,
    );
    expect(problemsOf({ ...ADA, privateKey: keys.plain, privateKeyPath: keyFile })).toEqual([
      'warehouse.privateKey and warehouse.privateKeyPath exclude each other.',
    ]);
    expect(problemsOf({ ...ACME, authenticator: 'OAUTH', token: 't', tokenFilePath: tokenFile })).toEqual([
      'warehouse.token and warehouse.tokenFilePath exclude each other.',
    ]);
  });
});

describe('an authenticator', () => {
  const names =
    'SNOWFLAKE_JWT, PROGRAMMATIC_ACCESS_TOKEN, OAUTH, OAUTH_CLIENT_CREDENTIALS, SNOWFLAKE, USERNAME_PASSWORD_MFA, EXTERNALBROWSER';

  it.each([
    ['snowflake_jtw', ' Did you mean "SNOWFLAKE_JWT"?'],
    ['extrenalbrowser', ' Did you mean "EXTERNALBROWSER"?'],
    ['WORKLOAD_IDENTITY', ''],
    ['https://', ''],
    ['http://acme.okta.com', ''],
  ])('"%s" is unknown', (authenticator, near) => {
    const problem = `warehouse.authenticator must be one of ${names}, or the https:// address of an Okta account.${near}`;
    expect(problemsOf({ ...ADA, password: 'pw', authenticator })).toEqual([problem]);
    expect(problemsOf({ ...ADA, password: 'pw', authenticator }, { offline: true })).toEqual([problem]);
  });

  it('EXTERNALBROWSER needs somebody at a terminal', () => {
    const browser = { ...ADA, authenticator: 'externalbrowser' };
    expect(problemsOf(browser, { attended: false })).toEqual([
      'warehouse.authenticator EXTERNALBROWSER lets somebody at this machine log in with a browser, and nobody is at a terminal here. Log in with a key pair or a token.',
    ]);
    expect(problemsOf(browser, { attended: false, offline: true })).toEqual([]);
    expect(problemsOf(browser, { attended: true })).toEqual([]);
  });
});

describe('a private key', () => {
  const problem = (settings: Settings) => problemsOf({ ...ADA, ...settings });

  it.each<[Settings, string]>([
    [{ privateKeyPath: '/nowhere.p8' }, 'warehouse.privateKeyPath: there is no such file.'],
    [{ privateKeyPath: folder }, "warehouse.privateKeyPath can't be read."],
    [
      { privateKeyPath: keys.plain },
      'warehouse.privateKeyPath must be a path. warehouse.privateKey (or TRELLIS_WAREHOUSE_PRIVATE_KEY) takes the key itself.',
    ],
    [
      { privateKeyPath: tokenFile },
      'warehouse.privateKeyPath is not a private key in PEM format (PKCS #8), which begins with "-----BEGIN PRIVATE KEY-----".',
    ],
    [
      { privateKey: '-----BEGIN OPENSSH PRIVATE KEY-----\nb3Blbg\n-----END OPENSSH PRIVATE KEY-----\n' },
      'warehouse.privateKey is not a private key in PEM format (PKCS #8), which begins with "-----BEGIN PRIVATE KEY-----".',
    ],
    [
      { privateKey: keys.plain.replace(/\n\w{20}/, '\n') },
      "warehouse.privateKey can't be read: its PEM text is damaged.",
    ],
    [
      { privateKeyPath: encryptedFile },
      'warehouse.privateKeyPath is encrypted, so warehouse.privateKeyPass (or TRELLIS_WAREHOUSE_PRIVATE_KEY_PASS) is needed.',
    ],
    [
      { privateKeyPath: encryptedFile, privateKeyPass: 'wrong' },
      'warehouse.privateKeyPass does not open warehouse.privateKeyPath.',
    ],
    [{ privateKey: keys.elliptic }, 'warehouse.privateKey must be an RSA key: Snowflake takes no other.'],
  ])('is opened at the start', (settings, expected) => {
    expect(problem(settings)).toEqual([expected]);
  });

  it.each([
    ['with its lines in one', keys.plain.replaceAll('\n', '\\n'), keys.plain],
    ['with spaces for line ends', keys.plain.replaceAll('\n', ' '), keys.plain],
    ['as Base64', withinPem(keys.plain), keys.plain],
    ['of PKCS #1', keys.pkcs1, keys.pkcs1],
    ['below a comment', `Bag Attributes\n${keys.plain}`, keys.plain],
  ])('may come %s', (_how, privateKey, expected) => {
    expect(settled({ ...ADA, privateKey })).toMatchObject({ privateKey: expected });
  });

  it('may be encrypted Base64', () => {
    const settings = { ...ADA, privateKey: withinPem(keys.encrypted), privateKeyPass: PASSPHRASE };
    expect(settled(settings)).toMatchObject({ privateKey: keys.encrypted, privateKeyPass: PASSPHRASE });
  });

  it('is looked for in the home folder by ~', () => {
    const config = login({ ...ADA, privateKeyPath: '~/plain.p8' }, { env: { HOME: folder } });
    expect(config.warehouse).toMatchObject({ privateKeyPath: keyFile });
  });
});

describe('other settings', () => {
  it.each(['https://acme-eu.snowflakecomputing.com', 'acme-eu.snowflakecomputing.com', 'acme eu', '-acme'])(
    'an account is not %s',
    (account) => {
      expect(problemsOf({ account, username: 'ada', password: 'pw' })).toEqual([
        'warehouse.account must be a Snowflake account identifier, such as "myorg-account": what stands before .snowflakecomputing.com.',
      ]);
    },
  );

  it('an account may have a region or an organisation', () => {
    for (const account of ['xy12345', 'xy12345.eu-central-1', 'my_org-my_account', 'xy12345.us-east-2.aws']) {
      expect(settled({ account, username: 'ada', password: 'pw' })).toMatchObject({ account });
    }
  });

  it.each([
    ['5000000', 5_000_000],
    [7, 7],
    ['10GB', 10_000_000_000],
    ['10 gib', 10_737_418_240],
    ['1.5TB', 1_500_000_000_000],
    ['512 kB', 512_000],
    ['64B', 64],
  ])('maxScanBytes %s', (written, bytes) => {
    expect(settled({ ...ADA, password: 'pw', maxScanBytes: written })).toMatchObject({ maxScanBytes: bytes });
  });

  it('limits are 1 or more', () => {
    const limits = { maxScanBytes: '0GB', maxScanPartitions: 0 };
    expect(problemsOf({ ...ADA, password: 'pw', ...limits })).toEqual([
      'warehouse.maxScanBytes must be a number of bytes, 1 or more, or a size such as 10GB.',
      'warehouse.maxScanPartitions must be a whole number of micro-partitions, 1 or more.',
    ]);
    for (const maxScanBytes of ['ten', '10XB', '-1', '1.5', '9999PB']) {
      expect(problemsOf({ ...ADA, password: 'pw', maxScanBytes })).toHaveLength(1);
    }
    const env = { TRELLIS_WAREHOUSE_MAX_SCAN_PARTITIONS: '12' };
    expect(settled({ ...ADA, password: 'pw' }, { env })).toMatchObject({ maxScanPartitions: 12 });
  });

  it('all come from the environment too', () => {
    const texts = settingNames.filter((name) => /^warehouse\.(oauth|token|pass|privateKey)/.test(name));
    expect(texts.map(variableOf)).toEqual([
      'TRELLIS_WAREHOUSE_PRIVATE_KEY',
      'TRELLIS_WAREHOUSE_PRIVATE_KEY_PATH',
      'TRELLIS_WAREHOUSE_PRIVATE_KEY_PASS',
      'TRELLIS_WAREHOUSE_TOKEN',
      'TRELLIS_WAREHOUSE_TOKEN_FILE_PATH',
      'TRELLIS_WAREHOUSE_OAUTH_CLIENT_ID',
      'TRELLIS_WAREHOUSE_OAUTH_CLIENT_SECRET',
      'TRELLIS_WAREHOUSE_OAUTH_TOKEN_REQUEST_URL',
      'TRELLIS_WAREHOUSE_OAUTH_SCOPE',
      'TRELLIS_WAREHOUSE_PASSWORD',
      'TRELLIS_WAREHOUSE_PASSCODE',
    ]);
    const env = {
      TRELLIS_WAREHOUSE_KIND: 'snowflake',
      TRELLIS_WAREHOUSE_ACCOUNT: 'acme-eu',
      TRELLIS_WAREHOUSE_TOKEN: 't',
      TRELLIS_WAREHOUSE_AUTHENTICATOR: 'oauth',
    };
    const config = loadConfig({ env, cwd: folder, defaultDefinitions: '/metrics' });
    expect(config.warehouse).toEqual({ kind: 'snowflake', account: 'acme-eu', authenticator: 'OAUTH', token: 't' });
  });
});

describe('openTrellis', () => {
  const definitions = { semantic_models: [], metrics: [] };

  it('takes the same settings, in the words of its options', async () => {
    const opened = await openTrellis({
      definitions,
      warehouse: { kind: 'snowflake', ...ADA, privateKeyPath: keyFile, maxScanBytes: '10GB' },
    });
    expect(opened.warnings).toEqual([]);
    await opened.close();
    await expect(
      openTrellis({ definitions, warehouse: { kind: 'snowflake', ...ACME, authenticator: 'oauth' } }),
    ).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
      message:
        'The configuration has a problem:\n  warehouse.authenticator OAUTH needs warehouse.token, or warehouse.tokenFilePath.',
    });
  });
});

describe('README', () => {
  const readme = readFileSync(join(import.meta.dirname, '../README.md'), 'utf8');
  const section = /^## Snowflake\n([\s\S]*?)^## /m.exec(readme)?.[1] ?? '';
  const blocks = (language: string) =>
    [...section.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, 'g'))].map(([, text = '']) => text);
  const home = mkdtempSync(join(folder, 'home-'));
  mkdirSync(join(home, '.snowflake'));
  writeFileSync(join(home, '.snowflake/trellis.p8'), keys.plain);
  const load = (yml: string, env: Readonly<Record<string, string>>) => {
    const cwd = mkdtempSync(join(folder, 'readme-'));
    writeFileSync(join(cwd, 'trellis.yml'), yml);
    return loadConfig({ cwd, defaultDefinitions: '/metrics', env: { HOME: home, ...env } }).warehouse;
  };

  it('shows ways to log in that work', () => {
    const secrets = [
      {},
      {},
      { TRELLIS_WAREHOUSE_OAUTH_CLIENT_SECRET: 's' },
      { TRELLIS_WAREHOUSE_PASSWORD: 'pw' },
      {},
    ] as const;
    expect(blocks('yaml').map((yml, index) => load(yml, secrets[index] ?? {}))).toMatchObject([
      { authenticator: 'SNOWFLAKE_JWT', privateKeyPath: join(home, '.snowflake/trellis.p8'), schema: 'PUBLIC' },
      { authenticator: 'PROGRAMMATIC_ACCESS_TOKEN', tokenFilePath: '/run/secrets/snowflake-token' },
      { authenticator: 'OAUTH_CLIENT_CREDENTIALS', oauthClientId: 'trellis', oauthClientSecret: 's' },
      { authenticator: 'https://myorg.okta.com', username: 'ADA', password: 'pw' },
      { authenticator: 'EXTERNALBROWSER', username: 'ADA' },
    ]);
  });

  it('shows variables that are enough', () => {
    const exported = blocks('sh')
      .join('')
      .matchAll(/^export (\w+)=(\S+)/gm);
    const env = Object.fromEntries([...exported].map(([, name = '', value = '']) => [name, value]));
    const login = { kind: 'snowflake', account: 'myorg-account', username: 'TRELLIS', privateKey: keys.plain };
    expect(load('', { ...env, TRELLIS_WAREHOUSE_PRIVATE_KEY: keys.plain })).toMatchObject(login);
  });

  it('shows a connection that works', () => {
    writeFileSync(join(home, '.snowflake/connections.toml'), blocks('toml').join(''));
    const login = { authenticator: 'SNOWFLAKE_JWT', privateKeyPath: join(home, '.snowflake/trellis.p8') };
    expect(load('warehouse: {connection: prod}', {})).toMatchObject(login);
  });
});
