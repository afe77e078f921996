import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { TrellisError } from '../src/errors/trellis-error.js';
import { openSnowflake, type SnowflakeOptions } from '../src/warehouse/snowflake.js';
import type { Binding, RunOptions, Warehouse } from '../src/warehouse/warehouse.js';
import { openSnowflakeServer, type SnowflakeServer } from './support/snowflake-server/index.js';

/** The real driver against the stand-in for Snowflake, which answers from DuckDB. */
const ROWS = 200_000;
const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const PUBLIC_PEM = String(publicKey.export({ type: 'spki', format: 'pem' }));
const PRIVATE_PEM = String(privateKey.export({ type: 'pkcs8', format: 'pem' }));
const SECRETS = ['pa55word-of-trellis', 'oauth-token-of-trellis', 'access-token-of-trellis', 'passphrase-of-trellis'];
const [PASSWORD = '', OAUTH = '', ACCESS = '', PASSPHRASE = ''] = SECRETS;

const serverOptions = (rows: number) => ({
  setup: [
    `create table numbers as select range as id, range % 7 as kind, cast(range * 0.25 as decimal(18, 2)) as amount from range(${rows})`,
  ],
  users: [{ user: 'TRELLIS', password: PASSWORD, publicKey: PUBLIC_PEM, oauthToken: OAUTH, accessToken: ACCESS }],
  firstRows: 500,
  chunkRows: 20_000,
});

/** For what takes the driver's own patience: a server and sessions of its own, so that several wait at a time. */
async function alone(use: (server: SnowflakeServer, warehouse: Warehouse) => Promise<void>): Promise<void> {
  const own = await openSnowflakeServer({ ...serverOptions(5000), chunkRows: 2000 });
  const warehouse = open({ concurrency: 1 }, own);
  try {
    await one(warehouse);
    await use(own, warehouse);
  } finally {
    await warehouse.close();
    await own.close();
  }
}

/** Where this process opens sockets to, and what it prints. */
const spokenTo = new Set<string>();
const connect = Socket.prototype.connect;
const printed: string[] = [];

let server: SnowflakeServer;
const folder = mkdtempSync(join(tmpdir(), 'trellis-snowflake-'));
const opened: Warehouse[] = [];

