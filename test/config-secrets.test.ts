import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { inspect } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { runCli } from '../src/cli/run.js';
import type { TrellisOptions } from '../src/composition/api-options.js';
import { describeWarehouse } from '../src/composition/greeting.js';
import { openTrellis } from '../src/composition/open-trellis.js';
import { loadConfig } from '../src/config/config.js';
import { variableOf } from '../src/config/sources.js';
import { keys, PASSPHRASE } from './support/private-keys.js';

/** Whatever is told must not hold it. */
const SECRET = 'S3CR3Thunter2';

const temporary = mkdtempSync(join(tmpdir(), 'trellis-secrets-'));
afterAll(() => rmSync(temporary, { recursive: true }));

type Values = Readonly<Record<string, string>>;

const PEM = `-----BEGIN PRIVATE KEY-----\n${SECRET}\n-----END PRIVATE KEY-----\n`;
const BASE: Values = { account: 'acme', username: 'ada' };

/** Settings with the secret in them, none of which can be logged in with. */
const MISTAKES: Readonly<Record<string, Values>> = {
  'two ways to log in': { ...BASE, password: SECRET, token: SECRET },
  'two keys': { ...BASE, privateKey: PEM, privateKeyPath: SECRET },
  'a key that is none': { ...BASE, privateKey: SECRET },
  'a damaged key': { ...BASE, privateKey: PEM },
  'a key for a path': { ...BASE, privateKeyPath: PEM },
  'a secret for a path': { ...BASE, privateKeyPath: SECRET },
  'a wrong passphrase': { ...BASE, privateKeyPath: 'encrypted.p8', privateKeyPass: SECRET },
  'a secret for an authenticator': { ...BASE, password: SECRET, authenticator: SECRET },
  'a secret for an account': { account: `${SECRET} !`, username: SECRET, password: SECRET },
  'no user': { account: 'acme', password: SECRET },
  'no user of a key': { account: 'acme', privateKey: keys.plain, privateKeyPass: SECRET },
  'no secret of a client': { ...BASE, oauthClientId: SECRET },
  'no id of a client': { ...BASE, oauthClientSecret: SECRET },
  'a token that is not asked for': { ...BASE, token: SECRET, authenticator: 'SNOWFLAKE' },
  'a token in two places': { account: 'acme', token: SECRET, tokenFilePath: SECRET, authenticator: 'OAUTH' },
  'an address that is none': { account: 'acme', password: SECRET, passcode: SECRET, accessUrl: `${SECRET} x` },
  'an address with a password': {
    ...BASE,
    token: SECRET,
    authenticator: 'SNOWFLAKE_JWT',
    accessUrl: `https://u:${SECRET}@a.b`,
  },
  'a URL that is none': { account: 'acme', oauthClientSecret: SECRET, oauthTokenRequestUrl: SECRET },
  'a size that is none': { account: 'acme', password: SECRET, maxScanBytes: SECRET, maxScanPartitions: SECRET },
};

/** How Snowflake's connectors and dbt spell them. */
const FOREIGN: Values = {
  username: 'user',
  privateKey: 'private_key',
  privateKeyPath: 'private_key_path',
  privateKeyPass: 'private_key_passphrase',
  tokenFilePath: 'token_file_path',
  oauthClientId: 'oauth_client_id',
  oauthClientSecret: 'oauth_client_secret',
  oauthTokenRequestUrl: 'oauth_token_request_url',
  accessUrl: 'host',
};
const foreign = (values: Values): Values =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [FOREIGN[key] ?? key, value]));
const lines = (values: Values, between: string) =>
  Object.entries(values)
    .map(([key, value]) => `${key}${between}${JSON.stringify(value)}`)
    .join('\n');
const variables = (values: Values, prefix: string): Values =>
  Object.fromEntries(Object.entries(foreign(values)).map(([key, value]) => [`${prefix}${key.toUpperCase()}`, value]));

interface Place {
  readonly files: Values;
  readonly env: Values;
}
const TOML = 'home/.snowflake/connections.toml';
const indented = (text: string) => text.replace(/^/gm, '      ');
const profile = (text: string): Values => ({
  'dbt_project.yml': 'name: shop\nprofile: shop\n',
  'profiles.yml': `shop:\n  outputs:\n    default:\n      type: snowflake\n${indented(text)}\n`,
});

