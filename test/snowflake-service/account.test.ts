import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWarehouse } from '../../src/composition/open-warehouse.js';
import { loadConfig } from '../../src/config/config.js';
import { DEMO_NOW } from '../../src/demo/greenery.js';
import { compileMetricPlan, compileRowCount } from '../../src/sql/compile.js';
import type { Warehouse } from '../../src/warehouse/warehouse.js';
import { allCases, type Case, type Dataset, openDataset } from '../case-data.js';
import { tableStatements } from '../support/account-tables.js';
import { openDemoAccount } from '../support/demo-account.js';
import { askOver, IS_BUILT, type Setting, serveTrellis } from '../support/trellis.js';
import { expectTruth, records, rounded } from '../truth.js';

/**
 * Tables made, filled and asked in an account: a schema for each fixture, dropped at the end. With TRELLIS_TEST_SNOWFLAKE=1
 * in the account that TRELLIS_WAREHOUSE_… and the like describe, by a role that may create schemas in the database; else
 * in the stand-in, which shows that the way there works.
 */

const IS_REAL = process.env.TRELLIS_TEST_SNOWFLAKE === '1';
const SCHEMA = process.env.TRELLIS_TEST_SNOWFLAKE_SCHEMA ?? `TRELLIS_TEST_${Date.now().toString(36).toUpperCase()}`;
const NOT_RUN = 'skipped: needs TRELLIS_TEST_SNOWFLAKE=1 and an account; nothing here was run against Snowflake itself';

/** Cases of each fixture that show that the way there works. */
const ENOUGH = 5;

const cases = allCases();
const fixtures = [...new Set(cases.map(({ fixture }) => fixture))];

interface Account {
  readonly setting: Setting;
  close(): Promise<void>;
}

async function standIn(): Promise<Account> {
  const account = await openDemoAccount({ setup: [], mayWrite: true });
  return { setting: account.setting(), close: account.close };
}

/** Described by the environment of the tests, as that of Trellis would be. */
async function real(): Promise<Account> {
  const given = Object.entries(process.env).filter(([name]) => !name.startsWith('TRELLIS_TEST_'));
  const env = { TRELLIS_WAREHOUSE_KIND: 'snowflake', ...Object.fromEntries(given), TRELLIS_NOW: DEMO_NOW };
  return { setting: { env, cwd: process.cwd() }, close: async () => {} };
}

const inSchema = ({ env, cwd }: Setting, schema: string): Setting => ({
  env: { ...env, TRELLIS_WAREHOUSE_SCHEMA: schema },
  cwd,
});

const warehouseOf = ({ env, cwd }: Setting): Promise<Warehouse> =>
  openWarehouse(loadConfig({ env, cwd, defaultDefinitions: cwd }));

// The build is asked over the stand-in in questions.test.ts.
if (!IS_REAL && !IS_BUILT) describe('the stand-in for an account', () => tests(standIn));
describe.skipIf(!IS_REAL)(`an account of Snowflake${IS_REAL ? '' : ` (${NOT_RUN})`}`, () => tests(real));

