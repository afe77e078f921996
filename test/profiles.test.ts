import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { type Config, type ConfigInput, loadConfig } from '../src/config/config.js';
import { PASSPHRASE, keys as pems, withinPem } from './support/private-keys.js';

const temporary = mkdtempSync(join(tmpdir(), 'trellis-profiles-'));
afterAll(() => rmSync(temporary, { recursive: true }));

/** Files in a folder of their own; `PROJECT` has a dbt_project.yml with the profile `shop`. */
function folderOf(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(temporary, 'case-'));
  for (const [path, text] of Object.entries({ 'dbt/dbt_project.yml': 'name: shop\nprofile: shop\n', ...files })) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

function load(files: Readonly<Record<string, string>>, input: Partial<ConfigInput> = {}): Config {
  const cwd = folderOf(files);
  const flags = { project: 'dbt', ...input.flags };
  return loadConfig({ env: {}, cwd, defaultDefinitions: '/metrics', ...input, flags });
}

/** The problems, with the folder of the case cut off. */
function problemsOf(files: Readonly<Record<string, string>>, input: Partial<ConfigInput> = {}): readonly string[] {
  try {
    load(files, input);
  } catch (error) {
    expect(error).toMatchObject({ code: 'CONFIG_INVALID' });
    const lines = (error as Error).message.split('\n').map((line) => line.trim());
    const said = lines.filter((line) => !/^The configuration has/.test(line));
    return said.map((line) => line.replaceAll(new RegExp(`${temporary}/case-\\w+`, 'g'), 'CASE'));
  }
  return [];
}

const output = (keys: string, target = 'dev') => `shop:\n  target: ${target}\n  outputs:\n    ${target}: {${keys}}\n`;
const duckdb = (path: string) => output(`type: duckdb, path: ${path}`);

describe('profiles.yml is looked for', () => {
  const own = { 'dbt/profiles.yml': duckdb('own.duckdb') };
  const home = { 'home/.dbt/profiles.yml': duckdb('home.duckdb') };
  const told = { 'told/profiles.yml': duckdb('told.duckdb') };
  const variable = { 'variable/profiles.yml': duckdb('variable.duckdb') };
  const fileOf = ({ warehouse }: Config) =>
    warehouse.kind === 'duckdb' ? warehouse.file.split('/').slice(-2).join('/') : '';
  const everywhere = { ...own, ...home, ...told, ...variable };

  it('where --profiles-dir, DBT_PROFILES_DIR, the project and ~/.dbt say, in this order', () => {
    const cwd = folderOf(everywhere);
    const at = (env: Record<string, string>, profilesDir?: string) =>
      fileOf(loadConfig({ env, cwd, defaultDefinitions: '/metrics', flags: { project: 'dbt', profilesDir } }));
    expect(at({ DBT_PROFILES_DIR: 'variable' }, 'told')).toBe('dbt/told.duckdb');
    expect(at({ DBT_PROFILES_DIR: 'variable' })).toBe('dbt/variable.duckdb');
    expect(at({ HOME: join(cwd, 'home') })).toBe('dbt/own.duckdb');
    rmSync(join(cwd, 'dbt', 'profiles.yml'));
    expect(at({ HOME: join(cwd, 'home') })).toBe('dbt/home.duckdb');
  });

  it('nowhere else', () => {
    expect(problemsOf(told)).toEqual([
      'There is no profiles.yml in CASE/dbt. Name its folder with --profiles-dir, or say in trellis.yml where the data is ("warehouse").',
    ]);
    expect(problemsOf(own, { flags: { profilesDir: 'nowhere' } })[0]).toMatch(
      /^There is no profiles\.yml in CASE\/nowhere\./,
    );
  });
});

