import { describe, expect, it } from 'vitest';
import { TrellisError } from '../src/errors/trellis-error.js';
import { connectError, snowflakeError } from '../src/warehouse/snowflake/errors.js';
import { columnOf, convertRow, type SnowflakeColumn } from '../src/warehouse/snowflake/values.js';
import { openSnowflake } from '../src/warehouse/snowflake.js';
import { quoteOddTable, quoteTable } from '../src/warehouse/table-names.js';

const column = (type: string, precision = 38, scale = 0): SnowflakeColumn => ({
  getName: () => 'V',
  getType: () => type,
  getPrecision: () => precision,
  getScale: () => scale,
});
const date = (seconds: number, nanos = 0) =>
  Object.assign(new Date(seconds * 1000), { getEpochSeconds: () => seconds, getNanoSeconds: () => nanos });

describe('values of Snowflake', () => {
  it.each([
    [column('fixed'), '42', 'long', 42],
    [column('fixed'), '9007199254740993', 'long', 9007199254740993n],
    [column('fixed'), '-99999999999999999999999999999999999999', 'long', -99999999999999999999999999999999999999n],
    [column('fixed', 10, 2), '12.5', 'decimal', '12.50'],
    [column('fixed', 10, 2), '-3', 'decimal', '-3.00'],
    [column('real'), '0.807958', 'double', 0.807958],
    [column('real'), '1e-7', 'double', 1e-7],
    [column('real'), '-inf', 'double', -Infinity],
    [column('boolean'), false, 'boolean', false],
    [column('text'), 'NULL', 'string', 'NULL'],
    [column('date'), date(1612915200), 'date', '2021-02-10'],
    [column('date'), date(-86400), 'date', '1969-12-31'],
    [column('timestamp_ntz', 0, 9), date(1612958400), 'datetime', '2021-02-10T12:00:00Z'],
    [column('timestamp_ltz', 0, 9), date(1612958400, 1), 'datetime', '2021-02-10T12:00:00.000000001Z'],
    [column('timestamp_tz', 0, 3), date(-1, 250_000_000), 'datetime', '1969-12-31T23:59:59.25Z'],
    [column('time'), { toJSON: () => '10:00:00' }, 'string', '10:00:00'],
    [column('variant'), { a: [1] }, 'string', '{"a":[1]}'],
  ])('%#', (source, raw, type, value) => {
    const described = columnOf(source);
    expect(described.type).toBe(type);
    expect(convertRow([raw, null], [described, described])).toStrictEqual([value, null]);
  });
  it('says precision and scale of a decimal', () => {
    expect(columnOf(column('FIXED', 10, 2))).toEqual({ name: 'V', type: 'decimal', precision: 10, scale: 2 });
  });
});

describe('errors of Snowflake', () => {
  const failure = (code: string | number, message = 'select secret', name = 'OperationFailedError') =>
    Object.assign(new Error(message), { code, name });
  const missing = "SQL compilation error:\nObject 'SHOP.PUBLIC.EVENTS' does not exist or not authorized.";
  it.each([
    [failure('002003', missing), { code: 'TABLE_NOT_FOUND', names: ['SHOP.PUBLIC.EVENTS'] }],
    [failure(2003, missing), { code: 'TABLE_NOT_FOUND' }],
    [
      failure('000904', "error line 1 at position 7\ninvalid identifier 'NMAE'"),
      { code: 'WAREHOUSE_REJECTED', names: ['NMAE'] },
    ],
    [
      failure('001003'),
      { code: 'WAREHOUSE_REJECTED', retryable: false, message: 'Snowflake refused the statement (error 001003).' },
    ],
    [failure('100038', "Numeric value 'secret' is not recognized"), { code: 'WAREHOUSE_REJECTED' }],
    [failure('000604'), { code: 'CANCELLED' }],
    [failure('000630'), { code: 'DEADLINE_EXCEEDED' }],
    [failure('390100'), { code: 'WAREHOUSE_UNAVAILABLE', retryable: false }],
    [failure('390144'), { code: 'WAREHOUSE_UNAVAILABLE', retryable: false }],
    [failure('394300'), { code: 'WAREHOUSE_UNAVAILABLE', retryable: false }],
    [failure('390112'), { code: 'WAREHOUSE_UNAVAILABLE', retryable: true }],
    [failure(401001, 'connect ECONNREFUSED', 'NetworkError'), { code: 'WAREHOUSE_UNAVAILABLE', retryable: true }],
    [new Error('secret'), { code: 'WAREHOUSE_REJECTED', message: 'Snowflake refused the statement.' }],
    [new TrellisError('CANCELLED', 'x'), { code: 'CANCELLED', message: 'x' }],
  ])('%#', (error, expected) => {
    const ours = snowflakeError(error);
    expect(ours).toMatchObject(expected);
    expect(ours.message).not.toMatch(/secret|select/);
  });
  it('tells a refused login from an unreachable account', () => {
    expect(connectError(new Error('Incorrect username or password was specified.'))).toMatchObject({
      retryable: false,
    });
    expect(connectError(new Error('Request to Snowflake failed.'))).toMatchObject({
      code: 'WAREHOUSE_UNAVAILABLE',
      retryable: true,
    });
  });
});

describe('the real driver', () => {
  it('opens without connecting, keeps its deadline, and closes', async () => {
    // Nothing listens on port 9.
    const login = { account: 'demo', username: 'u', password: 'p', accessUrl: 'http://127.0.0.1:9' };
    const warehouse = await openSnowflake(login);
    const begun = Date.now();
    const failed = warehouse.run({ sql: 'select 1', bindings: [] }, { deadlineMs: 300 });
    await expect(failed).rejects.toMatchObject({
      code: expect.stringMatching(/DEADLINE_EXCEEDED|WAREHOUSE_UNAVAILABLE/),
    });
    expect(Date.now() - begun).toBeLessThan(2000);
    await warehouse.close();
    await expect(warehouse.run({ sql: 'select 1', bindings: [] })).rejects.toMatchObject({
      code: 'WAREHOUSE_UNAVAILABLE',
    });
  });
});

it('quotes names of tables as each warehouse needs them', () => {
  expect(quoteTable('shop."Web ""x"" Events"')).toBe('"shop"."Web ""x"" Events"');
  expect(quoteTable('a"b')).toBe('"a""b"');
  expect(quoteOddTable('shop.public."Web Events"')).toBe('shop.public."Web Events"');
  expect(quoteOddTable('shop.web-events; drop')).toBe('shop."web-events; drop"');
  expect(quoteOddTable('')).toBe('""');
});