/** Every door through which settings come in. */
const SOURCES: Readonly<Record<string, (values: Values) => Place>> = {
  'trellis.yml': (values) => ({
    files: { 'trellis.yml': `warehouse:\n  kind: snowflake\n${lines(values, ': ').replace(/^/gm, '  ')}\n` },
    env: {},
  }),
  environment: (values) => ({
    files: {},
    env: Object.fromEntries(
      Object.entries({ kind: 'snowflake', ...values }).map(([key, value]) => [variableOf(`warehouse.${key}`), value]),
    ),
  }),
  'connections.toml': (values) => ({
    files: { [TOML]: `[prod]\n${lines(foreign(values), ' = ')}\n` },
    env: { TRELLIS_WAREHOUSE_CONNECTION: 'prod' },
  }),
  'SNOWFLAKE_CONNECTIONS_PROD_…': (values) => ({
    files: { [TOML]: '[prod]\n' },
    env: { TRELLIS_WAREHOUSE_CONNECTION: 'prod', ...variables(values, 'SNOWFLAKE_CONNECTIONS_PROD_') },
  }),
  'SNOWFLAKE_…': (values) => ({
    files: {},
    env: { TRELLIS_WAREHOUSE_KIND: 'snowflake', ...variables(values, 'SNOWFLAKE_') },
  }),
  'profiles.yml': (values) => ({ files: profile(lines(foreign(values), ': ')), env: { TRELLIS_PROJECT: '.' } }),
  'profiles.yml by env_var': (values) => ({
    files: profile(
      lines(Object.fromEntries(Object.keys(foreign(values)).map((key) => [key, `{{ env_var('${key}') }}`])), ': '),
    ),
    env: { TRELLIS_PROJECT: '.', ...foreign(values) },
  }),
};

function folderOf(files: Values): string {
  const cwd = mkdtempSync(join(temporary, 'case-'));
  for (const [path, text] of Object.entries({ 'encrypted.p8': keys.encrypted, ...files })) {
    mkdirSync(dirname(join(cwd, path)), { recursive: true });
    writeFileSync(join(cwd, path), text);
  }
  return cwd;
}

/** All that is printed, and all that an error holds, its causes included. */
async function toldOf({ files, env }: Place, args: readonly string[] = ['query', '--metrics', 'orders']) {
  const cwd = folderOf(files);
  const whole = { HOME: join(cwd, 'home'), ...env };
  const printed: string[] = [];
  const print = (text: string) => printed.push(text);
  const io = { env: whole, cwd, attended: false, out: print, err: print, untilStopped: async () => {} };
  const code = await runCli(args, io);
  let thrown: unknown;
  try {
    loadConfig({ env: whole, cwd, defaultDefinitions: '/metrics', attended: false });
  } catch (error) {
    thrown = error;
  }
  return { code, printed: printed.join(''), thrown: inspect(thrown, { depth: null, showHidden: true }) };
}

function expectNoSecret(text: string): void {
  expect(text).not.toContain(SECRET);
  expect(text).not.toContain(PASSPHRASE);
  expect(text).not.toContain(keys.plain.split('\n')[3]);
}

describe.each(Object.entries(SOURCES))('secrets in %s', (_name, place) => {
  it.each(Object.entries(MISTAKES))('are not told of %s', async (_mistake, values) => {
    const told = await toldOf(place(values));
    expect(told).toMatchObject({ code: 1, printed: expect.stringMatching(/^CONFIG_INVALID: /) });
    expect(told.thrown).toContain('CONFIG_INVALID');
    expectNoSecret(told.printed + told.thrown);
  });
});