describe('the target', () => {
  const yaml = `shop:
  target: "{{ env_var('SHOP_TARGET', 'one') }}"
  outputs:
    one: {type: duckdb, path: one.duckdb, schema: first}
    two: {type: duckdb, path: two.duckdb}
    three: {type: postgres, host: example.com}
`;
  const chosen = (env: Record<string, string>, target?: string) =>
    load({ 'dbt/profiles.yml': yaml }, { env, flags: { target } }).project?.target;

  it('is told, or DBT_TARGET, or the profile’s own', () => {
    expect(chosen({ DBT_TARGET: 'one', TRELLIS_TARGET: 'one' }, 'two')).toBe('shop, target two');
    expect(chosen({ DBT_TARGET: 'one', TRELLIS_TARGET: 'two' })).toBe('shop, target two');
    expect(chosen({ DBT_TARGET: 'two', SHOP_TARGET: 'one' })).toBe('shop, target two');
    expect(chosen({ SHOP_TARGET: 'two' })).toBe('shop, target two');
    expect(chosen({})).toBe('shop, target one');
  });

  it('must be there, and of an adapter that Trellis reads', () => {
    const files = { 'dbt/profiles.yml': yaml };
    expect(problemsOf(files, { flags: { target: 'tow' } })).toEqual([
      'dbt/profiles.yml:4:5: there is no target "tow". Did you mean "two"?',
    ]);
    expect(problemsOf(files, { flags: { target: 'three' } })).toEqual([
      'dbt/profiles.yml:6:19: type is "postgres": Trellis reads duckdb and snowflake.',
    ]);
    expect(problemsOf({ 'dbt/profiles.yml': 'shops: {}\n' })).toEqual([
      'dbt/profiles.yml: there is no profile "shop". Did you mean "shops"?',
    ]);
    expect(problemsOf({ ...files, 'dbt/dbt_project.yml': 'name: shop\n' })).toEqual([
      'CASE/dbt/dbt_project.yml: "profile" is required to find a connection in dbt/profiles.yml.',
    ]);
  });
});

describe('a duckdb target', () => {
  it('is a file relative to the project, with what of its settings Trellis knows', () => {
    const keys =
      'type: duckdb, path: data/shop.duckdb, schema: marts, threads: 8, extensions: [httpfs], ' +
      'settings: {memory_limit: 2GB, threads: 3, s3_region: eu}, attach: [{path: other.db}]';
    const { warehouse, project } = load({ 'dbt/profiles.yml': output(keys) });
    const at = (text: string) => '    dev: {'.length + keys.indexOf(text) + 1;
    expect(warehouse).toEqual({
      kind: 'duckdb',
      file: join(project!.root, 'data/shop.duckdb'),
      threads: 3,
      memoryLimit: '2GB',
    });
    expect(project).toMatchObject({ database: 'shop', schema: 'marts', naming: 'database' });
    expect(project?.warnings).toEqual([
      `dbt/profiles.yml:4:${at('[{path')}: attach is left out: tables of attached databases are not found.`,
      `dbt/profiles.yml:4:${at('[httpfs')}: extensions is left out: no extension is loaded.`,
      `dbt/profiles.yml:4:${at('{memory')}: settings is left out but for threads and memory_limit: s3_region.`,
    ]);
  });

  it.each([
    ['type: duckdb', 'dbt/profiles.yml: shop.dev is a DuckDB in memory, which is gone when dbt ends.'],
    [
      'type: duckdb, path: ":memory:"',
      'dbt/profiles.yml:4:31: path is a DuckDB in memory, which is gone when dbt ends.',
    ],
    ['type: duckdb, path: "md:shop"', 'dbt/profiles.yml:4:31: path is no local file:'],
    ['type: duckdb, path: 7', 'dbt/profiles.yml:4:31: path must be the path of a DuckDB file.'],
    ['path: shop.duckdb', 'dbt/profiles.yml:4:10: the target "dev" has no "type".'],
  ])('{%s}', (keys, expected) => {
    const [problem = '', ...others] = problemsOf({ 'dbt/profiles.yml': output(keys) });
    expect(problem.slice(0, expected.length)).toBe(expected);
    expect(others).toEqual([]);
  });
});

