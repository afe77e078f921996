import { generateKeyPairSync } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Connection } from 'snowflake-sdk';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askRaw, connectRaw } from './support/raw-driver.js';
import {
  openSnowflakeServer,
  type SnowflakeServer,
  type SnowflakeServerOptions,
} from './support/snowflake-server/index.js';

/** The stand-in for Snowflake, asked by the driver alone. */

const pemPair = () => {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return {
    publicKey: String(publicKey.export({ type: 'spki', format: 'pem' })),
    privateKey: String(privateKey.export({ type: 'pkcs8', format: 'pem' })),
  };
};
const keys = pemPair();

const opened: SnowflakeServer[] = [];
async function open(options: Partial<SnowflakeServerOptions> = {}): Promise<SnowflakeServer> {
  const server = await openSnowflakeServer({ setup: [], ...options });
  opened.push(server);
  return server;
}
afterAll(() => Promise.all(opened.map((server) => server.close())));

/** What is asked, and how it ended: the first value, or the driver's code. */
const outcomeOf = (connection: Connection, sql: string) =>
  askRaw(connection, sql).then(
    ({ rows }) => rows[0]?.[0],
    (error) => error.code,
  );
const running = (server: SnowflakeServer, part: string) => server.statements.filter(({ sql }) => sql.includes(part));

describe.concurrent('a login', () => {
  let server: SnowflakeServer;
  beforeAll(async () => {
    server = await open({
      users: [
        { user: 'TRELLIS', password: 'secret', publicKey: keys.publicKey, oauthToken: 'oauth', accessToken: 'access' },
        { user: 'OTHER', password: 'other', publicKey: pemPair().publicKey },
      ],
    });
  });
  const oauth = { authenticator: 'OAUTH', token: 'oauth' };
  const access = { authenticator: 'PROGRAMMATIC_ACCESS_TOKEN', token: 'access' };
  const keyPair = { authenticator: 'SNOWFLAKE_JWT', privateKey: keys.privateKey };
  const browser = {
    authenticator: 'EXTERNALBROWSER',
    // Snowflake's own page of the login; another's is asked for by https alone.
    disableConsoleLogin: false,
    openExternalBrowserCallback: (url: string) => void fetch(url.replace(/^https:..[^/]+/, server.url)),
  };

  it.each([
    ['a password', {}],
    ['an OAuth token', oauth],
    ['a programmatic access token', access],
    ['a key', keyPair],
    ['a key, the name in small letters', { ...keyPair, username: 'trellis' }],
    ['a browser', browser],
  ])('with %s', async (_, login) => {
    const connection = await connectRaw(server.url, login);
    expect(await outcomeOf(connection, 'select 1')).toBe('1');
  });

  it.each([
    ['a password', { password: 'guess' }, '390100'],
    ["a password, another user's", { username: 'OTHER', password: 'secret' }, '390100'],
    ['an OAuth token', { ...oauth, token: 'guess' }, '390303'],
    ['a programmatic access token', { ...access, token: 'oauth' }, '394400'],
    ['a key', { ...keyPair, privateKey: pemPair().privateKey }, '390144'],
    ["a key, another user's", { ...keyPair, username: 'OTHER' }, '390144'],
    ['a key of nobody', { ...keyPair, username: 'NOBODY' }, '390144'],
    ['a browser, nobody there', { ...browser, username: 'NOBODY' }, '390133'],
  ])('with a wrong one is refused: %s', async (_, login, code) => {
    await expect(connectRaw(server.url, login)).rejects.toMatchObject({ code });
  });

  it('tells who logs in, and where to', async () => {
    await connectRaw(server.url, {
      application: 'Trellis',
      role: 'READER',
      warehouse: 'WH',
      database: 'D',
      schema: 'S',
    });
    expect(server.seen.map(({ login }) => login).find((login) => login?.role === 'READER')).toMatchObject({
      method: 'SNOWFLAKE',
      user: 'TRELLIS',
      account: 'demo',
      application: 'Trellis',
      warehouse: 'WH',
      database: 'D',
      schema: 'S',
    });
    expect(JSON.stringify(server.seen)).not.toMatch(/secret|PRIVATE/);
  });
});

