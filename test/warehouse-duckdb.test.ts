import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDuckDB } from '../src/warehouse/duckdb.js';
import type { Binding, Scalar, Warehouse } from '../src/warehouse/warehouse.js';

/** Minutes of work for DuckDB, whatever the machine. */
const HEAVY = 'select count(*) from range(100000000) a, range(10000) b where a.range * b.range % 7 = 3';

let warehouse: Warehouse;

beforeAll(async () => {
  warehouse = await openDuckDB({
    setup: [
      `create table plants as select * from (values
        (1, 'Pothos', cast(30.5 as decimal(10, 2)), date '2021-02-10', timestamp '2021-02-10 00:00:00'),
        (2, null, null, null, null)) as plants(id, name, price, potted_on, sold_at)`,
      'create schema shop',
      'create table shop."Odd "" name" as select 1 as x',
    ],
  });
});
afterAll(() => warehouse.close());

const run = (sql: string, bindings: readonly Binding[] = []) => warehouse.run({ sql, bindings });

describe('values', () => {
  const cases: [sql: string, type: string, value: Scalar][] = [
    ['true', 'boolean', true],
    ['cast(7 as tinyint)', 'long', 7],
    ['cast(4294967295 as uinteger)', 'long', 4294967295],
    ['cast(9007199254740991 as bigint)', 'long', 9007199254740991],
    ['cast(9007199254740992 as bigint)', 'long', 9007199254740992n],
    ['cast(-9007199254740991 as bigint)', 'long', -9007199254740991],
    ['cast(-9007199254740993 as bigint)', 'long', -9007199254740993n],
    ['sum(5)', 'long', 5],
    ["cast('170141183460469231731687303715884105727' as hugeint)", 'long', 170141183460469231731687303715884105727n],
    ['cast(12.5 as decimal(10, 2))', 'decimal', '12.50'],
    ["cast('-0.05' as decimal(3, 2))", 'decimal', '-0.05'],
    [
      "cast('12345678901234567890123456789012345.678' as decimal(38, 3))",
      'decimal',
      '12345678901234567890123456789012345.678',
    ],
    ['cast(12 as decimal(18, 0))', 'decimal', '12'],
    ['cast(0.5 as float)', 'double', 0.5],
    ['cast(0.1 as double)', 'double', 0.1],
    ["'Pothos'", 'string', 'Pothos'],
    ["'\ufeffPothos'", 'string', '\ufeffPothos'],
    ["chr(65279) || 'a text of more than twelve bytes'", 'string', '\ufeffa text of more than twelve bytes'],
    ["'a text of more than twelve bytes, with ü and 🪴'", 'string', 'a text of more than twelve bytes, with ü and 🪴'],
    ["cast('9f0c3a4e-0000-4000-8000-000000000001' as uuid)", 'string', '9f0c3a4e-0000-4000-8000-000000000001'],
    ["cast('b' as enum('a', 'b'))", 'string', 'b'],
    ["date '2021-02-10'", 'date', '2021-02-10'],
    ["date '1969-12-31'", 'date', '1969-12-31'],
    ["date '9999-12-31'", 'date', '9999-12-31'],
    ["timestamp '2021-02-10 00:00:00'", 'datetime', '2021-02-10T00:00:00Z'],
    ["timestamp '2021-02-10 23:59:59.999999'", 'datetime', '2021-02-10T23:59:59.999999Z'],
    ["timestamp '2021-02-10 10:00:00.25'", 'datetime', '2021-02-10T10:00:00.25Z'],
    ["timestamp '2021-02-10 10:00:00.000001'", 'datetime', '2021-02-10T10:00:00.000001Z'],
    ["timestamp '1969-12-31 23:59:59.999999'", 'datetime', '1969-12-31T23:59:59.999999Z'],
    ["cast('2021-02-10 10:00:00' as timestamp_s)", 'datetime', '2021-02-10T10:00:00Z'],
    ["cast('2021-02-10 10:00:00.123' as timestamp_ms)", 'datetime', '2021-02-10T10:00:00.123Z'],
    ["cast('2021-02-10 10:00:00.123456789' as timestamp_ns)", 'datetime', '2021-02-10T10:00:00.123456789Z'],
    ["cast('2021-02-10 10:00:00+02:00' as timestamptz)", 'datetime', '2021-02-10T08:00:00Z'],
    ["cast(timestamptz '2021-02-10 23:30:00+00' as date)", 'date', '2021-02-10'],
    ["time '10:00:00'", 'string', '10:00:00'],
    ["interval '2 days'", 'string', '2 days'],
    ['[1, 2]', 'string', '[1, 2]'],
  ];
  it.each(cases)('%s is %s %s', async (sql, type, value) => {
    const result = await run(`select ${sql} as v, case when 1 = 0 then ${sql} end as nothing`);
    expect(result.columns[0]).toMatchObject({ name: 'v', type });
    expect(result.rows[0]![0]).toStrictEqual(value);
    expect(result.rows[0]![1]).toBeNull();
  });

  it('says precision and scale of a decimal', async () => {
    const { columns } = await run('select cast(1 as decimal(10, 2)) as price');
    expect(columns).toEqual([{ name: 'price', type: 'decimal', precision: 10, scale: 2 }]);
  });

  it('reads many chunks in order, with NULLs in between', async () => {
    const { rows } = await run(
      'select range, case when range % 3 = 0 then null else range end from range(10000) order by 1',
    );
    expect(rows).toHaveLength(10000);
    expect(rows[2049]).toEqual([2049, null]);
    expect(rows[9998]).toEqual([9998, 9998]);
  });

  it('keeps the columns of an empty result', async () => {
    const { columns, rows } = await run('select id, name from plants where false');
    expect(columns.map(({ name }) => name)).toEqual(['id', 'name']);
    expect(rows).toEqual([]);
  });

  it('binds null, booleans, numbers and text', async () => {
    const { rows } = await run('select ?, ?, ?, ?, ?, ? = 9007199254740991, cast(? as date) + ?', [
      null,
      true,
      3,
      0.5,
      "it's; drop table plants",
      9007199254740991,
      '2021-02-10',
      1,
    ]);
    expect(rows).toEqual([[null, true, 3, 0.5, "it's; drop table plants", true, '2021-02-11']]);
  });
});

