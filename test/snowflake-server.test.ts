import type { Connection, ConnectionOptions, RowStatement, SnowflakeError } from 'snowflake-sdk';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSnowflakeServer, type SnowflakeServer } from './support/snowflake-server/index.js';

process.env.SNOWFLAKE_DISABLE_PLATFORM_DETECTION = 'true';
process.env.SF_TELEMETRY_DISABLE_CONNECTION_SHAPE = '1';
const { default: snowflake } = await import('snowflake-sdk');
snowflake.configure({ logLevel: 'OFF', additionalLogToConsole: false });

let server: SnowflakeServer;
beforeAll(async () => {
  server = await openSnowflakeServer({
    setup: ["create table events as select range as id, range % 7 as kind, 'n' || range as name from range(200000)"],
  });
});
afterAll(() => server.close());

function connect(options: object = {}): Promise<Connection> {
  const login = { account: 'demo', username: 'TRELLIS', password: 'secret', accessUrl: server.url };
  const connection = snowflake.createConnection({
    ...login,
    representNullAsStringNull: false,
    ...options,
  } as ConnectionOptions);
  return new Promise((resolve, reject) => {
    connection.connect((error) => (error ? reject(error) : resolve(connection)));
  });
}

interface Result {
  readonly statement: RowStatement;
  readonly rows: readonly unknown[][];
}

function ask(connection: Connection, sqlText: string, more: object = {}): Promise<Result> {
  return new Promise((resolve, reject) => {
    connection.execute({
      sqlText,
      rowMode: 'array',
      fetchAsString: ['Number'],
      complete: (error: SnowflakeError | undefined, statement: RowStatement, rows: unknown) =>
        error ? reject(error) : resolve({ statement, rows: rows as unknown[][] }),
      ...more,
    } as Parameters<Connection['execute']>[0]);
  });
}

it('lets in who brings the password, and nobody else', async () => {
  await connect();
  await expect(connect({ password: 'guess' })).rejects.toMatchObject({ code: '390100' });
});

it('gives 200,000 rows in chunks, all and in order', async () => {
  const connection = await connect();
  const { rows, statement } = await ask(connection, 'select id, kind as "kind" from events order by id');
  expect(statement.getColumns()?.map((column) => column.getName())).toEqual(['ID', 'kind']);
  expect(rows.every((row, index) => row[0] === String(index) && row[1] === String(index % 7))).toBe(true);
  expect(rows.length).toBe(200_000);
  const chunks = server.seen.filter(({ path }) => path.startsWith('/chunks/'));
  expect(chunks.length).toBe(20);
});

describe('abort', () => {
  it('stops what DuckDB computes', async () => {
    const connection = await connect();
    const cancelled = new Promise((_, reject) => {
      const statement = connection.execute({
        sqlText: 'select sum(a.id * b.id) from events a, events b',
        complete: (error) => reject(error),
      });
      setTimeout(() => statement.cancel(() => {}), 200);
    });
    await expect(cancelled).rejects.toMatchObject({ code: '000604' });
    expect(server.statements.at(-1)).toMatchObject({ state: 'aborted' });
  });
});
