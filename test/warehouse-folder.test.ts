import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, it } from 'vitest';
import { openDuckDB } from '../src/warehouse/duckdb.js';
import { latestInstant, tablesInFolder } from '../src/warehouse/folder.js';

const newFolder = () => mkdtempSync(join(tmpdir(), 'trellis-data-'));
const folderOf = (files: Record<string, string | Buffer>) => {
  const folder = newFolder();
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  return folder;
};

describe('a folder of data', () => {
  it('becomes tables of CSV, gzipped CSV and Parquet', async () => {
    const folder = join(newFolder(), "it's [2021]");
    mkdirSync(folder);
    writeFileSync(join(folder, 'users.csv'), 'user_id,name\nu1,Ann\nu2,\n');
    writeFileSync(
      join(folder, 'events.csv.gz'),
      gzipSync('event_id,created_at\ne1,2021-02-10 23:59:15\ne2,2021-02-11 00:00:01\n'),
    );
    writeFileSync(join(folder, 'README.md'), 'not data');
    const maker = await (await DuckDBInstance.create()).connect();
    const parquet = join(folder, 'products.parquet').replaceAll("'", "''");
    await maker.run(`copy (select 1 as product_id, cast(30.5 as decimal(10, 2)) as price) to '${parquet}'`);

    expect((await tablesInFolder(folder)).map(({ name }) => name)).toEqual(['events', 'products', 'users']);
    const warehouse = await openDuckDB({ folder });
    const rowsOf = async (sql: string) => (await warehouse.run({ sql, bindings: [] })).rows;
    expect(await rowsOf('select * from users order by 1')).toEqual([
      ['u1', 'Ann'],
      ['u2', null],
    ]);
    expect(await rowsOf('select * from products')).toEqual([[1, '30.50']]);
    expect(await rowsOf('select max(created_at) from events')).toEqual([['2021-02-11T00:00:01Z']]);
    await warehouse.close();
  });

  it('takes types from whole columns, and codes for text', async () => {
    const folder = folderOf({
      'addresses.csv':
        'zipcode,phone,big_id,quantity,price,late,seen_at,flag\n' +
        Array.from({ length: 30000 }, () => '37918,1555,1,7,1.5,1,2021-02-10 00:00:00,true\n').join('') +
        '02138,+1556,12345678901234567890,0,-0.5,x,2021-02-11T10:00:00Z,false\n',
    });
    const warehouse = await openDuckDB({ folder });
    const columns = await warehouse.describe('addresses');
    expect(columns?.map(({ name, type }) => `${name} ${type}`)).toEqual([
      'zipcode string',
      'phone string',
      'big_id string',
      'quantity long',
      'price double',
      'late string',
      'seen_at datetime',
      'flag boolean',
    ]);
    const { rows } = await warehouse.run({
      sql: "select zipcode, big_id, seen_at from addresses where late = 'x'",
      bindings: [],
    });
    expect(rows).toEqual([['02138', '12345678901234567890', '2021-02-11T10:00:00Z']]);
    await warehouse.close();
  });

  it.each([
    ['semicolons', 'a;b\n1;"x;y"\n', ['a long', 'b string'], [[1, 'x;y']]],
    ['a header in quotes', '"a,b",c\n"1,5",2\n', ['a,b string', 'c long'], [['1,5', 2]]],
    [
      'a quote within a value',
      'a,b\n1,5" pot\n2,"say ""hi"""\n',
      ['a long', 'b string'],
      [
        [1, '5" pot'],
        [2, 'say "hi"'],
      ],
    ],
    ['a value that looks like a comment', 'a,b\n#1,2\n', ['a string', 'b long'], [['#1', 2]]],
    ['a line break within a value', 'a,b\r\n1,"x\r\ny"\r\n', ['a long', 'b string'], [[1, 'x\r\ny']]],
    ['one column', 'a\n1\n2\n', ['a long'], [[1], [2]]],
  ])('reads CSV with %s', async (_, text, columns, rows) => {
    const warehouse = await openDuckDB({ folder: folderOf({ 'events.csv': text }) });
    expect((await warehouse.describe('events'))?.map(({ name, type }) => `${name} ${type}`)).toEqual(columns);
    expect((await warehouse.run({ sql: 'select * from events', bindings: [] })).rows).toEqual(rows);
    await warehouse.close();
  });

  it('serves the files that can be read, and says of the others why they are no table', async () => {
    const folder = folderOf({ 'events.csv': 'a,b\n1,2\n3\n', 'users.csv': 'user_id\nu1\n' });
    const warehouse = await openDuckDB({ folder });
    expect((await warehouse.run({ sql: 'select * from users', bindings: [] })).rows).toEqual([['u1']]);
    expect(await warehouse.describe('events')).toBeUndefined();
    await expect(warehouse.run({ sql: 'select * from Events', bindings: [] })).rejects.toMatchObject({
      code: 'TABLE_NOT_FOUND',
      message: expect.stringMatching(/no table "Events".*events\.csv" cannot be read.*line 3 has fewer values/),
    });
    await warehouse.close();
  });

  it.each([
    ['a missing folder', () => join(newFolder(), 'nope'), /cannot be read\. Expected are files/],
    ['an empty folder', newFolder, /no CSV or Parquet file\. Expected are files/],
    ['an odd name', () => folderOf({ 'my-events.csv': 'a\n1\n' }), /my-events\.csv" is not named after a table/],
    ['one table twice', () => folderOf({ 'events.csv': 'a\n1\n', 'Events.parquet': '' }), /both the table/],
    [
      'a Parquet file that is none',
      () => folderOf({ 'events.parquet': 'text' }),
      /events\.parquet" cannot be read as Parquet/,
    ],
    ['an empty CSV file', () => folderOf({ 'events.csv': '' }), /events\.csv" cannot be read as CSV/],
    [
      'a row too long',
      () => folderOf({ 'events.csv': 'a,b\n1,2\n1,2,3\n' }),
      /line 3 has more values than the 2 that the header names/,
    ],
    [
      'rows all too long',
      () => folderOf({ 'events.csv': 'a,b\n1,2,3\n4,5,6\n' }),
      /line 2 has more values than the 2 that/,
    ],
    [
      'a row too short',
      () => folderOf({ 'events.csv': 'a;b;c\n1;2;3\n4;5\n' }),
      /line 3 has fewer values than the 3 that/,
    ],
    [
      'an open quote',
      () => folderOf({ 'events.csv': 'a,b\n1,"x\n2,y\n' }),
      /line 2 opens a quote that is never closed/,
    ],
  ])('refuses %s', async (_, folder, message) => {
    await expect(openDuckDB({ folder: folder() })).rejects.toMatchObject({ code: 'CONFIG_INVALID', message });
  });
});

describe('the latest instant', () => {
  it('is the greatest over the columns that are there', async () => {
    const warehouse = await openDuckDB({
      setup: [
        "create table events as select timestamp '2021-02-11 10:00:00.5' as created_at, 'x' as note",
        "create table days as select date '2021-02-10' as day union all select date 'infinity'",
        'create table none as select created_at from events where false',
      ],
    });
    const at = (...columns: [string, string][]) =>
      latestInstant(
        warehouse,
        columns.map(([table, column]) => ({ table, column })),
      );
    expect(
      await at(['events', 'CREATED_AT'], ['days', 'day'], ['nope', 'x'], ['events', 'nope'], ['events', 'note']),
    ).toBe('2021-02-11T10:00:00.5Z');
    expect(await at(['days', 'day'])).toBe('2021-02-10T00:00:00Z');
    expect(await at(['none', 'created_at'])).toBeUndefined();
    expect(await at(['nope', 'x'])).toBeUndefined();
    await warehouse.close();
  });
});