describe('a snowflake target', () => {
  const snowflake = (keys: string, env: Record<string, string> = {}) =>
    load(
      {
        'dbt/profiles.yml': output(`type: snowflake, account: acme-eu, user: ada, ${keys}`),
        'dbt/key.p8': pems.plain,
        'home/key.p8': pems.encrypted,
      },
      { env },
    );

  it('is all that says how to log in and where', () => {
    const { warehouse, warnings } = snowflake(
      'password: pw, role: r, database: DB, warehouse: WH, schema: S, threads: 4, query_tag: t, connect_retries: 3, ' +
        'client_session_keep_alive: true, reuse_connections: true, retry_all: true, connect_timeout: 10, ' +
        'insecure_mode: false, host: acme.example.com, port: 8443, protocol: https',
    );
    expect(warehouse).toEqual({
      kind: 'snowflake',
      account: 'acme-eu',
      authenticator: 'SNOWFLAKE',
      username: 'ada',
      password: 'pw',
      role: 'r',
      database: 'DB',
      warehouse: 'WH',
      schema: 'S',
      accessUrl: 'https://acme.example.com:8443',
    });
    expect(warnings).toEqual([]);
  });

  it('takes keys as a path, as PEM and as the Base64 within', () => {
    const jwt = { authenticator: 'SNOWFLAKE_JWT', username: 'ada' };
    const relative = snowflake('private_key_path: key.p8');
    expect(relative.warehouse).toMatchObject({ ...jwt, privateKeyPath: join(relative.project!.root, 'key.p8') });
    const cwd = folderOf({
      'dbt/profiles.yml': output(
        `type: snowflake, account: a, user: ada, private_key_path: ~/key.p8, private_key_passphrase: ${PASSPHRASE}`,
      ),
      'home/key.p8': pems.encrypted,
    });
    const input = { cwd, defaultDefinitions: '/metrics', flags: { project: 'dbt' } };
    const home = join(cwd, 'home');
    expect(loadConfig({ env: { HOME: home }, ...input }).warehouse).toMatchObject({
      ...jwt,
      privateKeyPath: join(home, 'key.p8'),
      privateKeyPass: PASSPHRASE,
    });
    const pem = { ...jwt, privateKey: pems.plain };
    expect(snowflake(`private_key: ${withinPem(pems.plain)}`).warehouse).toMatchObject(pem);
    expect(snowflake(`private_key: ${JSON.stringify(pems.plain)}`).warehouse).toMatchObject(pem);
    expect(snowflake('private_key: "{{ env_var(\'K\') }}"', { K: pems.plain }).warehouse).toMatchObject(pem);
    const secret = `private_key: ${withinPem(pems.encrypted)}, private_key_passphrase: ${PASSPHRASE}`;
    expect(snowflake(secret).warehouse).toMatchObject({ ...jwt, privateKey: pems.encrypted });
  });

  it.each([
    ['authenticator: externalbrowser', { authenticator: 'EXTERNALBROWSER' }],
    ['authenticator: jwt, token: t', { authenticator: 'OAUTH', token: 't' }],
    ['authenticator: oauth, token: t', { authenticator: 'OAUTH', token: 't' }],
    ['authenticator: programmatic_access_token, token: t', { authenticator: 'PROGRAMMATIC_ACCESS_TOKEN', token: 't' }],
    ['authenticator: username_password_mfa, password: p', { authenticator: 'USERNAME_PASSWORD_MFA', password: 'p' }],
    ['authenticator: "https://acme.okta.com", password: p', { authenticator: 'https://acme.okta.com', password: 'p' }],
    [
      'authenticator: oauth_client_credentials, oauth_client_id: id, oauth_client_secret: s',
      { authenticator: 'OAUTH_CLIENT_CREDENTIALS', oauthClientId: 'id', oauthClientSecret: 's' },
    ],
    ['password: p, oauth_client_id: id, authenticator: snowflake', { authenticator: 'SNOWFLAKE', password: 'p' }],
    ['password: p, private_key_path: "", token: ""', { authenticator: 'SNOWFLAKE', password: 'p' }],
    ['password: 4711', { password: '4711' }],
    ['password: p, account: acme_eu', { account: 'acme-eu' }],
  ])('logs in with %s', (keys, expected) => {
    const text = keys.includes('account') ? keys : `account: acme-eu, ${keys}`;
    const { warehouse } = load({ 'dbt/profiles.yml': output(`type: snowflake, user: ada, ${text}`) });
    expect(warehouse).toMatchObject(expected);
  });

  it('needs no user with a token of OAuth', () => {
    const keys = 'type: snowflake, account: acme-eu, authenticator: oauth, token: t';
    expect(load({ 'dbt/profiles.yml': output(keys) }).warehouse).not.toHaveProperty('username');
  });

  it('exchanges no refresh token', () => {
    const keys =
      'type: snowflake, account: a, user: u, oauth_client_id: id, oauth_client_secret: secret, token: refresh';
    for (const authenticator of ['', ', authenticator: oauth']) {
      expect(problemsOf({ 'dbt/profiles.yml': output(keys + authenticator) })).toEqual([
        'dbt/profiles.yml:4:66: oauth_client_id: Trellis exchanges no refresh token. Give the target a key pair, a "token" to log in with, or "authenticator: oauth_client_credentials"; or say in trellis.yml how Trellis logs in ("warehouse").',
      ]);
    }
  });

  it('may name keys that are left out', () => {
    const keys = 'type: snowflake, account: a, user: u, password: p, query_tag: t, insecure_mode: true, proxy_host: h';
    const { project } = load({ 'dbt/profiles.yml': output(keys) });
    const at = (text: string) => '    dev: {'.length + keys.indexOf(text) + 1;
    expect(project?.warnings).toEqual([
      `dbt/profiles.yml:4:${'    dev: {'.length + keys.length}: proxy_host is left out: the driver takes a proxy from HTTPS_PROXY in the environment.`,
      `dbt/profiles.yml:4:${at('true')}: insecure_mode is left out: Snowflake's certificates are checked.`,
      `dbt/profiles.yml:4:${at('t, insecure')}: query_tag is left out: Trellis tags each statement by itself.`,
    ]);
  });

  it('lacks what Snowflake needs', () => {
    expect(problemsOf({ 'dbt/profiles.yml': output('type: snowflake, user: 5, password: p') })).toEqual([
      'warehouse.account (or TRELLIS_WAREHOUSE_ACCOUNT) is required: a Snowflake account identifier, such as "myorg-account".',
    ]);
    expect(problemsOf({ 'dbt/profiles.yml': output('type: snowflake, account: a, authenticator: oauth') })).toEqual([
      'dbt/profiles.yml:4:55: authenticator OAUTH needs warehouse.token (or TRELLIS_WAREHOUSE_TOKEN), or warehouse.tokenFilePath (or TRELLIS_WAREHOUSE_TOKEN_FILE_PATH).',
    ]);
    const keys = 'type: snowflake, account: a, user: u, private_key: x, private_key_path: key.p8';
    expect(problemsOf({ 'dbt/profiles.yml': output(keys) })[0]).toBe(
      'dbt/profiles.yml:4:62: private_key and dbt/profiles.yml:4:83: private_key_path exclude each other.',
    );
  });
});

