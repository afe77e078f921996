import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { runCli } from '../src/cli/run.js';
import { openTrellis } from '../src/composition/open-trellis.js';
import { type Config, type ConfigInput, loadConfig } from '../src/config/config.js';
import { connectionFolders } from '../src/config/snowflake/connection-files.js';
import { keys, PASSPHRASE } from './support/private-keys.js';

const temporary = mkdtempSync(join(tmpdir(), 'trellis-connections-'));
afterAll(() => rmSync(temporary, { recursive: true }));

/** Files of the mode that Snowflake's tools give them, in a folder of their own. */
function folderOf(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(temporary, 'case-'));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text, { mode: 0o600 });
  }
  return folder;
}

type Env = Readonly<Record<string, string>>;
interface Case extends Partial<Omit<ConfigInput, 'env'>> {
  readonly env?: Env;
}

/** The configuration where the home is `home` of the case's folder, with `--connection`, if it is given. */
function load(files: Readonly<Record<string, string>>, connection?: string, { env, ...input }: Case = {}): Config {
  const cwd = folderOf(files);
  const flags = { warehouse: { kind: 'snowflake', connection } };
  return loadConfig({ cwd, defaultDefinitions: '/m', flags, ...input, env: { HOME: join(cwd, 'home'), ...env } });
}

function problemsOf(files: Readonly<Record<string, string>>, connection?: string, input?: Case): readonly string[] {
  try {
    load(files, connection, input);
  } catch (error) {
    expect(error).toMatchObject({ code: 'CONFIG_INVALID' });
    const lines = (error as Error).message.split('\n  ').slice(1);
    return lines.map((line) => line.replaceAll(new RegExp(`${temporary}/case-\\w+`, 'g'), 'CASE'));
  }
  return [];
}

const HOME = 'home/.snowflake';
const TOML = `${HOME}/connections.toml`;
const PROD = '[prod]\naccount = "acme-eu"\nuser = "ada"\npassword = "pw"\n';
const LOGIN = { kind: 'snowflake', account: 'acme-eu', authenticator: 'SNOWFLAKE', username: 'ada', password: 'pw' };

describe('a connection by its name', () => {
  it('is a table of connections.toml', () => {
    const { warehouse, connection, warnings } = load({ [TOML]: PROD }, 'prod');
    expect(warehouse).toEqual(LOGIN);
    expect(connection).toBe(`prod of ${TOML}`);
    expect(warnings).toEqual([]);
  });

  it('is named on the command line, by the environment or in trellis.yml, which need no kind', () => {
    const env = { TRELLIS_WAREHOUSE_CONNECTION: 'prod' };
    expect(load({ [TOML]: PROD }, undefined, { env, flags: {} }).warehouse).toEqual(LOGIN);
    const yml = { [TOML]: PROD, 'trellis.yml': 'warehouse: {connection: prod}\n' };
    expect(load(yml, undefined, { flags: {} }).warehouse).toEqual(LOGIN);
    const other = load(yml, undefined, { flags: { warehouse: { kind: 'folder', path: '/data' } } });
    expect(other.warehouse).toEqual({ kind: 'folder', path: '/data' });
    expect(other).not.toHaveProperty('connection');
  });

  it('is a table below "connections" in config.toml, and in connections.toml too', () => {
    const config = PROD.replace('[prod]', '[cli.logs]\nlevel = "info"\n[connections."prod"]');
    expect(load({ [`${HOME}/config.toml`]: config }, 'prod').warehouse).toEqual(LOGIN);
    expect(load({ [TOML]: config }, 'prod').warehouse).toEqual(LOGIN);
  });

  it('is not looked for in config.toml where there is a connections.toml', () => {
    const files = { [TOML]: PROD, [`${HOME}/config.toml`]: '[connections.dev]\naccount = "acme-dev"\n' };
    expect(problemsOf(files, 'dev')).toEqual([
      `command line: warehouse.connection: there is no connection "dev" in ${TOML}. There is: prod.`,
    ]);
  });

  it('must be there', () => {
    expect(problemsOf({ [TOML]: PROD }, 'prdo')).toEqual([
      `command line: warehouse.connection: there is no connection "prdo" in ${TOML}. Did you mean "prod"?`,
    ]);
    expect(problemsOf({ 'trellis.yml': 'warehouse:\n  connection: prod\n' }, undefined, { flags: {} })).toEqual([
      'trellis.yml:2:3: warehouse.connection: there is no connection "prod": there is no connections.toml in CASE/home/.snowflake or CASE/home/.config/snowflake.',
    ]);
    expect(problemsOf({}, 'prod', { env: { HOME: '' } })).toEqual([
      'command line: warehouse.connection: there is no connection "prod": the environment has no HOME to look in.',
    ]);
    expect(
      problemsOf({ [TOML]: PROD }, 'prod', { flags: { warehouse: { kind: 'demo', connection: 'prod' } } }),
    ).toEqual(['command line: warehouse.connection is not a setting of a demo warehouse.']);
  });

  it('need not be there where nothing is connected to', () => {
    const { warehouse, warnings } = load({}, 'prod', { offline: true });
    expect(warehouse).toMatchObject({ kind: 'snowflake' });
    expect(warnings).toHaveLength(1);
  });
});

