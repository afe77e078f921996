import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readMetricQuery } from '../src/api/read-query.js';
import { Engine } from '../src/engine/engine.js';
import type { SemanticCatalog } from '../src/model/catalog.js';
import { loadCatalog } from '../src/model/load/index.js';
import { openDuckDB } from '../src/warehouse/duckdb.js';

/**
 * Conversions and closing balances over generated rows, against correlated subqueries.
 * To look further: `TRELLIS_TEST_SEED=7 TRELLIS_TEST_RUNS=10 npx vitest run test/measures-invariants.test.ts`
 */
const SEED = Number(process.env.TRELLIS_TEST_SEED ?? 20_210_210);
const TIMES = Number(process.env.TRELLIS_TEST_RUNS ?? 1);
const TIMEOUT = 60_000 * TIMES;

type ValueOf<T> = T extends fc.Arbitrary<infer V> ? V : never;

const users = fc.constantFrom('u1', 'u2', 'u3', 'u8', null);
const zones = fc.constantFrom('UTC', 'America/New_York', 'Asia/Kolkata');

/** Often at midnight, at a change of the clocks or within a minute of it, and sometimes at now or later. */
const times = (from: string, days: number) =>
  fc
    .tuple(fc.integer({ min: 0, max: days }), fc.constantFrom(0, 1, 299, 300, 419, 420, 720, 1439))
    .map(([day, minute]) => new Date(Date.parse(from) + day * 86_400_000 + minute * 60_000).toISOString().slice(0, 19));

const literal = (value: string | number | null) =>
  value === null ? 'null' : typeof value === 'number' ? String(value) : `'${value}'`;

/** The fixture's definitions and other tables, with these rows in one or two of them. */
async function inWorld(
  { catalog, tables, now }: Fixture,
  filled: Readonly<Record<string, readonly (readonly (string | number | null)[])[]>>,
  check: (world: World) => Promise<void>,
): Promise<void> {
  const statements = Object.entries(filled).flatMap(([table, rows]) => {
    const values = rows.map((row, index) => `(${[index + 1, ...row].map(literal).join(', ')})`);
    return [`delete from ${table}`, ...(rows.length > 0 ? [`insert into ${table} values ${values.join(', ')}`] : [])];
  });
  const warehouse = await openDuckDB({ setup: [...tables, ...statements] });
  const engine = new Engine({ catalog, warehouse, now: () => now, timeZone: 'UTC', maxRows: 10_000 });
  try {
    await check({
      answer: async (query) =>
        (await engine.request().answer({ kind: 'rows', query: readMetricQuery(query, catalog) })).rows,
      run: async (sql) => (await warehouse.run({ sql, bindings: [] })).rows,
    });
  } finally {
    await warehouse.close();
  }
}

interface Fixture {
  readonly catalog: SemanticCatalog;
  readonly tables: readonly string[];
  readonly now: string;
}

type Rows = readonly (readonly unknown[])[];
interface World {
  answer(query: object): Promise<Rows>;
  run(sql: string): Promise<Rows>;
}

function fixture(name: string): Fixture {
  const folder = join(import.meta.dirname, 'fixtures', name);
  const read = (file: string) => readFileSync(join(folder, file), 'utf8');
  const tables = read('tables.sql')
    .split(/;\s*\n/)
    .filter((statement) => statement.trim() !== '');
  return { catalog: loadCatalog(join(folder, 'metrics')), tables, now: read('now').trim() };
}

/** Rows as text in one order, whatever the types of their numbers. */
function comparable(rows: Rows): readonly string[] {
  const cell = (value: unknown) => (value === null || /^\d{4}-/.test(String(value)) ? value : Number(value));
  return rows
    .map((row) => JSON.stringify(row.map((value) => (Number.isNaN(cell(value)) ? value : cell(value)))))
    .sort();
}

async function expectSame({ answer, run }: World, query: object, truth: string): Promise<void> {
  const rows = await answer(query);
  expect(comparable(rows), `${JSON.stringify(query)}\n${truth}`).toEqual(comparable(await run(truth)));
}

/** A column's time on the clock of a zone. */
const local = (column: string, zone: string) => `timezone('${zone}', timezone('UTC', ${column}))`;

