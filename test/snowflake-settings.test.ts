import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCli } from '../src/cli/run.js';
import { openTrellis } from '../src/composition/open-trellis.js';
import { keys, PASSPHRASE, PUBLIC_KEY } from './support/private-keys.js';
import { openSnowflakeServer, type SnowflakeServer } from './support/snowflake-server/index.js';

/** People's existing settings, over the real driver, to the stand-in for Snowflake. */
const FIXTURE = join(import.meta.dirname, 'fixtures', 'sales');
const QUESTION = ['--metrics', 'sales', '--now', '2021-07-01T00:00:00Z', '--format', 'csv'];
/** tables.sql has 13 sales, two of them on July 1 or later. */
const ANSWER = 'sales\r\n11\r\n';

const folder = mkdtempSync(join(tmpdir(), 'trellis-existing-'));
let server: SnowflakeServer;
let host = '';

beforeAll(async () => {
  const setup = readFileSync(join(FIXTURE, 'tables.sql'), 'utf8').split(/;\s*\n/);
  server = await openSnowflakeServer({
    setup: setup.filter((one) => one.trim() !== ''),
    users: [{ user: 'ADA', password: 'pw', publicKey: PUBLIC_KEY, oauthToken: 'oauth-1', accessToken: 'pat-1' }],
  });
  host = new URL(server.url).host;
  write('key.p8', keys.plain);
  write('encrypted.p8', keys.encrypted);
  write('token', 'oauth-1\n');
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

function write(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text, { mode: 0o600 });
}

async function ask(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const out: string[] = [];
  const err: string[] = [];
  const before = server.seen.length;
  await runCli(['query', ...QUESTION, ...args], {
    env: { HOME: join(folder, 'home'), ...env },
    cwd: folder,
    out: (text) => out.push(text),
    err: (text) => err.push(text),
    untilStopped: async () => {},
  });
  const logins = server.seen.slice(before).flatMap(({ login }) => (login ? [login] : []));
  return { out: out.join(''), err: err.join(''), logins };
}

/** How each way to log in is spelt in connections.toml and in profiles.yml, and what Snowflake is told. */
const WAYS: readonly (readonly [string, Readonly<Record<string, string>>, string])[] = [
  ['a password', { user: 'ada', password: 'pw' }, 'SNOWFLAKE'],
  ['a key', { user: 'ada', private_key_path: 'key.p8', authenticator: 'snowflake_jwt' }, 'SNOWFLAKE_JWT'],
  [
    'an encrypted key',
    { user: 'ada', private_key_path: 'encrypted.p8', private_key_passphrase: PASSPHRASE },
    'SNOWFLAKE_JWT',
  ],
  ['a key as text', { user: 'ada', private_key: keys.plain }, 'SNOWFLAKE_JWT'],
  ['a token of OAuth', { authenticator: 'oauth', token: 'oauth-1' }, 'OAUTH'],
  ['a token in a file', { authenticator: 'oauth', token_file_path: 'token' }, 'OAUTH'],
  [
    'a programmatic access token',
    { user: 'ada', authenticator: 'programmatic_access_token', token: 'pat-1' },
    'PROGRAMMATIC_ACCESS_TOKEN',
  ],
];

describe.each(WAYS)('%s', (_name, values, method) => {
  const place = () => ({
    account: 'acme',
    protocol: 'http',
    host: host.split(':')[0],
    port: Number(host.split(':')[1]),
  });
  const lines = (between: string) =>
    Object.entries({ ...place(), ...values, role: 'REPORTER', warehouse: 'WH', schema: 'main' })
      .map(([key, value]) => `${key}${between}${JSON.stringify(value)}`)
      .join('\n');
  const login = { method, account: 'acme', role: 'REPORTER', warehouse: 'WH', application: 'Trellis' };

  it('of connections.toml opens Snowflake', async () => {
    write('home/.snowflake/connections.toml', `[prod]\n${lines(' = ')}\n`);
    const asked = await ask(['--definitions', join(FIXTURE, 'metrics'), '--connection', 'prod']);
    expect(asked).toMatchObject({ out: ANSWER, err: '' });
    expect(asked.logins[0]).toMatchObject(login);
  });

  it('of profiles.yml opens Snowflake', async () => {
    write('dbt/dbt_project.yml', 'name: shop\nprofile: shop\n');
    for (const file of ['key.p8', 'encrypted.p8']) write(`dbt/${file}`, readFileSync(join(folder, file), 'utf8'));
    write('dbt/token', 'oauth-1');
    const target = `type: snowflake\n${lines(': ')}`.replace(/^/gm, '      ');
    write('dbt/profiles.yml', `shop:\n  outputs:\n    default:\n${target}\n`);
    const env = { TRELLIS_PROJECT: 'dbt' };
    const asked = await ask(['--definitions', join(FIXTURE, 'metrics')], env);
    expect(asked).toMatchObject({ out: ANSWER, err: '' });
    expect(asked.logins[0]).toMatchObject(login);
  });
});

describe('openTrellis', () => {
  it('opens a connection, with the environment that says where it is', async () => {
    write('home/.snowflake/connections.toml', `[prod]\naccount = "acme"\nuser = "ada"\npassword = "pw"\n`);
    const trellis = await openTrellis({
      definitions: join(FIXTURE, 'metrics'),
      warehouse: { kind: 'snowflake', connection: 'prod', accessUrl: server.url, maxScanBytes: '1GB' },
      env: { HOME: join(folder, 'home') },
      now: '2021-07-01T00:00:00Z',
    });
    server.faults.plan = { partitionsTotal: 40, partitionsAssigned: 7, bytesAssigned: 1_000_000_000 };
    expect((await trellis.query({ metrics: ['sales'] })).rows).toEqual([{ sales: 11 }]);
    server.faults.plan = { partitionsTotal: 40, partitionsAssigned: 7, bytesAssigned: 1_000_000_001 };
    await expect(trellis.query({ metrics: ['sales'], limit: 5 })).rejects.toMatchObject({
      code: 'COST_LIMIT_EXCEEDED',
    });
    await trellis.close();
  });
});

describe('a ceiling of the settings', () => {
  it('refuses what is above it', async () => {
    server.faults.plan = { partitionsTotal: 40, partitionsAssigned: 8, bytesAssigned: 10 };
    const env = {
      TRELLIS_WAREHOUSE_KIND: 'snowflake',
      TRELLIS_WAREHOUSE_ACCOUNT: 'acme',
      TRELLIS_WAREHOUSE_USERNAME: 'ada',
      TRELLIS_WAREHOUSE_PASSWORD: 'pw',
      TRELLIS_WAREHOUSE_ACCESS_URL: server.url,
      TRELLIS_DEFINITIONS: join(FIXTURE, 'metrics'),
    };
    expect(await ask([], { ...env, TRELLIS_WAREHOUSE_MAX_SCAN_PARTITIONS: '8' })).toMatchObject({ out: ANSWER });
    const { err } = await ask([], { ...env, TRELLIS_WAREHOUSE_MAX_SCAN_PARTITIONS: '7' });
    expect(err).toMatch(/^COST_LIMIT_EXCEEDED: .* warehouse\.maxScanPartitions raised\.\n$/);
  });
});