describe('a session', () => {
  it('whose token has expired is renewed by the driver, and the statement runs once', async () => {
    const server = await open();
    const connection = await connectRaw(server.url);
    server.endSessions('390112');
    expect(await outcomeOf(connection, 'select 1 as renewed')).toBe('1');
    expect(server.seen.filter(({ path }) => path === '/session/token-request').length).toBe(1);
    expect(running(server, 'renewed').length).toBe(1);
  });
  it.each([
    ['390114', '390114'],
    // The driver's own: it is no longer connected.
    ['390111', 407002],
    ['390104', 407002],
  ] as const)('that is over for good is told: %s', async (code, told) => {
    const server = await open();
    const connection = await connectRaw(server.url);
    server.endSessions(code);
    expect(await outcomeOf(connection, 'select 1 as over')).toBe(told);
    expect(running(server, 'over')).toEqual([]);
  });
  it('is one of several, each with its own settings', async () => {
    const server = await open({ timeZone: 'Europe/Berlin' });
    const all = await Promise.all([1, 2, 3].map(() => connectRaw(server.url)));
    await Promise.all(
      all.map((one, index) => askRaw(one, `alter session set week_start = ${index + 1}, timezone = 'UTC'`)),
    );
    const answers = await Promise.all(all.map((one, index) => outcomeOf(one, `select ${index}`)));
    expect(answers).toEqual(['0', '1', '2']);
    const settings = server.sessions.map(({ parameters }) => [
      parameters.get('WEEK_START'),
      parameters.get('TIMEZONE'),
    ]);
    expect(settings.sort()).toEqual([1, 2, 3].map((day) => [String(day), 'UTC']));
    const other = await connectRaw(server.url);
    expect(await outcomeOf(other, 'select current_date() is not null')).toBe(true);
    expect(server.sessions.at(-1)?.parameters.get('TIMEZONE')).toBe('Europe/Berlin');
    await new Promise((resolve) => other.destroy(resolve));
    expect(server.openSessions()).toBe(3);
  });
});

describe.concurrent('a statement', () => {
  it('that takes long is asked for again', async () => {
    const server = await open({ pollAfterMs: 100 });
    const connection = await connectRaw(server.url);
    server.faults.statementDelayMs = 350;
    expect(await outcomeOf(connection, 'select 5 as polled')).toBe('5');
    expect(server.seen.filter(({ path }) => path.endsWith('/result')).length).toBeGreaterThanOrEqual(2);
    expect(running(server, 'polled')).toMatchObject([{ state: 'done' }]);
  });
  it('whose answer is lost runs once', async () => {
    const server = await open();
    const connection = await connectRaw(server.url);
    server.faults.next('/queries/v1/query-request', 'hang-up', { lost: true });
    expect(await outcomeOf(connection, 'select 6 as replayed')).toBe('6');
    const requests = server.seen.filter(({ sql }) => sql?.includes('replayed'));
    expect(requests.length).toBe(2);
    expect(new Set(requests.map(({ requestId }) => requestId)).size).toBe(1);
    expect(running(server, 'replayed').length).toBe(1);
  });
  it('is aborted within DuckDB', async () => {
    const server = await open({ setup: ['create table long as select range as id from range(200000)'] });
    const connection = await connectRaw(server.url);
    const sql = 'select sum(a.id * b.id) from long a, long b';
    const onStarted = (statement: { cancel(callback: () => void): void }) =>
      void sleep(200).then(() => statement.cancel(() => {}));
    await expect(askRaw(connection, sql, { onStarted })).rejects.toMatchObject({ code: '000604' });
    expect(server.statements.at(-1)).toMatchObject({ state: 'aborted' });
    expect(server.seen.some(({ path }) => path.endsWith('/abort-request'))).toBe(true);
  });
  it.each([
    ['its own', { STATEMENT_TIMEOUT_IN_SECONDS: 1 }, undefined],
    ["the account's, which is lower", { STATEMENT_TIMEOUT_IN_SECONDS: 60 }, 1],
  ])('keeps a timeout: %s', async (_, parameters, accountTimeoutSeconds) => {
    const server = await open();
    const connection = await connectRaw(server.url);
    Object.assign(server.faults, { statementDelayMs: 10_000, accountTimeoutSeconds });
    const begun = performance.now();
    await expect(askRaw(connection, 'select 1', { parameters })).rejects.toMatchObject({
      code: '000630',
      message: expect.stringContaining('timeout of 1 second(s)'),
    });
    expect(performance.now() - begun).toBeLessThan(5_000);
    expect(server.statements.at(-1)).toMatchObject({ state: 'timeout', parameters });
  });
  it('names its columns as Snowflake does, and as an account that folds quoted names', async () => {
    const setup = ['create table shop (id integer, "userId" integer)', 'insert into shop values (1, 2)'];
    const sql = 'select id, id as "small", "userId" from shop';
    const names = async (server: SnowflakeServer, text: string) => {
      const { statement } = await askRaw(await connectRaw(server.url), text);
      return statement.getColumns()?.map((column) => column.getName());
    };
    const plain = await open({ setup });
    expect(await names(plain, sql)).toEqual(['ID', 'small', 'userId']);
    await expect(names(plain, 'select "id" from shop')).rejects.toMatchObject({ code: '000904' });
    const folding = await open({ setup: setup.map((one) => one.replace('"userId"', 'userid')), foldNames: true });
    expect(await names(folding, sql.replace('"userId"', '"userId" as "u"'))).toEqual(['ID', 'SMALL', 'U']);
    expect(await names(folding, 'select "id" from shop')).toEqual(['ID']);
  });
});