describe('describe', () => {
  it('lists the columns of a table, in order', async () => {
    expect(await warehouse.describe('PLANTS')).toEqual([
      { name: 'id', type: 'long' },
      { name: 'name', type: 'string' },
      { name: 'price', type: 'decimal' },
      { name: 'potted_on', type: 'date' },
      { name: 'sold_at', type: 'datetime' },
    ]);
    expect(await warehouse.describe('shop."Odd "" name"')).toEqual([{ name: 'x', type: 'long' }]);
  });
  it.each(['nope', 'nope.plants', 'nope.shop.plants', '/etc/passwd'])('knows no table %s', async (table) => {
    expect(await warehouse.describe(table)).toBeUndefined();
  });
});

describe('refusals', () => {
  it('refuses stacked statements, and statements that write', async () => {
    await expect(run('select 1; drop table plants')).rejects.toMatchObject({ code: 'WAREHOUSE_REJECTED' });
    for (const sql of [
      'drop table plants',
      'create table t(i int)',
      'delete from plants',
      "set timezone = 'Asia/Tokyo'",
    ]) {
      await expect(run(sql), sql).rejects.toMatchObject({ code: 'WAREHOUSE_REJECTED' });
    }
    expect((await run('select count(*) from plants')).rows).toEqual([[2]]);
  });

  it('names a missing table', async () => {
    const missing = { code: 'TABLE_NOT_FOUND', names: ['orders'], message: 'The warehouse has no table "orders".' };
    await expect(run('select * from orders')).rejects.toMatchObject(missing);
    await expect(run('select * from main.orders')).rejects.toMatchObject(missing);
    await expect(run('select * from nope.orders')).rejects.toMatchObject({
      ...missing,
      names: ['nope.orders'],
      message: /nope/,
    });
  });

  it('names a missing column, and the near ones', async () => {
    await expect(run('select nmae from plants')).rejects.toMatchObject({
      code: 'WAREHOUSE_REJECTED',
      message: 'The warehouse finds no column "nmae".',
      names: ['nmae'],
      suggestions: ['name'],
    });
  });

  it('names a missing function', async () => {
    await expect(run('select uper(name) from plants')).rejects.toMatchObject({
      code: 'WAREHOUSE_REJECTED',
      message: 'The warehouse finds no function "uper".',
      names: ['uper'],
      suggestions: ['upper'],
    });
  });

  it.each([
    ['select lowr(name) from plants', 'function', 'lowr', 'lower'],
    ['select cast(name as intger) from plants', 'type', 'intger', 'integer'],
    ['select plant.name from plants', 'table', 'plant', undefined],
  ])('names what is missing: %s', async (sql, what, name, near) => {
    await expect(run(sql)).rejects.toMatchObject({
      code: 'WAREHOUSE_REJECTED',
      message: `The warehouse finds no ${what} "${name}".`,
      names: [name],
      suggestions: near === undefined ? [] : [near],
    });
  });

  it.each([
    ['selec secret', []],
    ["select cast('secret' as integer)", []],
    ['select cast(? as date)', ['secret']],
    ["select 1 + 'secret'", []],
    ["select error('secret')", []],
    ['select cast(1000 as tinyint)', []],
    ['select ?', []],
    ['select 1', ['secret']],
    ['', []],
  ])('says nothing of text or values: %s', async (sql, bindings) => {
    const error = await run(sql, bindings).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'WAREHOUSE_REJECTED' });
    const { message, cause } = error as Error;
    expect(message).not.toMatch(/secret|LINE|1000|select/);
    expect(cause).toBeInstanceOf(Error);
  });

  it('rejects, and returns no part of the rows, where a statement fails half-way', async () => {
    const sql = "select cast(case when range = 900000 then range || 'x' else '1' end as integer) from range(1000000)";
    await expect(run(sql)).rejects.toMatchObject({ code: 'WAREHOUSE_REJECTED' });
  });

  it('has shut files and settings', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'trellis-')), 'secret.csv');
    writeFileSync(file, 'a\n1\n');
    for (const sql of [
      `select * from read_csv('${file}')`,
      `select * from '${file}'`,
      `select * from read_text('${file}')`,
    ]) {
      await expect(run(sql), sql).rejects.toMatchObject({ code: 'WAREHOUSE_REJECTED' });
    }
    const { rows } = await run("select current_setting('enable_external_access'), current_setting('TimeZone')");
    expect(rows).toEqual([[false, 'UTC']]);
  });
});