describe('generated rows', () => {
  const web = fixture('web');
  const banking = fixture('banking');
  const referrers = fc.constantFrom('google', 'mail', null);
  const campaigns = fc.constantFrom('A', 'B', null);
  const webTimes = times('2021-02-20', 42);
  const conversionMetrics = fc.constantFrom(
    { metric: 'purchases_of_visitors', window: undefined, campaign: false },
    { metric: 'purchases_within_a_week', window: '7 day', campaign: false },
    { metric: 'purchases_within_a_month', window: '1 month', campaign: false },
    { metric: 'purchases_of_the_campaign', window: undefined, campaign: true },
  );

  it('credit each conversion once, to the latest base event in time', { timeout: TIMEOUT }, async () => {
    const world = fc.record({
      visits: fc.array(fc.tuple(users, fc.constant(null), webTimes, referrers, campaigns), { maxLength: 12 }),
      purchases: fc.array(fc.tuple(users, fc.constant(null), webTimes, campaigns, fc.constant(1)), { maxLength: 12 }),
      asked: conversionMetrics,
      zone: zones,
      grain: fc.constantFrom('day', 'week', 'month'),
      country: fc.boolean(),
      where: fc.constantFrom(undefined, 'mail'),
      from: fc.constantFrom(undefined, '2021-03-01'),
    });
    const check = async ({ visits, purchases, asked, zone, grain, country, where, from }: ValueOf<typeof world>) => {
      const start = `date_trunc('${grain}', date '${from ?? '1970-01-01'}')`;
      const conditions = [
        "visited_at < timestamp '2021-04-01'",
        `day >= ${start}`,
        ...(where ? [`referrer = '${where}'`] : []),
      ];
      const within = asked.window ? ` and v.day > p.day - interval ${asked.window}` : '';
      const same = asked.campaign ? ' and v.campaign = p.campaign' : '';
      const credited = `(select max(v.day) from v where v.user_id = p.user_id and v.day <= p.day${within}${same})`;
      const keys = country ? 'period, country' : 'period';
      const key = (table: string) =>
        country
          ? `${table}.period = k.period and ${table}.country is not distinct from k.country`
          : `${table}.period = k.period`;
      const truth = `
        with all_visits as (
          select *, cast(${local('visited_at', zone)} as date) as day from visits
        ), v as (
          select all_visits.*, cast(date_trunc('${grain}', day) as date) as period, u.country
          from all_visits left join users u on u.user_id = all_visits.user_id
          where ${conditions.join(' and ')}
        ), p as (
          select *, cast(${local('bought_at', zone)} as date) as day from purchases where bought_at < timestamp '2021-04-01'
        ), c as (
          select cast(date_trunc('${grain}', ${credited}) as date) as period, u.country
          from p left join users u on u.user_id = p.user_id
        )
        select k.*, (select nullif(count(*), 0) from c where ${key('c')}) from (select distinct ${keys} from v) k`;
      const query = {
        metrics: [asked.metric],
        groupBy: [`metric_time__${grain}`, ...(country ? ['user__country'] : [])],
        timeZone: zone,
        ...(where && { where: { visit__referrer: { eq: where } } }),
        ...(from && { timeRange: { since: from } }),
      };
      await inWorld(web, { visits, purchases }, (open) => expectSame(open, query, truth));
    };
    await fc.assert(fc.asyncProperty(world, check), { seed: SEED, numRuns: 60 * TIMES });
  });

  const closings = fc.constantFrom(
    { metric: 'closing_balance', choice: 'max', by: [] },
    { metric: 'opening_balance', choice: 'min', by: [] },
    { metric: 'closing_balance_by_user', choice: 'max', by: ['user_id'] },
    { metric: 'opening_balance_by_user', choice: 'min', by: ['user_id'] },
    { metric: 'closing_balance_by_user_and_account', choice: 'max', by: ['user_id', 'account_id'] },
  );

  it('close at the extreme time of each grouping and period, not of other keys', { timeout: TIMEOUT }, async () => {
    const accounts = fc.constantFrom('a1', 'a2', 'a4', 'a9', null);
    const bankTimes = times('2020-01-25', 46);
    const world = fc.record({
      balances: fc.array(
        fc.tuple(accounts, users, bankTimes, fc.constant(null), fc.constantFrom(0, 1, 2, 4, 8, 16, null)),
        { maxLength: 14 },
      ),
      asked: closings,
      zone: zones,
      grain: fc.constantFrom(undefined, 'day', 'week', 'month'),
      type: fc.boolean(),
      where: fc.constantFrom(undefined, 'CA'),
    });
    const check = async ({ balances, asked, zone, grain, type, where }: ValueOf<typeof world>) => {
      const partition = [...asked.by, ...(grain ? ['period'] : [])].map(
        (name) => `o.${name} is not distinct from b.${name}`,
      );
      const keys = [...(grain ? ['period'] : []), ...(type ? ['account_type'] : [])];
      const truth = `
        with b as (
          select
            b.*,
            cast(${local('taken_at', zone)} as date) as day,
            cast(date_trunc('${grain ?? 'day'}', ${local('taken_at', zone)}) as date) as period,
            a.account_type
          from balances b
          left join accounts a on a.account_id = b.account_id
          left join users u on u.user_id = b.user_id
          where taken_at < timestamp '2020-03-10'${where ? ` and u.home_state = '${where}'` : ''}
        )
        select ${[...keys, 'sum(balance)'].join(', ')} from b
        where day = (select ${asked.choice}(day) from b o where ${[...partition, 'true'].join(' and ')})
        ${keys.length > 0 ? `group by ${keys.join(', ')}` : ''}`;
      const query = {
        metrics: [asked.metric],
        groupBy: [...(grain ? [`metric_time__${grain}`] : []), ...(type ? ['account__account_type'] : [])],
        timeZone: zone,
        ...(where && { where: `{{ Dimension('user__home_state') }} = '${where}'` }),
      };
      await inWorld(banking, { balances }, (open) => expectSame(open, query, truth));
    };
    await fc.assert(fc.asyncProperty(world, check), { seed: SEED, numRuns: 60 * TIMES });
  });
});