function tests(open: () => Promise<Account>): void {
  let account: Account;
  let outside: Warehouse;
  const created: string[] = [];
  beforeAll(async () => {
    account = await open();
    outside = await warehouseOf(account.setting);
  });
  afterAll(async () => {
    for (const schema of created) await outside.run({ sql: `drop schema ${schema} cascade`, bindings: [] });
    await outside.close();
    await account.close();
  });

  describe.each(fixtures)('%s', (fixture) => {
    const schema = `${SCHEMA}_${fixture.toUpperCase()}`;
    let dataset: Dataset;
    let setting: Setting;
    let warehouse: Warehouse;
    beforeAll(async () => {
      dataset = await openDataset(fixture);
      await outside.run({ sql: `create transient schema ${schema}`, bindings: [] });
      created.push(schema);
      setting = inSchema(account.setting, schema);
      warehouse = await warehouseOf(setting);
      for (const statement of await tableStatements(dataset.warehouse)) await warehouse.run(statement);
    }, 120_000);
    afterAll(async () => {
      await warehouse.close();
      await dataset.warehouse.close();
    });

    const all = cases.filter((one) => one.fixture === fixture);
    // snowflake-rows.test.ts asks the same of all of them, without a driver.
    const own = IS_REAL ? all : all.slice(0, ENOUGH);
    it(`gives DuckDB's rows for every statement of ${own.length} cases`, { timeout: 600_000 }, async () => {
      const different: Record<string, unknown> = {};
      for (const one of own) {
        const difference = await expectSameRows(one, dataset, warehouse).catch((error) => error);
        if (difference !== undefined) different[one.name] = difference;
      }
      expect(different).toEqual({});
    });

    if (fixture !== 'greenery') return;
    it('answers over HTTP', { timeout: 600_000 }, async () => {
      const trellis = await serveTrellis(setting);
      for (const one of own.filter(({ query }) => query === undefined)) {
        const { data, errors } = await askOver(trellis.url, one.document);
        expect(errors, one.name).toBeUndefined();
        await expectTruth(one, data, dataset.warehouse);
      }
      expect(await trellis.stop()).toBe(0);
    });

    it('keeps numbers exact and times as they are', async () => {
      const { columns, rows } = await warehouse.run({
        sql: `select cast(? as number(38, 0)) as n, cast(? as number(10, 2)) as d, cast(? as timestamp_ntz) as t,
          cast(? as date) as day, cast(null as double) as nothing`,
        bindings: ['99999999999999999999999999999999999999', '12.5', '1969-12-31 23:59:59.25', '1969-12-31'],
      });
      expect(columns.map(({ type }) => type)).toEqual(['long', 'decimal', 'datetime', 'date', 'double']);
      const exact = [99999999999999999999999999999999999999n, '12.50', '1969-12-31T23:59:59.25Z', '1969-12-31', null];
      expect(rows).toEqual([exact]);
    });

    it('streams more rows than come at once', async () => {
      const events = Number(
        (await dataset.warehouse.run({ sql: 'select count(*) from events', bindings: [] })).rows[0]?.[0],
      );
      const sql =
        'select a.event_id, a.created_at from events as a cross join (select 1 as one from events limit 60) as b';
      let count = 0;
      for await (const batch of (await warehouse.stream({ sql, bindings: [] })).batches) count += batch.length;
      expect(count).toBe(60 * events);
    });

    it('tells what went wrong, and stops what takes too long', async () => {
      const fails = (sql: string, options = {}) => expect(warehouse.run({ sql, bindings: [] }, options)).rejects;
      await fails('select 1 from nowhere').toMatchObject({ code: 'TABLE_NOT_FOUND' });
      await fails('select nmae from events').toMatchObject({ code: 'WAREHOUSE_REJECTED', names: ['NMAE'] });
      const endless =
        'select sum(length(a.event_id) * length(b.event_id) * length(c.event_id)) from events as a, events as b, events as c';
      await fails(endless, { deadlineMs: 1_500 }).toMatchObject({ code: 'DEADLINE_EXCEEDED' });
      await fails(endless, { signal: AbortSignal.timeout(500) }).toMatchObject({ code: 'CANCELLED' });
      expect((await warehouse.run({ sql: 'select 1 as one', bindings: [] })).rows).toEqual([[1]]);
    });

    it('explains what a statement would read', async () => {
      const { scan } = await warehouse.explain({
        sql: 'select count(event_id) from events where user_id > ?',
        bindings: ['a'],
      });
      expect(scan?.partitionsTotal).toBeGreaterThan(0);
      expect(scan?.bytes).toBeGreaterThan(0);
    });
  });
}

async function expectSameRows(one: Case, dataset: Dataset, warehouse: Warehouse): Promise<void> {
  const { compiled } = one.query ? await dataset.query(one.query) : await dataset.ask(one.document);
  expect(compiled.length).toBeGreaterThan(0);
  for (const { ask, plan, statement } of compiled) {
    const compile = ask.kind === 'count' ? compileRowCount : compileMetricPlan;
    const { columns, rows } = await warehouse.run(compile(plan, 'snowflake'));
    const expected = await dataset.warehouse.run(statement);
    // An account may have the names of results in capitals; Trellis finds them by their places.
    const names = expected.columns.map(({ name }) => name);
    expect(columns.map(({ name }) => name.toLowerCase())).toEqual(names.map((name) => name.toLowerCase()));
    const named = columns.map(({ type }, index) => ({ type, name: names[index]! }));
    expect(rounded(records({ columns: named, rows }))).toEqual(rounded(records(expected)));
  }
}