describe('the default connection', () => {
  const dev = '[dev]\naccount = "acme-dev"\nuser = "dee"\npassword = "pw"\n';
  const normal = '[default]\naccount = "acme-default"\nuser = "def"\npassword = "pw"\n';
  const account = (files: Readonly<Record<string, string>>, input?: Case) => {
    const { warehouse } = load(files, undefined, input);
    return warehouse.kind === 'snowflake' ? warehouse.account : warehouse.kind;
  };

  it('is what SNOWFLAKE_DEFAULT_CONNECTION_NAME says, or config.toml, or "default"', () => {
    const files = {
      [TOML]: PROD + dev + normal,
      [`${HOME}/config.toml`]: 'default_connection_name = "dev"\n[cli]\n',
    };
    expect(account(files, { env: { SNOWFLAKE_DEFAULT_CONNECTION_NAME: 'prod' } })).toBe('acme-eu');
    expect(account(files)).toBe('acme-dev');
    expect(account({ [TOML]: PROD + normal })).toBe('acme-default');
  });

  it('is not asked for where the account is said', () => {
    const flags = { warehouse: { kind: 'snowflake', account: 'mine', username: 'me', password: 'pw' } };
    expect(load({ [TOML]: normal }, undefined, { flags }).warehouse).toMatchObject({ account: 'mine', username: 'me' });
    expect(load({ [TOML]: normal }, undefined, { flags: {} }).warehouse.kind).toBe('demo');
  });

  it('that is named and missing is told', () => {
    expect(problemsOf({ [TOML]: PROD }, undefined, { env: { SNOWFLAKE_DEFAULT_CONNECTION_NAME: 'prodd' } })).toEqual([
      `SNOWFLAKE_DEFAULT_CONNECTION_NAME: there is no connection "prodd" in ${TOML}. Did you mean "prod"?`,
    ]);
    const files = { [TOML]: PROD, [`${HOME}/config.toml`]: '# mine\ndefault_connection_name = "dev"\n' };
    expect(problemsOf(files)).toEqual([
      `${HOME}/config.toml:2: default_connection_name: there is no connection "dev" in ${TOML}. There is: prod.`,
    ]);
  });

  it('may be variables alone', () => {
    const env = { SNOWFLAKE_ACCOUNT: 'acme-eu', SNOWFLAKE_USER: 'ada', SNOWFLAKE_PASSWORD: 'pw' };
    const { warehouse, connection } = load({}, undefined, { env });
    expect(warehouse).toEqual(LOGIN);
    expect(connection).toBeUndefined();
    expect(problemsOf({})).toHaveLength(2);
  });
});