describe('env_var()', () => {
  const threads = (value: string, env: Record<string, string> = {}) => {
    const keys = `type: duckdb, path: a.duckdb, settings: {threads: ${JSON.stringify(value)}}`;
    const { warehouse } = load({ 'dbt/profiles.yml': output(keys) }, { env });
    return warehouse.kind === 'duckdb' ? warehouse.threads : undefined;
  };

  it('is rendered with its default and its filters', () => {
    expect(threads("{{ env_var('N', '3') | as_number }}")).toBe(3);
    expect(threads('{{env_var("N")|int}}', { N: '7' })).toBe(7);
    expect(threads("{{ env_var('N', 5) }}")).toBe(5);
    expect(threads("{{- env_var('N') | trim | as_native -}}", { N: ' 2 ' })).toBe(2);
    const inside = load(
      { 'dbt/profiles.yml': duckdb(`"{{ env_var('DIR') }}/{{ env_var('NAME', 'shop') }}.duckdb"`) },
      { env: { DIR: '/data' } },
    );
    expect(inside.warehouse).toMatchObject({ file: '/data/shop.duckdb' });
  });

  it.each([
    ["{{ env_var('A') }}", 'needs the environment variable A, which is not set'],
    ["{{ env_var('B') | as_number }}", 'takes B as a number, which it is not'],
    ["{{ env_var('B') | as_bool }}", 'takes B as true or false, which it is not'],
    ["{{ env_var('B') | upper }}", 'uses the filter "upper"; of Jinja only'],
    ["{{ var('x') }}", 'holds {{ var(…) }}; of Jinja only'],
    ["{{ 'hunter2' }}", 'holds a {{ … }} that is no call of env_var; of Jinja only'],
    ['{% if true %}a{% endif %}', 'holds Jinja statements or comments; of Jinja only'],
    ["{{ env_var('B')", 'has a "{{" that is never closed; of Jinja only'],
  ])('%s', (value, expected) => {
    const files = { 'dbt/profiles.yml': output(`type: duckdb, path: ${JSON.stringify(value)}`) };
    const [problem = ''] = problemsOf(files, { env: { B: 'hunter2' } });
    expect(problem.slice(0, `dbt/profiles.yml:4:31: path ${expected}`.length)).toBe(
      `dbt/profiles.yml:4:31: path ${expected}`,
    );
  });

  it('is told for all keys at once', () => {
    const keys = `type: snowflake, account: "{{ env_var('A') }}", password: "{{ env_var('P') }}"`;
    expect(problemsOf({ 'dbt/profiles.yml': output(keys) }).map((problem) => problem.split(': ')[1])).toEqual([
      'account needs the environment variable A, which is not set.',
      'password needs the environment variable P, which is not set.',
    ]);
  });

  it('need not be set where nothing is connected to', () => {
    const keys = `type: snowflake, account: a, user: u, password: "{{ env_var('P') }}", schema: S, database: D`;
    const { warehouse, project } = load({ 'dbt/profiles.yml': output(keys) }, { offline: true });
    expect(warehouse.kind).toBe('snowflake');
    expect(project).toMatchObject({ database: 'D', schema: 'S', warnings: [] });
    const without = load({}, { offline: true });
    expect(without.warehouse.kind).toBe('demo');
    expect(without.project?.warnings).toHaveLength(1);
    expect(problemsOf({ 'dbt/profiles.yml': output(keys) }, { offline: true, flags: { target: 'prod' } })).toHaveLength(
      1,
    );
  });
});