beforeAll(async () => {
  for (const stream of [process.stdout, process.stderr]) {
    vi.spyOn(stream, 'write').mockImplementation((text) => printed.push(String(text)) > 0);
  }
  Socket.prototype.connect = function (this: Socket, ...args: unknown[]) {
    const [first] = [args[0]].flat(2) as { readonly host?: string; readonly path?: string }[];
    if (typeof first?.path !== 'string') spokenTo.add(first?.host ?? 'localhost');
    return Reflect.apply(connect, this, args);
  } as typeof connect;
  server = await openSnowflakeServer(serverOptions(ROWS));
});
beforeEach(() => {
  server.faults.clear();
  Object.assign(server.faults, { outage: false, latencyMs: 0, statementDelayMs: 0, warehouse: 'running' });
  server.faults.loginRefusal = undefined;
  server.faults.sessionRefusal = undefined;
});
afterAll(async () => {
  await Promise.all(opened.map((warehouse) => warehouse.close()));
  await server.close();
  Socket.prototype.connect = connect;
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

function open(options: Partial<SnowflakeOptions> = {}, at = server): Warehouse {
  const login = 'authenticator' in options || 'privateKey' in options || 'privateKeyPath' in options;
  const warehouse = openSnowflake({
    account: 'demo',
    username: 'TRELLIS',
    ...(login ? {} : { password: PASSWORD }),
    accessUrl: at.url,
    ...options,
  });
  opened.push(warehouse);
  return warehouse;
}

const ask = (warehouse: Warehouse, sql: string, bindings: readonly Binding[] = [], options: RunOptions = {}) =>
  warehouse.run({ sql, bindings }, options);
const failureOf = (promise: Promise<unknown>): Promise<TrellisError> =>
  promise.then(
    () => Promise.reject(new Error('it did not fail')),
    (error) => error as TrellisError,
  );
const one = async (warehouse: Warehouse) => (await ask(warehouse, 'select 1 as "one"')).rows;
const logins = () => server.seen.filter(({ path }) => path === '/session/v1/login-request').length;
const statementsOf = (part: string) => server.statements.filter(({ sql }) => sql.includes(part));

describe('a login', () => {
  it('by password', async () => {
    expect(await one(open())).toEqual([[1]]);
  });
  it('by key pair, as text and as a file, encrypted too', async () => {
    const path = join(folder, 'key.p8');
    const encrypted = privateKey.export({
      type: 'pkcs8',
      format: 'pem',
      cipher: 'aes-256-cbc',
      passphrase: PASSPHRASE,
    });
    writeFileSync(path, encrypted);
    expect(await one(open({ privateKey: PRIVATE_PEM }))).toEqual([[1]]);
    expect(await one(open({ privateKeyPath: path, privateKeyPass: PASSPHRASE }))).toEqual([[1]]);
    expect(server.seen.filter(({ login }) => login?.method === 'SNOWFLAKE_JWT').length).toBeGreaterThanOrEqual(2);
  });
  it('by OAuth token, which may be replaced in its file', async () => {
    expect(await one(open({ authenticator: 'OAUTH', token: OAUTH }))).toEqual([[1]]);
    const path = join(folder, 'token');
    writeFileSync(path, 'old');
    const warehouse = open({ authenticator: 'OAUTH', tokenFilePath: path });
    expect(await failureOf(one(warehouse))).toMatchObject({ reason: 'LOGIN_REFUSED' });
    writeFileSync(path, `${OAUTH}\n`);
    expect(await one(warehouse)).toEqual([[1]]);
  });
  it('by programmatic access token', async () => {
    expect(await one(open({ authenticator: 'PROGRAMMATIC_ACCESS_TOKEN', token: ACCESS }))).toEqual([[1]]);
  });
  it('through a browser asks its user once, however many statements wait', async () => {
    let asked = 0;
    const options = {
      authenticator: 'externalbrowser',
      concurrency: 3,
      // The driver's own, which the settings do not have: the test is the user at the browser.
      disableConsoleLogin: false,
      openExternalBrowserCallback: (url: string) => {
        asked++;
        void fetch(url.replace(/^https?:..[^/]+/, server.url));
      },
    };
    const warehouse = open(options);
    expect(await Promise.all([one(warehouse), one(warehouse), one(warehouse)])).toEqual([[[1]], [[1]], [[1]]]);
    expect(asked).toBe(1);
  });
  it('that is refused is told as that, and no secret with it', async () => {
    const wrong = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
    for (const options of [
      { password: `${PASSWORD}-no` },
      { authenticator: 'OAUTH', token: `${OAUTH}-no` },
      { authenticator: 'PROGRAMMATIC_ACCESS_TOKEN', token: `${ACCESS}-no` },
      { privateKey: String(wrong.export({ type: 'pkcs8', format: 'pem' })) },
    ]) {
      const error = await failureOf(one(open(options)));
      expect(error).toMatchObject({ code: 'WAREHOUSE_UNAVAILABLE', reason: 'LOGIN_REFUSED', retryable: false });
      expect(error.message).toContain('check the account, the user');
      for (const secret of SECRETS) expect(JSON.stringify([error.message, error.names])).not.toContain(secret);
    }
  });
  it('with a key that can not be read says which, and why', async () => {
    const path = join(folder, 'locked.p8');
    writeFileSync(
      path,
      privateKey.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: PASSPHRASE }),
    );
    const asked = (options: Partial<SnowflakeOptions>) => failureOf(one(open(options)));
    expect(await asked({ privateKeyPath: path, privateKeyPass: 'no' })).toMatchObject({
      code: 'CONFIG_INVALID',
      message: expect.stringMatching(/locked\.p8" can't be read: it is encrypted: check the passphrase/),
    });
    expect(await asked({ privateKeyPath: join(folder, 'none.p8') })).toMatchObject({
      message: expect.stringContaining('there is no such file'),
    });
    expect(await asked({ privateKey: 'nonsense' })).toMatchObject({
      message:
        "The private key can't be read: it must be an RSA key in PEM format, such as -----BEGIN PRIVATE KEY-----.",
    });
  });
  it('knows who it is: application, role, warehouse, database, schema', async () => {
    await one(open({ role: 'REPORTER', warehouse: 'WH', database: 'SHOP', schema: 'MARTS' }));
    expect(server.seen.findLast(({ login }) => login)?.login).toMatchObject({
      application: 'Trellis',
      role: 'REPORTER',
      warehouse: 'WH',
      database: 'SHOP',
      schema: 'MARTS',
    });
  });
});

describe('a session', () => {
  it('means UTC and weeks from Monday, whatever the account says, and ends what nobody waits for', async () => {
    await one(open());
    const { parameters } = server.statements.at(-1)!.session;
    expect(parameters.get('TIMEZONE')).toBe('UTC');
    expect(parameters.get('WEEK_START')).toBe('1');
    expect(parameters.get('ABORT_DETACHED_QUERY')?.toLowerCase()).toBe('true');
  });
  it('is kept for the next statement, without a question in between', async () => {
    const warehouse = open({ concurrency: 1 });
    await one(warehouse);
    const before = server.seen.length;
    await one(warehouse);
    expect(server.seen.slice(before).map(({ path }) => path)).toEqual(['/queries/v1/query-request']);
  });
  it('is ended when the warehouse closes', async () => {
    const before = server.openSessions();
    const warehouse = open({ concurrency: 3 });
    await Promise.all([one(warehouse), one(warehouse), one(warehouse)]);
    expect(server.openSessions()).toBe(before + 3);
    await warehouse.close();
    expect(server.openSessions()).toBe(before);
    expect(await failureOf(one(warehouse))).toMatchObject({ message: 'The warehouse is closed.' });
  });
  it.each(['390112', '390114', '390111', '390104'] as const)(
    'that ended with %s is renewed or replaced unseen',
    async (code) => {
      const warehouse = open({ concurrency: 1 });
      await one(warehouse);
      server.endSessions(code);
      expect(await one(warehouse)).toEqual([[1]]);
    },
  );
  it('that ends again and again is reported', async () => {
    const warehouse = open({ concurrency: 1 });
    await one(warehouse);
    server.faults.sessionRefusal = { code: '390114', times: 100 };
    expect(await failureOf(one(warehouse))).toMatchObject({
      code: 'WAREHOUSE_UNAVAILABLE',
      reason: 'SESSION_EXPIRED',
      retryable: true,
    });
    server.faults.sessionRefusal = undefined;
    expect(await one(warehouse)).toEqual([[1]]);
  });
  it('whose requests are answered with 401 is replaced', async () => {
    const warehouse = open({ concurrency: 1 });
    await one(warehouse);
    const before = logins();
    server.faults.next('/queries/v1/query-request', 401);
    expect(await one(warehouse)).toEqual([[1]]);
    expect(logins()).toBe(before + 1);
  });
});

describe('bindings and values', () => {
  it('are exact, whatever their type', async () => {
    const warehouse = open();
    const { columns, rows } = await ask(
      warehouse,
      'select ? as "t", ? as "i", ? as "r", ? as "b", ? as "n", cast(? as date) as "d"',
      ["O'Hara \\ ü €", 42, 0.1, true, null, '2021-02-10'],
    );
    expect(columns.map(({ name }) => name)).toEqual(['t', 'i', 'r', 'b', 'n', 'd']);
    expect(rows).toEqual([["O'Hara \\ ü €", 42, expect.anything(), true, null, '2021-02-10']]);
    expect(Number(rows[0]?.[2])).toBe(0.1);
    expect(
      Object.values(server.statements.at(-1)!.bindings)
        .map(({ type }) => type)
        .slice(0, 4),
    ).toEqual(['TEXT', 'FIXED', 'REAL', 'BOOLEAN']);
  });
  it('NUMBER(38,0) and decimals lose no digit, instants no nanosecond', async () => {
    const { columns, rows } = await ask(
      open(),
      `select cast('99999999999999999999999999999999999999' as number(38, 0)) as "huge",
              cast('-0.10' as number(38, 2)) as "tenth", cast('123456789012345678.123456789' as number(38, 9)) as "long",
              9007199254740993 as "odd", cast('2021-02-10 12:34:56.123456' as timestamp_ntz) as "at",
              cast('1969-12-31' as date) as "day", cast(0.1 as double) as "real", 'NULL' as "text", null as "none", true as "yes"`,
    );
    expect(rows).toEqual([
      [
        99999999999999999999999999999999999999n,
        '-0.10',
        '123456789012345678.123456789',
        9007199254740993n,
        '2021-02-10T12:34:56.123456Z',
        '1969-12-31',
        0.1,
        'NULL',
        null,
        true,
      ],
    ]);
    expect(columns.map(({ type }) => type).slice(0, 7)).toEqual([
      'long',
      'decimal',
      'decimal',
      'long',
      'datetime',
      'date',
      'double',
    ]);
  });
});

describe('many rows', () => {
  const ALL = 'select id as "id", kind as "kind", amount as "amount" from numbers order by id';
  it('come in chunks, all, in order and exact', async () => {
    const { rows } = await ask(open(), ALL);
    expect(rows.length).toBe(ROWS);
    expect(rows.every(([id, kind], index) => id === index && kind === index % 7)).toBe(true);
    expect(rows[ROWS - 1]?.[2]).toBe('49999.75');
  });
  it('stand in memory a few at a time, and wait for a slow reader', async () => {
    const before = server.seen.length;
    const fetched = () => server.seen.slice(before).filter(({ path }) => path.startsWith('/chunks/')).length;
    const { batches } = await open().stream({ sql: ALL, bindings: [] });
    let count = 0;
    let largest = 0;
    for await (const batch of batches) {
      if (count === 0) {
        await new Promise((resolve) => setTimeout(resolve, 300));
        expect(fetched()).toBeLessThanOrEqual(4);
      }
      count += batch.length;
      largest = Math.max(largest, batch.length);
    }
    expect(count).toBe(ROWS);
    expect(largest).toBeLessThanOrEqual(20_000);
  });
  it('need not be read to their end', async () => {
    const warehouse = open({ concurrency: 1 });
    const before = server.seen.length;
    const { batches } = await warehouse.stream({ sql: ALL, bindings: [] });
    for await (const _ of batches) break;
    expect(await one(warehouse)).toEqual([[1]]);
    expect(server.seen.slice(before).filter(({ path }) => path.startsWith('/chunks/')).length).toBeLessThan(6);
  });
  it('do not hold up other statements while they are read', async () => {
    const warehouse = open({ concurrency: 1 });
    const { batches } = await warehouse.stream({ sql: ALL, bindings: [] });
    const reading = batches[Symbol.asyncIterator]();
    await reading.next();
    expect(await one(warehouse)).toEqual([[1]]);
    await reading.return?.();
  });
});

describe.concurrent('chunks', () => {
  const ALL = 'select id as "id" from numbers order by id';
  it.each([503, 'hang-up', 'cut-short'] as const)('that fail once (%s) are fetched again', (failure) =>
    alone(async (own, warehouse) => {
      own.faults.next('/chunks/', failure);
      const { rows } = await ask(warehouse, ALL);
      expect(rows.map(([id]) => id)).toEqual(Array.from({ length: 5000 }, (_, index) => index));
    }),
  );
  it('that are lost for good are an error within the deadline, never fewer rows', () =>
    alone(async (own, warehouse) => {
      own.faults.next('/chunks/', 503, { times: 1000 });
      const begun = performance.now();
      const error = await failureOf(ask(warehouse, ALL, [], { deadlineMs: 1500 }));
      expect(error.code).toMatch(/DEADLINE_EXCEEDED|WAREHOUSE_UNAVAILABLE/);
      expect(performance.now() - begun).toBeLessThan(3000);
    }));
});

describe('every statement', () => {
  it('has a timeout at Snowflake and a tag, and is one', async () => {
    await ask(open(), 'select 2 as "two"', [], {
      deadlineMs: 12_000,
      tag: { client: 'web', operation: 'Funnel', metrics: ['orders', 'revenue'] },
    });
    const { parameters } = statementsOf('as "two"').at(-1)!;
    expect(parameters.STATEMENT_TIMEOUT_IN_SECONDS).toBe(13);
    expect(parameters.MULTI_STATEMENT_COUNT).toBe(1);
    expect(JSON.parse(String(parameters.QUERY_TAG))).toEqual({
      app: 'trellis',
      client: 'web',
      operation: 'Funnel',
      metrics: ['orders', 'revenue'],
    });
  });
  it('has a tag of at most 2,000 characters that is still JSON', async () => {
    const metrics = Array.from({ length: 500 }, (_, index) => `a_metric_with_a_long_name_${index}`);
    await ask(open(), 'select 3 as "three"', [], { tag: { operation: 'x'.repeat(3000), metrics } });
    const tag = String(statementsOf('as "three"').at(-1)!.parameters.QUERY_TAG);
    expect(tag.length).toBeLessThanOrEqual(2000);
    const read = JSON.parse(tag) as { metrics: string[]; more: number };
    expect(read.metrics.length + read.more).toBe(500);
    expect(read.metrics.length).toBeGreaterThan(20);
  });
});

describe('a statement that takes too long', () => {
  it('ends at the deadline, and Snowflake is told', async () => {
    server.faults.statementDelayMs = 20_000;
    const begun = performance.now();
    const error = await failureOf(ask(open(), 'select 4 as "four"', [], { deadlineMs: 400 }));
    expect(error).toMatchObject({ code: 'DEADLINE_EXCEEDED', retryable: true });
    expect(performance.now() - begun).toBeLessThan(1500);
    await expect.poll(() => statementsOf('as "four"').at(-1)?.state).toBe('aborted');
  });
  it('ends when its caller goes away', async () => {
    server.faults.statementDelayMs = 20_000;
    const caller = new AbortController();
    const failed = failureOf(ask(open(), 'select 5 as "five"', [], { signal: caller.signal }));
    await expect.poll(() => statementsOf('as "five"').at(-1)?.state).toBe('running');
    caller.abort();
    expect(await failed).toMatchObject({ code: 'CANCELLED' });
    await expect.poll(() => statementsOf('as "five"').at(-1)?.state).toBe('aborted');
  });
  it('is told where it waited for its turn', async () => {
    server.faults.statementDelayMs = 20_000;
    const warehouse = open({ concurrency: 1 });
    const caller = new AbortController();
    const first = failureOf(ask(warehouse, 'select 6 as "six"', [], { signal: caller.signal }));
    await expect.poll(() => statementsOf('as "six"').length).toBe(1);
    expect(await failureOf(ask(warehouse, 'select 7 as "seven"', [], { deadlineMs: 300 }))).toMatchObject({
      code: 'DEADLINE_EXCEEDED',
      reason: 'BUSY',
      message: expect.stringContaining('raise limits.concurrency'),
    });
    expect(statementsOf('as "seven"')).toEqual([]);
    caller.abort();
    await first;
    server.faults.statementDelayMs = 0;
    expect(await one(warehouse)).toEqual([[1]]);
  });
});

describe('failures are told apart', () => {
  it('a table that is missing, or forbidden', async () => {
    expect(await failureOf(ask(open(), 'select 1 from nowhere.at_all'))).toMatchObject({ code: 'TABLE_NOT_FOUND' });
    expect(await open().describe('nowhere')).toBeUndefined();
    expect(await open().describe('numbers')).toMatchObject([{ type: 'long' }, { type: 'long' }, {}]);
  });
  it('a column and a statement that do not fit', async () => {
    expect(await failureOf(ask(open(), 'select nmae from numbers'))).toMatchObject({
      code: 'WAREHOUSE_REJECTED',
      names: ['NMAE'],
    });
    const error = await failureOf(ask(open(), "select 'secret' frm x"));
    expect(error).toMatchObject({ code: 'WAREHOUSE_REJECTED', retryable: false });
    expect(error.message).not.toContain('secret');
  });
  it.each(['suspended', 'over-quota'] as const)('a virtual warehouse that is %s', async (state) => {
    server.faults.warehouse = state;
    expect(await failureOf(ask(open(), 'select count(*) from numbers'))).toMatchObject({
      code: 'WAREHOUSE_UNAVAILABLE',
      reason: 'WAREHOUSE_SUSPENDED',
      message: expect.stringContaining('may not resume'),
    });
  });
  it('a user that is locked', async () => {
    server.faults.loginRefusal = '390102';
    expect(await failureOf(one(open()))).toMatchObject({ reason: 'LOGIN_REFUSED', retryable: false });
  });
  it('an address where nobody answers', async () => {
    const begun = performance.now();
    // Nothing listens on port 9.
    const error = await failureOf(ask(open({ accessUrl: 'http://127.0.0.1:9' }), 'select 1', [], { deadlineMs: 2000 }));
    expect(error).toMatchObject({ code: 'WAREHOUSE_UNAVAILABLE', reason: 'NETWORK', retryable: true });
    expect(performance.now() - begun).toBeLessThan(3000);
  });
});

describe.concurrent('an outage', () => {
  it('that is short is not seen', () =>
    alone(async (own, warehouse) => {
      own.faults.next('/queries/v1/query-request', 503, { times: 2 });
      expect((await ask(warehouse, 'select 9 as "nine"')).rows).toEqual([[9]]);
    }));
  it('an answer that is lost is fetched again, and the statement does not run twice', () =>
    alone(async (own, warehouse) => {
      own.faults.next('/queries/v1/query-request', 'hang-up', { lost: true });
      expect((await ask(warehouse, 'select 10 as "ten"')).rows).toEqual([[10]]);
      expect(own.statements.filter(({ sql }) => sql.includes('as "ten"')).length).toBe(1);
    }));
  it('that lasts is answered within the deadline, and is over when it is over', () =>
    alone(async (own, warehouse) => {
      own.faults.outage = true;
      for (let attempt = 0; attempt < 3; attempt++) {
        const begun = performance.now();
        const error = await failureOf(ask(warehouse, 'select 11 as "eleven"', [], { deadlineMs: 700 }));
        expect(error.code).toMatch(/^(DEADLINE_EXCEEDED|WAREHOUSE_UNAVAILABLE)$/);
        expect(error.retryable).toBe(true);
        expect(performance.now() - begun).toBeLessThan(2000);
      }
      own.faults.outage = false;
      const healed = performance.now();
      expect(await one(warehouse)).toEqual([[1]]);
      expect(await one(warehouse)).toEqual([[1]]);
      expect(performance.now() - healed).toBeLessThan(3000);
    }));
  it('does not hold up the closing of the warehouse', () =>
    alone(async (own, warehouse) => {
      own.faults.outage = true;
      const begun = performance.now();
      await warehouse.close();
      expect(performance.now() - begun).toBeLessThan(5000);
      own.faults.outage = false;
    }));
  it('does not start a statement that nobody waits for any more', () =>
    alone(async (own, warehouse) => {
      own.faults.outage = true;
      await failureOf(ask(warehouse, 'select 12 as "twelve"', [], { deadlineMs: 300 }));
      own.faults.outage = false;
      await new Promise((resolve) => setTimeout(resolve, 8000));
      const ran = own.statements.filter(({ sql, state }) => sql.includes('as "twelve"') && state === 'done');
      expect(ran).toEqual([]);
    }));
  it('in which nothing answers at all is no different', async () => {
    const own = await openSnowflakeServer(serverOptions(10));
    const warehouse = open({ concurrency: 1 }, own);
    own.faults.next(/./, 'silence', { times: 3 });
    expect(await failureOf(ask(warehouse, 'select 1', [], { deadlineMs: 500 }))).toMatchObject({
      code: 'WAREHOUSE_UNAVAILABLE',
      reason: 'NETWORK',
      message: 'Snowflake did not answer the login within 500 ms.',
    });
    own.faults.clear();
    expect(await one(warehouse)).toEqual([[1]]);
    await warehouse.close();
    await own.close();
  });
}, 20_000);

describe('explain', () => {
  it('tells what would be read, and runs nothing', async () => {
    server.faults.plan = { partitionsTotal: 40, partitionsAssigned: 7, bytesAssigned: 123_456_789 };
    const before = server.statements.length;
    const { text, scan } = await open().explain({ sql: 'select count(*) from numbers where id > ?', bindings: [5] });
    expect(scan).toEqual({ bytes: 123_456_789, partitions: 7, partitionsTotal: 40 });
    expect(text.split('\n').length).toBeGreaterThan(1);
    server.faults.plan = undefined;
    const ran = server.statements.slice(before).map(({ sql }) => sql.split(' ').slice(0, 2).join(' '));
    expect(ran).toEqual(['alter session', 'explain using']);
  });
});

it('is quiet: nothing is printed, no log is written, nobody but Snowflake is spoken to', () => {
  expect(printed).toEqual([]);
  expect(readdirSync(process.cwd()).filter((name) => name.endsWith('.log'))).toEqual([]);
  expect([...spokenTo]).toEqual(['127.0.0.1']);
  // The driver tells its account of the one statement above whose number is beyond 2^53.
  expect(server.seen.filter(({ path }) => path.startsWith('/telemetry')).length).toBeLessThanOrEqual(1);
});