describe('what goes before what', () => {
  it('is a flag, a TRELLIS_ variable, trellis.yml, the connection’s variables, its file, other variables', () => {
    const toml = `${PROD}role = "file"\nwarehouse = "FILE"\ndatabase = "FILE"\n`;
    const yml = 'warehouse: {connection: prod, role: yml, warehouse: YML}\n';
    const env = {
      TRELLIS_WAREHOUSE_ROLE: 'variable',
      SNOWFLAKE_CONNECTIONS_PROD_ROLE: 'override',
      SNOWFLAKE_CONNECTIONS_PROD_DATABASE: 'OVERRIDE',
      SNOWFLAKE_CONNECTIONS_PROD_PASSWORD: '',
      SNOWFLAKE_DATABASE: 'GENERAL',
      SNOWFLAKE_SCHEMA: 'GENERAL',
      SNOWFLAKE_USER: 'somebody',
    };
    const { warehouse } = load({ [TOML]: toml, 'trellis.yml': yml }, undefined, { env, flags: {} });
    expect(warehouse).toEqual({
      ...LOGIN,
      role: 'variable',
      warehouse: 'YML',
      database: 'OVERRIDE',
      schema: 'GENERAL',
    });
  });

  it('is a way to log in of Trellis’ own settings, before the connection’s', () => {
    const files = { [TOML]: `${PROD}authenticator = "externalbrowser"\n`, 'key.p8': keys.plain };
    const env = { TRELLIS_WAREHOUSE_PRIVATE_KEY_PATH: 'key.p8' };
    expect(load(files, 'prod', { attended: true }).warehouse).toMatchObject({ authenticator: 'EXTERNALBROWSER' });
    const { warehouse } = load(files, 'prod', { env });
    expect(warehouse).toMatchObject({ authenticator: 'SNOWFLAKE_JWT', username: 'ada' });
    expect(warehouse).not.toHaveProperty('password');
    expect(load({ ...files, [TOML]: PROD }, 'prod', { env }).warehouse).toMatchObject({
      authenticator: 'SNOWFLAKE_JWT',
    });
  });

  it('is the connection, before a dbt project’s profile; tables are called as dbt calls them', () => {
    const files = {
      [TOML]: PROD,
      'dbt/dbt_project.yml': 'name: shop\nprofile: shop\n',
      'dbt/profiles.yml':
        'shop:\n  outputs:\n    default: {type: snowflake, account: dbt, user: dbt, authenticator: oauth, token: t, role: DBT, database: D, schema: S}\n',
    };
    const flags = (connection?: string) => ({ project: 'dbt', ...(connection && { warehouse: { connection } }) });
    const own = load(files, undefined, { flags: flags('prod') });
    expect(own.warehouse).toEqual(LOGIN);
    expect(own.project).toMatchObject({ database: 'D', schema: 'S', naming: 'database' });
    expect(own.project).not.toHaveProperty('target');
    const dbt = load(files, undefined, { flags: { ...flags(), warehouse: { kind: 'snowflake' } } });
    expect(dbt.warehouse).toMatchObject({ account: 'dbt', authenticator: 'OAUTH' });
  });
});