describe('secrets in broken files', () => {
  const wrong = [
    `[${SECRET}]`,
    `{${SECRET}: 1}`,
    `"${SECRET}`,
    `'${SECRET}`,
    `${SECRET}: [`,
    `*${SECRET}`,
    '[[',
    'true',
  ];
  const secretKeys = ['password', 'privateKey', 'privateKeyPass', 'token', 'oauthClientSecret', 'passcode'];

  it.each(secretKeys.flatMap((key) => wrong.map((value) => [key, value] as const)))(
    'are not told: %s: %s',
    async (key, value) => {
      const rest = `${lines(BASE, ': ')}\n${key}: ${value}`.replace(/^/gm, '  ');
      const yml = await toldOf({ files: { 'trellis.yml': `warehouse:\n  kind: snowflake\n${rest}\n` }, env: {} });
      const spelt = FOREIGN[key] ?? key;
      const base = foreign(BASE);
      const dbt = await toldOf({
        files: profile(`${lines(base, ': ')}\n${spelt}: ${value}`),
        env: { TRELLIS_PROJECT: '.' },
      });
      const toml = await toldOf({
        files: { [TOML]: `[prod]\n${lines(base, ' = ')}\n${spelt} = ${value}\n` },
        env: { TRELLIS_WAREHOUSE_CONNECTION: 'prod' },
      });
      for (const told of [yml, dbt, toml]) {
        expect(told.printed).toMatch(/^CONFIG_INVALID: /);
        expectNoSecret(told.printed + told.thrown);
      }
    },
  );

  it('are not told of an unknown key, or a connection that is not there', async () => {
    const all = { ...BASE, password: SECRET };
    const places = [
      SOURCES['trellis.yml']!({ ...all, passwrod: SECRET }),
      { files: {}, env: { TRELLIS_WAREHOUSE_PASSWROD: SECRET, TRELLIS_WAREHOUSE_PASSWORD: SECRET } },
      { files: { [TOML]: `[prod]\npassword = "${SECRET}"\n` }, env: { TRELLIS_WAREHOUSE_CONNECTION: 'prdo' } },
      { files: {}, env: { TRELLIS_WAREHOUSE_CONNECTION: 'prod', SNOWFLAKE_PASSWORD: SECRET } },
      { files: { [TOML]: `prod = "${SECRET}"\n` }, env: { TRELLIS_WAREHOUSE_CONNECTION: 'prod' } },
      { files: { [TOML]: `[prod]\n[[${SECRET}]\n` }, env: { TRELLIS_WAREHOUSE_CONNECTION: 'prod' } },
    ];
    for (const place of places) {
      const told = await toldOf(place);
      expect(told.printed).toMatch(/^CONFIG_INVALID: /);
      expectNoSecret(told.printed + told.thrown);
    }
  });
});

describe('secrets that are used', () => {
  const GOOD: Readonly<Record<string, Values>> = {
    'a password': { ...BASE, password: SECRET, passcode: SECRET },
    'a token': { ...BASE, token: SECRET },
    'a passphrase': { ...BASE, privateKey: keys.encrypted, privateKeyPass: PASSPHRASE },
    'an OAuth client': {
      account: 'acme',
      oauthClientId: 'id',
      oauthClientSecret: SECRET,
      authenticator: 'OAUTH_CLIENT_CREDENTIALS',
    },
    'a path': { account: 'acme', tokenFilePath: SECRET },
  };

  it.each(Object.entries(GOOD))('are in no warning, and not in how the warehouse is called: %s', (_name, values) => {
    for (const place of Object.values(SOURCES)) {
      const { files, env } = place(values);
      const cwd = folderOf(files);
      const whole = { HOME: join(cwd, 'home'), ...env };
      const { warnings, warehouse, connection = '' } = loadConfig({ env: whole, cwd, defaultDefinitions: '/metrics' });
      expect(warehouse.kind).toBe('snowflake');
      expectNoSecret([...warnings, describeWarehouse(warehouse), connection].join('\n'));
    }
  });

  it.each(Object.entries(SOURCES))('are not printed from %s by what asks nothing', async (_name, place) => {
    const { files, env } = place(GOOD['a password']!);
    const settings = { ...env, TRELLIS_DEFINITIONS: join(import.meta.dirname, '../metrics') };
    for (const args of [['serve', '--help'], ['sql', '--metrics', 'orders'], ['validate']]) {
      const { printed } = await toldOf({ files, env: settings }, args);
      expect(printed.length).toBeGreaterThan(100);
      expectNoSecret(printed);
    }
  });
});

describe('secrets in the options of openTrellis', () => {
  it.each(Object.entries(MISTAKES))('are not told of %s', async (_mistake, values) => {
    const options = { definitions: { metrics: [] }, warehouse: { kind: 'snowflake', ...values } } as TrellisOptions;
    const thrown = await openTrellis(options).then(
      () => undefined,
      (error: unknown) => error,
    );
    expect(thrown).toMatchObject({ code: 'CONFIG_INVALID' });
    expectNoSecret(inspect(thrown, { depth: null, showHidden: true }));
  });
});