describe('secrets', () => {
  const secret = 'hunter2';
  it.each([
    `shop:\n  outputs:\n    default: {type: snowflake, password: [${secret}]}\n`,
    `shop:\n  outputs:\n    default: {type: snowflake, account: a, user: u, private_key: {${secret}: 1}}\n`,
    `shop:\n  outputs:\n    default: {type: snowflake, account: a, user: u, host: "${secret} x"}\n`,
    `shop:\n  outputs:\n    default: {password: ${secret}}\n`,
    `shop:\n  outputs:\n    default: {type: snowflake, password: "{{ '${secret}' }}"}\n`,
    `shop:\n  outputs:\n    default: {type: snowflake, password: "{{ ${secret} | x }}"}\n`,
    `shop:\n  outputs:\n    default: {type: snowflake, password: "{{ env_var('S') | as_number }}"}\n`,
    `shop:\n  outputs:\n    default: {type: snowflake, password: '${secret}\n`,
    `shop: [${secret}]\n`,
    `- ${secret}\n`,
  ])('are not told: %j', (yaml) => {
    const problems = problemsOf({ 'dbt/profiles.yml': yaml }, { env: { S: secret } });
    expect(problems.length).toBeGreaterThan(0);
    expect(problems.join('\n')).not.toContain(secret);
  });
});

describe("Trellis' own settings", () => {
  const files = {
    'dbt/profiles.yml': output(
      'type: snowflake, account: a, user: u, password: p, role: reader, database: D, schema: S',
    ),
  };

  it('go before the profile, key by key', () => {
    const config = load(files, { env: { TRELLIS_WAREHOUSE_ROLE: 'admin' } });
    expect(config.warehouse).toMatchObject({ kind: 'snowflake', account: 'a', role: 'admin' });
  });

  it('may name another warehouse: then table names are shorter', () => {
    const folder = load(files, { flags: { warehouse: { kind: 'folder', path: 'seeds' } } });
    expect(folder.warehouse).toMatchObject({ kind: 'folder' });
    expect(folder.project).toMatchObject({ naming: 'table' });
    expect(folder.project).not.toHaveProperty('target');
    const file = load(files, { flags: { warehouse: { kind: 'duckdb', file: 'x.duckdb' } } });
    expect(file.project).toMatchObject({ naming: 'schema', schema: 'S' });
    const moved = load({ 'dbt/profiles.yml': duckdb('a.duckdb') }, { env: { TRELLIS_WAREHOUSE_FILE: 'b.duckdb' } });
    expect(moved.project).toMatchObject({ naming: 'schema' });
  });

  it('need no profile then', () => {
    const config = load({}, { flags: { warehouse: { kind: 'folder', path: 'seeds' } } });
    expect(config.project).toMatchObject({ naming: 'table', warnings: [] });
  });

  it('name a project or a folder of definitions; the command line goes before the file', () => {
    expect(problemsOf(files, { flags: { definitions: 'metrics' } })).toEqual([
      'command line: project and command line: definitions exclude each other: both say where the definitions are.',
    ]);
    const over = load({ ...files, 'trellis.yml': 'definitions: metrics\n' });
    expect(over.project?.name).toBe('shop');
    const cwd = folderOf({ ...files, 'trellis.yml': 'project: dbt\n' });
    const under = loadConfig({ env: {}, cwd, defaultDefinitions: '/metrics', flags: { definitions: 'metrics' } });
    expect(under).toMatchObject({ definitions: join(cwd, 'metrics'), warehouse: { kind: 'snowflake' } });
    expect(under).not.toHaveProperty('project');
  });
});