describe('the keys of a connection', () => {
  const rest = (lines: string, env?: Env) =>
    load(
      { [TOML]: `[prod]\naccount = "acme-eu"\n${lines}\n`, 'key.p8': keys.plain, 'enc.p8': keys.encrypted },
      'prod',
      {
        ...(env && { env }),
      },
    ).warehouse;

  it.each([
    ['user = "ada"\npassword = "pw"', { username: 'ada', password: 'pw' }],
    ['username = "ada"\npassword = 4711', { username: 'ada', password: '4711' }],
    ['user = "ada"\nprivate_key_file = "key.p8"', { authenticator: 'SNOWFLAKE_JWT' }],
    ['user = "ada"\nprivate_key_path = "key.p8"\nauthenticator = "SNOWFLAKE_JWT"', { authenticator: 'SNOWFLAKE_JWT' }],
    ['user = "ada"\nprivateKeyPath = "key.p8"', { authenticator: 'SNOWFLAKE_JWT' }],
    [`user = "ada"\nprivate_key = """\n${keys.plain}"""`, { privateKey: keys.plain }],
    [`user = "ada"\nprivate_key_raw = '''${keys.plain}'''`, { privateKey: keys.plain }],
    [
      `user = "ada"\nprivate_key_file = "enc.p8"\nprivate_key_file_pwd = "${PASSPHRASE}"`,
      { privateKeyPass: PASSPHRASE },
    ],
    [
      `user = "ada"\nprivate_key_file = "enc.p8"\nprivate_key_passphrase = "${PASSPHRASE}"`,
      { privateKeyPass: PASSPHRASE },
    ],
    ['authenticator = "oauth"\ntoken = "t"', { authenticator: 'OAUTH', token: 't' }],
    [
      'authenticator = "programmatic_access_token"\ntoken_file_path = "~/pat"',
      { authenticator: 'PROGRAMMATIC_ACCESS_TOKEN' },
    ],
    [
      'authenticator = "oauth_client_credentials"\noauth_client_id = "id"\noauth_client_secret = "s"\noauth_token_request_url = "https://idp.example.com/token"\noauth_scope = "session:role:R"',
      { oauthClientSecret: 's', oauthTokenRequestUrl: 'https://idp.example.com/token', oauthScope: 'session:role:R' },
    ],
    [
      'user = "ada"\npassword = "pw"\nhost = "acme.example.com"\nport = 8443',
      { accessUrl: 'https://acme.example.com:8443' },
    ],
    [
      'user = "ada"\npassword = "pw"\nhost = "localhost"\nport = 80\nprotocol = "http"',
      { accessUrl: 'http://localhost:80' },
    ],
    ['user = "ada"\npassword = "pw"\nregion = "eu-central-1"', { account: 'acme-eu.eu-central-1' }],
    [
      'user = "ada"\nauthenticator = "username_password_mfa"\npassword = "pw"\npasscode = "012345"',
      { passcode: '012345' },
    ],
    [
      'user = "ada"\npassword = "pw"\nauthenticator = ""\nclient_session_keep_alive = true',
      { authenticator: 'SNOWFLAKE' },
    ],
  ])('%s', (lines, expected) => {
    expect(rest(lines)).toMatchObject(expected);
  });

  it('may leave the passphrase to PRIVATE_KEY_PASSPHRASE', () => {
    const env = { PRIVATE_KEY_PASSPHRASE: PASSPHRASE };
    const lines = 'user = "ada"\nprivate_key_file = "enc.p8"';
    expect(rest(lines, env)).toMatchObject({ privateKeyPass: PASSPHRASE });
    expect(rest('user = "ada"\npassword = "pw"', env)).not.toHaveProperty('privateKeyPass');
  });

  it('are told with their lines', () => {
    const toml = `[dev]\npassword = "a"\n\n[ "prod" ] # the real one\naccount = "acme-eu"\nuser = ["ada"]\n'password' = true\n`;
    expect(problemsOf({ [TOML]: toml }, 'prod')).toEqual([
      `${TOML}:6: user must be the name of a Snowflake user.`,
      `${TOML}:7: password must be a password, as text.`,
    ]);
    expect(problemsOf({ [TOML]: 'prod = {account = "acme-eu", authenticator = "oauth"}\n' }, 'prod')).toEqual([
      `${TOML}: authenticator OAUTH needs warehouse.token (or TRELLIS_WAREHOUSE_TOKEN), or warehouse.tokenFilePath (or TRELLIS_WAREHOUSE_TOKEN_FILE_PATH).`,
    ]);
    const env = { SNOWFLAKE_CONNECTIONS_PROD_AUTHENTICATOR: 'outh' };
    expect(problemsOf({ [TOML]: PROD }, 'prod', { env })[0]).toMatch(
      /^SNOWFLAKE_CONNECTIONS_PROD_AUTHENTICATOR must be one of .* Did you mean "OAUTH"\?$/,
    );
  });

  it('that are left out and may matter are told', () => {
    const left =
      'proxy_host = "proxy"\ninsecure_mode = true\ndisable_ocsp_checks = false\n[prod.session_parameters]\nQUERY_TAG = "x"\n';
    const { warnings } = load({ [TOML]: PROD + left }, 'prod');
    expect(warnings).toEqual([
      `${TOML}:5: proxy_host is left out: the driver takes a proxy from HTTPS_PROXY in the environment.`,
      `${TOML}:6: insecure_mode is left out: Snowflake's certificates are checked.`,
      `${TOML}:1: session_parameters is left out: Trellis sets its sessions by itself.`,
    ]);
  });
});

