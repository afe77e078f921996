import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type ConfigInput, loadConfig } from '../src/config/config.js';
import { settingNames } from '../src/config/settings.js';

const EXAMPLE = new URL('../trellis.example.yml', import.meta.url).pathname;

const folderWith = (yaml?: string) => {
  const folder = mkdtempSync(join(tmpdir(), 'trellis-config-'));
  if (yaml !== undefined) writeFileSync(join(folder, 'trellis.yml'), yaml);
  return folder;
};
const load = (input: Partial<ConfigInput> & { yaml?: string } = {}) => {
  const { yaml, ...rest } = input;
  return loadConfig({ env: {}, cwd: folderWith(yaml), defaultDefinitions: '/trellis/metrics', ...rest });
};
const problemsOf = (input: Parameters<typeof load>[0]): readonly string[] => {
  try {
    load(input);
  } catch (error) {
    expect(error).toMatchObject({ code: 'CONFIG_INVALID' });
    return (error as Error).message.split('\n  ').slice(1);
  }
  return [];
};

const DEFAULTS = {
  definitions: '/trellis/metrics',
  warehouse: { kind: 'demo', scale: 1 },
  port: 4000,
  host: '127.0.0.1',
  timeZone: 'UTC',
  warnings: [],
  limits: {
    maxRows: 10000,
    maxCost: 100000000,
    deadlineMs: 30000,
    concurrency: 2,
    maxBodyBytes: 1048576,
    maxBatch: 20,
    maxTokens: 10000,
    maxDepth: 15,
    maxAliases: 200,
    maxRootFields: 100,
  },
  cache: { maxBytes: 64_000_000, checkSeconds: 30, maxAgeSeconds: 0 },
  cors: { origins: [] },
};

describe('where settings come from', () => {
  it('is the demo without any', () => {
    expect(load()).toStrictEqual(DEFAULTS);
    expect(load({ yaml: '' })).toStrictEqual(DEFAULTS);
    expect(load({ yaml: '# nothing\nlimits:\nwarehouse:\n' })).toStrictEqual(DEFAULTS);
  });

  it('takes the command line over the environment over the file', () => {
    const yaml = 'port: 1\nhost: file\ntimeZone: Europe/Berlin\nlimits: {maxRows: 5}\n';
    const env = { TRELLIS_PORT: '2', TRELLIS_HOST: 'env', TRELLIS_LIMITS_DEADLINE_MS: '500', TRELLIS_NOW: '' };
    const config = load({ yaml, env, flags: { port: 3, host: undefined } });
    expect(config).toMatchObject({ port: 3, host: 'env', timeZone: 'Europe/Berlin' });
    expect(config.limits).toMatchObject({ maxRows: 5, deadlineMs: 500, concurrency: 2 });
  });

  it('knows PORT, which TRELLIS_PORT goes before', () => {
    expect(load({ env: { PORT: '8080' } }).port).toBe(8080);
    expect(load({ env: { PORT: '8080', TRELLIS_PORT: '9090' } }).port).toBe(9090);
  });

  it('takes paths as relative to where they are written', () => {
    const folder = folderWith('definitions: defs\nwarehouse: {kind: folder, path: data}\n');
    const input = { file: join(folder, 'trellis.yml'), cwd: '/elsewhere' };
    expect(load(input)).toMatchObject({ definitions: `${folder}/defs`, warehouse: { path: `${folder}/data` } });
    expect(load({ ...input, env: { TRELLIS_WAREHOUSE_PATH: 'mine' } }).warehouse).toMatchObject({
      path: '/elsewhere/mine',
    });
  });

  it('takes origins as a list, or as a text with commas', () => {
    const origins = ['https://app.example.com', 'http://localhost:3000'];
    expect(load({ yaml: `cors: {origins: [${origins}]}` }).cors).toStrictEqual({ origins });
    expect(load({ yaml: `cors: {origins: ${origins[0]}}` }).cors).toStrictEqual({ origins: [origins[0]] });
    expect(load({ env: { TRELLIS_CORS_ORIGINS: origins.join(', ') } }).cors).toStrictEqual({ origins });
    expect(load({ yaml: 'cors: {origins: ["*"]}' }).cors).toStrictEqual({ origins: ['*'] });
  });

  it('takes the file of trusted documents as relative to where it is named', () => {
    const folder = folderWith('trustedDocuments: documents.json\n');
    expect(load({ cwd: folder }).trustedDocuments).toBe(`${folder}/documents.json`);
  });

  it('turns the clock to UTC', () => {
    expect(load({ env: { TRELLIS_NOW: '2021-03-01T01:00:00+01:00' } }).now).toBe('2021-03-01T00:00:00Z');
  });

  it('forgets the other kind of warehouse that a stronger source replaces', () => {
    const yaml = 'warehouse: {kind: snowflake, account: a, username: u, password: p}';
    const flags = { warehouse: { kind: 'folder', path: '/data' } };
    const env = { TRELLIS_WAREHOUSE_PASSWORD: 'q', TRELLIS_WAREHOUSE_THREADS: '2' };
    expect(load({ yaml, env, flags }).warehouse).toStrictEqual({ kind: 'folder', path: '/data', threads: 2 });
    expect(load({ yaml, env: { TRELLIS_WAREHOUSE_PASSWORD: 'q' } }).warehouse).toStrictEqual({
      kind: 'snowflake',
      account: 'a',
      username: 'u',
      authenticator: 'SNOWFLAKE',
      password: 'q',
    });
  });
});