describe('dbt_project.yml', () => {
  const profiles = { 'dbt/profiles.yml': duckdb('a.duckdb') };
  const projectOf = (yaml: string, env: Record<string, string> = {}) => {
    const { project } = load({ ...profiles, 'dbt/dbt_project.yml': yaml }, { env });
    return JSON.parse(JSON.stringify(project).replaceAll(project!.root, 'ROOT')) as NonNullable<Config['project']>;
  };

  it('says where models and artifacts are', () => {
    expect(projectOf('name: shop\nprofile: shop\n')).toMatchObject({
      modelPaths: ['ROOT/models'],
      macroPaths: ['ROOT/macros'],
      targetPath: 'ROOT/target',
    });
    const yaml = `name: shop\nprofile: "{{ env_var('P', 'shop') }}"\nmodel-paths: [models, metrics]\ntarget-path: out\n`;
    expect(projectOf(yaml)).toMatchObject({ modelPaths: ['ROOT/models', 'ROOT/metrics'], targetPath: 'ROOT/out' });
    expect(projectOf(yaml, { DBT_TARGET_PATH: '/elsewhere' })).toMatchObject({ targetPath: '/elsewhere' });
    expect(projectOf('name: shop\nprofile: shop\nseed-paths: [lists]\nsnapshots: {+schema: then}\n')).toMatchObject({
      seedPaths: ['ROOT/lists'],
      snapshotPaths: ['ROOT/snapshots'],
      snapshots: { '+schema': 'then' },
    });
    expect(projectOf('name: shop\nprofile: shop\ndata-paths: lists\nsnapshot-paths: [then]\n')).toMatchObject({
      seedPaths: ['ROOT/lists'],
      snapshotPaths: ['ROOT/then'],
    });
    expect(projectOf('name: shop\nprofile: shop\nsource-paths: [sql]\n')).toMatchObject({ modelPaths: ['ROOT/sql'] });
  });

  it.each([
    ['profile: shop\n', 'dbt/dbt_project.yml: "name" is required.'],
    ['name: [shop]\n', 'dbt/dbt_project.yml:1:7: name must be text.'],
    ['name: shop\nmodel-paths: {a: b}\n', 'dbt/dbt_project.yml:2:14: model-paths must be a list of folders.'],
    ['name: shop\nname: shop\n', 'dbt/dbt_project.yml:2:1: not valid YAML (duplicate key).'],
    [
      'name: shop\nprofile: "{{ target.name }}"\n',
      'dbt/dbt_project.yml:2:10: profile holds a {{ … }} that is no call of env_var;',
    ],
  ])('%j', (yaml, expected) => {
    const [problem = ''] = problemsOf({ ...profiles, 'dbt/dbt_project.yml': yaml });
    expect(problem.slice(0, expected.length)).toBe(expected);
  });

  it('is looked for in the named folder', () => {
    expect(problemsOf(profiles, { flags: { project: '.' } })).toEqual([
      'The project folder "CASE" has no dbt_project.yml. Did you mean "CASE/dbt"?',
    ]);
    expect(problemsOf(profiles, { flags: { project: 'nowhere' } })).toEqual([
      'There is no project folder "CASE/nowhere".',
    ]);
    expect(problemsOf(profiles, { flags: { project: '' } })).toEqual([
      'command line: project must be the path of a dbt project.',
    ]);
  });
});
