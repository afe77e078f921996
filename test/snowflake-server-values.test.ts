import type { Connection } from 'snowflake-sdk';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askRaw, connectRaw } from './support/raw-driver.js';
import { openSnowflakeServer, type SnowflakeServer } from './support/snowflake-server/index.js';

/** What goes over the wire of the stand-in for Snowflake, as the driver alone reads and writes it. */

/** One row of values, one of NULLs; by what each column is called in Snowflake. */
const KINDS = `create table kinds as
  select 1 as id, 99999999999999999999999999999999999999::decimal(38, 0) as number_38, 9223372036854775807::bigint as big,
    170141183460469231731687303715884105727::hugeint as huge, -7::tinyint as tiny, 12.50::decimal(10, 2) as money,
    -0.0000000001::decimal(38, 10) as small, 0.1::double as tenth, 1e300::double as large, 'infinity'::double as endless,
    true as yes, false as no, date '1969-12-31' as before_1970, date '2024-02-29' as leap,
    timestamp '1969-12-31 23:59:59.25' as ntz_before, timestamp_ns '2021-02-10 12:00:00.123456789' as ntz_nanos,
    timestamptz '2021-02-10 12:00:00.000001+00' as zoned, time '10:00:00.5' as clock,
    'NULL' as null_text, '' as nothing, 'Zürich "日本" \\ 🌱' as unicode, unhex('AA01') as bytes
  union all by name select 2 as id`;

let server: SnowflakeServer;
let connection: Connection;
beforeAll(async () => {
  const setup = [
    KINDS,
    "create table events as select range as id, range % 7 as kind, 'n' || range as name from range(200000)",
  ];
  server = await openSnowflakeServer({ setup });
  connection = await connectRaw(server.url);
});
afterAll(() => server.close());

describe('rows', () => {
  it('come in chunks, 200,000 of them, all and in order', async () => {
    const { rows } = await askRaw(connection, 'select id, kind as "kind" from events order by id');
    expect(rows.every((row, index) => row[0] === String(index) && row[1] === String(index % 7))).toBe(true);
    expect(rows.length).toBe(200_000);
    // 1,000 rows come with the answer, 10,000 with each chunk.
    expect(server.seen.filter(({ path }) => path.startsWith('/chunks/')).length).toBe(20);
  });
});

describe('values', () => {
  /** A Date of the driver, which knows more than JavaScript's: [seconds since 1970, nanoseconds within them]. */
  const instant = (value: unknown) => {
    const date = value as { getEpochSeconds(): number; getNanoSeconds(): number };
    return [date.getEpochSeconds(), date.getNanoSeconds()];
  };
  const same = (value: unknown) => value;

  it.each<[string, string, number | null, number | null, unknown, (value: unknown) => unknown]>([
    ['number_38', 'fixed', 38, 0, '99999999999999999999999999999999999999', same],
    ['big', 'fixed', 38, 0, '9223372036854775807', same],
    ['huge', 'fixed', 38, 0, '170141183460469231731687303715884105727', same],
    ['tiny', 'fixed', 38, 0, '-7', same],
    ['money', 'fixed', 10, 2, '12.50', same],
    ['small', 'fixed', 38, 10, '-0.0000000001', same],
    ['tenth', 'real', null, null, '0.1', same],
    ['large', 'real', null, null, '1e+300', same],
    ['endless', 'real', null, null, 'inf', same],
    ['yes', 'boolean', null, null, true, same],
    ['no', 'boolean', null, null, false, same],
    ['before_1970', 'date', null, null, [-86_400, 0], instant],
    ['leap', 'date', null, null, [1_709_164_800, 0], instant],
    ['ntz_before', 'timestamp_ntz', 0, 9, [-1, 250_000_000], instant],
    ['ntz_nanos', 'timestamp_ntz', 0, 9, [1_612_958_400, 123_456_789], instant],
    ['zoned', 'timestamp_ltz', 0, 9, [1_612_958_400, 1_000], instant],
    ['clock', 'time', 0, 9, '10:00:00', String],
    ['null_text', 'text', null, null, 'NULL', same],
    ['nothing', 'text', null, null, '', same],
    ['unicode', 'text', null, null, 'Zürich "日本" \\ 🌱', same],
    ['bytes', 'binary', null, null, 'AA01', (value) => (value as Buffer).toString('hex').toUpperCase()],
  ])('%s', async (name, type, precision, scale, value, read) => {
    const { rows, statement } = await askRaw(connection, `select ${name} from kinds order by id`);
    const column = statement.getColumn(0)!;
    expect([column.getName(), column.getType()]).toEqual([name.toUpperCase(), type]);
    expect([column.getPrecision(), column.getScale()]).toEqual([precision, scale]);
    expect(read(rows[0]?.[0])).toEqual(value);
    expect(rows[1]).toEqual([null]);
  });

  it('with a zone are of the session, or carry their own', async () => {
    const zoned = await openSnowflakeServer({ setup: [KINDS], zonedType: 'timestamp_tz', timeZone: 'Asia/Kolkata' });
    const { rows, statement } = await askRaw(await connectRaw(zoned.url), 'select zoned from kinds where id = 1');
    expect(statement.getColumn(0)?.getType()).toBe('timestamp_tz');
    expect(instant(rows[0]?.[0])).toEqual([1_612_958_400, 1_000]);
    expect(JSON.parse(JSON.stringify(rows))).toEqual([['2021-02-10 17:30:00.000 +0530']]);
    await zoned.close();
  });
});

describe('bindings', () => {
  it.each<[string, string | number | boolean | null, unknown, string]>([
    ['a whole number', 5, '5', 'FIXED'],
    ['a negative one', -3, '-3', 'FIXED'],
    ['the largest that is exact', 9_007_199_254_740_991, '9007199254740991', 'FIXED'],
    ['a fraction', 0.25, '0.25', 'REAL'],
    ['true', true, true, 'BOOLEAN'],
    ['false', false, false, 'BOOLEAN'],
    ['a text', 'plant', 'plant', 'TEXT'],
    ['a text that looks like one of SQL', "x' or ''=\\' -- ?", "x' or ''=\\' -- ?", 'TEXT'],
    ['a text beyond ASCII', 'Zürich 日本 🌱', 'Zürich 日本 🌱', 'TEXT'],
    ['the text NULL', 'NULL', 'NULL', 'TEXT'],
    ['a text of nothing', '', '', 'TEXT'],
    ['nothing', null, null, 'TEXT'],
  ])('%s', async (_, bound, value, type) => {
    const { rows } = await askRaw(connection, 'select ? as v', { binds: [bound] });
    expect(rows).toEqual([[value]]);
    expect(server.statements.at(-1)?.bindings).toMatchObject({ 1: { type } });
  });
  it('stand in the order of their question marks, none within a text', async () => {
    const { rows } = await askRaw(connection, "select ?, 'a ? b', ? -- ?", { binds: ['x', 2] });
    expect(rows).toEqual([['x', 'a ? b', '2']]);
  });
});