describe('what is wrong', () => {
  it('is told all at once, with its place, what is accepted, and a suggestion', () => {
    const yaml =
      'prot: 4000\nhost: 7\nwarehouse:\n  kind: duckbd\nlimits:\n  maxRow: 5\n  deadlineMs: soon\ntimeZone: Europe/Berln\n';
    const env = { TRELLIS_PROT: '1', TRELLIS_PORT: '70000', TRELLIS_NOW: '2021-02-30T00:00:00Z' };
    expect(problemsOf({ yaml, env, flags: { limits: { concurrency: 0 } } })).toEqual([
      'trellis.yml:1:1: there is no setting "prot". Did you mean "port"?',
      'trellis.yml:6:3: there is no setting "limits.maxRow". Did you mean "maxRows"?',
      'TRELLIS_PROT: there is no such variable. Did you mean "TRELLIS_PORT"?',
      'trellis.yml:4:3: warehouse.kind must be one of demo, duckdb, folder, snowflake. Did you mean "duckdb"?',
      'TRELLIS_PORT must be a port number, from 0 (any free one) to 65535.',
      'trellis.yml:2:1: host must be a host name or an address.',
      'TRELLIS_NOW must be an instant such as 2021-03-01T00:00:00Z.',
      'trellis.yml:8:1: timeZone must be an IANA time zone such as Europe/Berlin. Did you mean "Europe/Berlin"?',
      'trellis.yml:7:3: limits.deadlineMs must be a whole number of milliseconds, from 1 to 86400000 (a day).',
      'command line: limits.concurrency must be a whole number of statements, from 1 to 64.',
    ]);
  });

  it('is what a kind of warehouse needs, or does not have', () => {
    expect(problemsOf({ yaml: 'warehouse: {kind: duckdb}' })).toEqual([
      'warehouse.file (or TRELLIS_WAREHOUSE_FILE) is required: the path of a DuckDB file.',
    ]);
    expect(problemsOf({ env: { TRELLIS_WAREHOUSE_FILE: 'shop.duckdb' } })).toEqual([
      'TRELLIS_WAREHOUSE_FILE is not a setting of a demo warehouse.',
    ]);
    expect(problemsOf({ yaml: 'warehouse: snowflake' })).toEqual([
      'trellis.yml:1:12: warehouse must be a map of settings.',
    ]);
    expect(problemsOf({ yaml: 'a: [1]\n' })[0]).toMatch(/no setting "a"\. Settings: definitions, port, host/);
  });

  it.each(['https://app.example.com/', 'app.example.com', '[1]', '{a: b}', '[[https://app.example.com]]'])(
    'is an origin that is none: %s',
    (origins) => {
      const [problem, ...others] = problemsOf({ yaml: `cors: {origins: ${origins}}` });
      expect(problem).toMatch(/^trellis\.yml:1:8: cors\.origins must be /);
      expect(others).toEqual([]);
    },
  );

  it('is a file that is missing, or not YAML', () => {
    expect(problemsOf({ file: '/nowhere/trellis.yml' })).toEqual(['/nowhere/trellis.yml: there is no such file.']);
    expect(problemsOf({ env: { TRELLIS_CONFIG: '/nowhere/t.yml' } })).toEqual([
      '/nowhere/t.yml: there is no such file.',
    ]);
    expect(problemsOf({ yaml: 'port: 1\nport: 2\n' })).toEqual(['trellis.yml:2:1: not valid YAML (duplicate key).']);
    expect(problemsOf({ yaml: '- port\n' })).toEqual(['trellis.yml:1:1: the file must be a map of settings.']);
  });

  it('never shows a value: it may be a secret', () => {
    const secret = 'hunter2';
    const all = [
      ...problemsOf({ yaml: `warehouse: {kind: snowflake, password: [${secret}], accessUrl: ${secret}}` }),
      ...problemsOf({ yaml: `warehouse: {kind: ${secret}, token: x}` }),
      ...problemsOf({ yaml: `warehouse:\n  password: "${secret}\n  kind: [${secret}` }),
      ...problemsOf({ yaml: `warehouse:\n  password: *${secret}\n` }),
      ...problemsOf({ yaml: `port: ${secret}\nnow: ${secret}\ntimeZone: ${secret}` }),
      ...problemsOf({ env: { TRELLIS_PASSWORD: secret, PORT: secret } }),
    ];
    expect(all.length).toBeGreaterThan(9);
    expect(all.join('\n')).not.toContain(secret);
  });
});

describe('trellis.example.yml', () => {
  const text = readFileSync(EXAMPLE, 'utf8');
  it('says the defaults', () => {
    expect(load({ file: EXAMPLE })).toStrictEqual(DEFAULTS);
  });
  it('explains every setting', () => {
    for (const setting of settingNames) {
      expect(text, setting).toMatch(
        new RegExp(`^[ #]*${setting.split('.').at(-1)}:|or ${setting.split('.').at(-1)}:`, 'm'),
      );
    }
  });
});