describe('stopping', () => {
  it('cancels a heavy statement within two seconds, and the connection lives on', async () => {
    const lone = await openDuckDB({ concurrency: 1 });
    const abort = new AbortController();
    const heavy = lone.run({ sql: HEAVY, bindings: [] }, { signal: abort.signal });
    setTimeout(() => abort.abort(), 200);
    const begun = Date.now();
    await expect(heavy).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(Date.now() - begun).toBeLessThan(2000);
    expect((await lone.run({ sql: 'select 42', bindings: [] })).rows).toEqual([[42]]);
    await lone.close();
  });

  it('interrupts at the deadline', async () => {
    const begun = Date.now();
    await expect(warehouse.run({ sql: HEAVY, bindings: [] }, { deadlineMs: 200 })).rejects.toMatchObject({
      code: 'DEADLINE_EXCEEDED',
      retryable: true,
    });
    expect(Date.now() - begun).toBeLessThan(2000);
  });

  it('has a deadline of its own', async () => {
    const impatient = await openDuckDB({ deadlineMs: 100 });
    await expect(impatient.run({ sql: HEAVY, bindings: [] })).rejects.toMatchObject({ code: 'DEADLINE_EXCEEDED' });
    await impatient.close();
  });

  it('does not begin what is aborted already', async () => {
    const options = { signal: AbortSignal.abort() };
    await expect(warehouse.run({ sql: 'select 1', bindings: [] }, options)).rejects.toMatchObject({
      code: 'CANCELLED',
    });
  });

  it('runs no more than its concurrency at once, the others in turn, and lets them leave the line', async () => {
    const lone = await openDuckDB({ concurrency: 1 });
    const order: string[] = [];
    const abort = new AbortController();
    const impatient = new AbortController();
    const note = (name: string) => () => order.push(name);
    const all = [
      lone.run({ sql: HEAVY, bindings: [] }, { signal: abort.signal }).catch(note('heavy')),
      lone.run({ sql: 'select 1', bindings: [] }, { signal: impatient.signal }).catch(note('left')),
      lone.run({ sql: 'select 2', bindings: [] }).then(note('second')),
      lone.run({ sql: 'select 3', bindings: [] }, { deadlineMs: 50 }).catch(note('late')),
      lone.run({ sql: 'select 4', bindings: [] }).then(note('third')),
    ];
    setTimeout(() => impatient.abort(), 10);
    setTimeout(() => abort.abort(), 300);
    await Promise.all(all);
    expect(order).toEqual(['left', 'late', 'heavy', 'second', 'third']);
    await lone.close();
  });

  it('lets many wait on one signal, which Node would take for a leak', async () => {
    const warned: string[] = [];
    const note = ({ name }: Error) => warned.push(name);
    process.on('warning', note);
    const { signal } = new AbortController();
    await Promise.all(Array.from({ length: 30 }, () => warehouse.run({ sql: 'select 1', bindings: [] }, { signal })));
    await new Promise(setImmediate);
    process.off('warning', note);
    expect(warned).toEqual([]);
  });

  it('stops what runs when it closes, and refuses afterwards', async () => {
    const closing = await openDuckDB({ concurrency: 1 });
    const heavy = closing.run({ sql: HEAVY, bindings: [] }).catch((error: unknown) => error);
    await new Promise((resolve) => setTimeout(resolve, 100));
    await closing.close();
    await closing.close();
    expect(await heavy).toMatchObject({ code: 'WAREHOUSE_UNAVAILABLE' });
    await expect(closing.run({ sql: 'select 1', bindings: [] })).rejects.toMatchObject({
      code: 'WAREHOUSE_UNAVAILABLE',
    });
  });
});

describe('files of DuckDB', () => {
  it('are filled once and then read', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'trellis-')), 'shop.duckdb');
    await expect(openDuckDB({ file })).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
    const filling = await openDuckDB({ file, setup: ['create table t as select 1 as x'] });
    await filling.close();
    const reading = await openDuckDB({ file, threads: 1, memoryLimit: '200MB' });
    expect((await reading.run({ sql: 'select x from t', bindings: [] })).rows).toEqual([[1]]);
    await reading.close();
  });
  it('are refused where they are something else', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'trellis-')), 'shop.duckdb');
    writeFileSync(file, 'not a database, but more than a few bytes of text'.repeat(100));
    await expect(openDuckDB({ file })).rejects.toMatchObject({ code: 'WAREHOUSE_UNAVAILABLE' });
  });
  it('report a statement of the setup that fails', async () => {
    await expect(openDuckDB({ setup: ['create table t as select * from nope'] })).rejects.toMatchObject({
      code: 'TABLE_NOT_FOUND',
    });
  });
});