describe('the files', () => {
  it('are looked for where Snowflake’s tools look', () => {
    const env = { HOME: '/home/ada' };
    const [own, linux] = ['/home/ada/.snowflake', '/home/ada/.config/snowflake'];
    expect(connectionFolders(env, 'linux')).toEqual([own, linux]);
    expect(connectionFolders({ ...env, XDG_CONFIG_HOME: '/xdg' }, 'linux')).toEqual([own, '/xdg/snowflake']);
    expect(connectionFolders({ ...env, SNOWFLAKE_HOME: '~/snow' }, 'linux')).toEqual(['/home/ada/snow', linux]);
    expect(connectionFolders(env, 'darwin')).toEqual([own, '/home/ada/Library/Application Support/snowflake']);
    expect(connectionFolders({ USERPROFILE: '/users/ada' }, 'win32')).toEqual([
      '/users/ada/.snowflake',
      '/users/ada/AppData/Local/snowflake',
    ]);
    expect(connectionFolders({}, 'linux')).toEqual([]);
    const elsewhere = load({ 'home/.config/snowflake/connections.toml': PROD }, 'prod');
    expect(elsewhere.warehouse).toEqual(LOGIN);
    const moved = folderOf({ 'connections.toml': PROD });
    expect(load({}, 'prod', { env: { SNOWFLAKE_HOME: moved } }).warehouse).toEqual(LOGIN);
  });

  it('that others may read or write are told', () => {
    const warned = (mode: number, env: Env = {}) => {
      const home = folderOf({ 'connections.toml': PROD });
      chmodSync(join(home, 'connections.toml'), mode);
      return load({}, 'prod', { env: { SNOWFLAKE_HOME: home, ...env } }).warnings.map((line) => line.replace(home, ''));
    };
    const told = (what: string) => [`/connections.toml: others than its owner may ${what} it. "chmod 600" shuts it.`];
    expect(warned(0o600)).toEqual([]);
    expect(warned(0o640)).toEqual(told('read'));
    expect(warned(0o666)).toEqual(told('read and write'));
    const quiet = { SF_SKIP_WARNING_FOR_READ_PERMISSIONS_ON_CONFIG_FILE: 'true' };
    expect(warned(0o644, quiet)).toEqual([]);
    expect(warned(0o622, quiet)).toEqual(told('write'));
  });

  it('must be TOML', () => {
    expect(problemsOf({ [TOML]: `${PROD}role = hunter2\n` }, 'prod')).toEqual([`${TOML}:5:8: not valid TOML.`]);
    expect(problemsOf({ [TOML]: `${PROD}${PROD}` }, 'prod')).toEqual([`${TOML}:5:2: not valid TOML.`]);
    expect(problemsOf({ [`${TOML}/x`]: '' }, 'prod')).toEqual([`${TOML}: can't be read.`]);
    expect(problemsOf({ [TOML]: `\uFEFF${PROD}` }, 'prod')).toEqual([]);
  });
});

describe('the doors', () => {
  const run = async (args: readonly string[], cwd: string) => {
    const out: string[] = [];
    const env = { HOME: join(cwd, 'home') };
    const io = { env, cwd, out: (text: string) => out.push(text), err: (text: string) => out.push(text) };
    await runCli(args, { ...io, untilStopped: async () => {} });
    return out.join('');
  };

  it('are trellis --connection', async () => {
    const cwd = folderOf({ [TOML]: PROD });
    const sql = await run(['sql', '--metrics', 'orders', '--connection', 'prod'], cwd);
    expect(sql).toMatch(/^-- snowflake/);
    expect(await run(['query', '--metrics', 'orders', '--connection', 'prdo'], cwd)).toContain('Did you mean "prod"?');
    expect(await run(['validate', '--warehouse', '--connection', 'prdo'], cwd)).toContain('Did you mean "prod"?');
  });

  it('are openTrellis, with the environment that says where to look', async () => {
    const HOME = join(folderOf({ [TOML]: `${PROD}proxy_host = "p"\n` }), 'home');
    const definitions = { semantic_models: [], metrics: [] };
    const warehouse = { kind: 'snowflake', connection: 'prod' } as const;
    const opened = await openTrellis({ definitions, warehouse, env: { HOME } });
    expect(opened.warnings).toHaveLength(1);
    await opened.close();
    await expect(openTrellis({ definitions, warehouse })).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
      message: expect.stringContaining('the environment has no HOME to look in'),
    });
  });
});
