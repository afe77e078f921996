import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Ask, Compiled } from '../src/engine/ask.js';
import { Engine } from '../src/engine/engine.js';
import type { MetricQuery } from '../src/plan/query.js';
import { compileMetricPlan, compileRowCount } from '../src/sql/compile.js';
import type { ResultSet, Warehouse } from '../src/warehouse/warehouse.js';
import { allCases, type Dataset, openDataset } from './case-data.js';
import { FUNNELS, funnelQueryOf, METRICS, queryOf, questions, SESSIONS, SHIFTED } from './support/questions.js';
import { SEED, TIMEOUT, TIMES } from './support/seed.js';
import { asSnowflake, MACROS } from './support/snowflake-sql.js';
import { TOWN, towns, townTables } from './support/town.js';
import { EVERY, townQuery, townQuestions } from './support/town-questions.js';
import { type OpenWorld, openTables, SHOP, shopTables, worlds } from './support/world.js';

/**
 * What the Snowflake dialect writes, turned into DuckDB SQL by a transpiler that knows nothing of Trellis, gives the rows
 * of the DuckDB dialect, which are compared with truth elsewhere.
 */

const cases = allCases();

describe.each([...new Set(cases.map(({ fixture }) => fixture))])('%s', (fixture) => {
  let dataset: Dataset;
  beforeAll(async () => {
    dataset = await openDataset(fixture, MACROS);
  });
  afterAll(() => dataset.warehouse.close());

  const asked = cases.filter((one) => one.fixture === fixture).map((one) => [one.name, one] as const);
  it.each(asked)('%s', async (_, one) => {
    const { compiled } = one.query ? await dataset.query(one.query) : await dataset.ask(one.document);
    expect(compiled.length).toBeGreaterThan(0);
    for (const each of compiled) await expectSameRows(each, dataset.warehouse);
  });
});

describe('random questions', () => {
  const zones = fc.constantFrom('UTC', 'America/New_York', 'Asia/Kolkata');
  const asks = (queries: fc.Arbitrary<MetricQuery>, ...kinds: readonly ('rows' | 'totals' | 'count')[]) =>
    fc
      .tuple(fc.constantFrom(...kinds), queries, zones)
      .map(([kind, query, timeZone]): Ask => ({ kind, query: { ...query, timeZone } }));
  const funnels = fc
    .tuple(fc.constantFrom(...FUNNELS), questions({ metrics: of(SESSIONS) }))
    .chain(([funnel, question]) =>
      fc
        .constantFrom('funnel' as const, 'funnelTotals' as const)
        .map((kind): Ask => ({ kind, query: funnelQueryOf(funnel, question) })),
    );
  const shopQueries = questions({ metrics: { ...METRICS, ...SHIFTED } }).map((one) => queryOf(one));
  const ofShop = fc.oneof(
    { weight: 3, arbitrary: asks(shopQueries, 'rows', 'totals', 'count') },
    { weight: 1, arbitrary: funnels },
  );
  // Not every metric of the town has totals.
  const townQueries = townQuestions(EVERY, 4).map((one) => townQuery(one));
  const ofTown = asks(townQueries, 'rows', 'rows', 'count');

  it.each([
    ['of the shop', worlds.map((world) => ({ tables: shopTables(world), now: world.now })), SHOP, ofShop],
    ['of the town', towns.map((town) => ({ tables: townTables(town), now: town.now })), TOWN, ofTown],
  ] as const)('%s', { timeout: TIMEOUT }, async (_, tables, catalog, each) => {
    const several = fc.array(each, { minLength: 4, maxLength: 8 });
    const property = fc.asyncProperty(tables, several, async ({ tables: setup, now }, all) => {
      const open = await openTables([...setup, ...MACROS], now, catalog);
      try {
        for (const ask of all) await expectSameAnswer(open, ask, now);
      } finally {
        await open.close();
      }
    });
    await fc.assert(property, { seed: SEED, numRuns: 20 * TIMES, interruptAfterTimeLimit: TIMEOUT - 10_000 });
  });
});

function of(names: readonly string[]): typeof METRICS {
  return Object.fromEntries(names.map((name) => [name, METRICS[name] ?? []]));
}

async function expectSameAnswer({ engine, warehouse }: OpenWorld, ask: Ask, end: number): Promise<void> {
  const now = new Date(end).toISOString();
  const { catalog, maxRows } = engine;
  const snowflake = new Engine({
    catalog,
    warehouse: asSnowflake(warehouse),
    now: () => now,
    timeZone: 'UTC',
    maxRows,
  });
  const answer = await snowflake.request().answer(ask);
  expect(comparable(answer), answer.sql).toEqual(comparable(await engine.request().answer(ask)));
}

async function expectSameRows({ ask, plan, statement }: Compiled, warehouse: Warehouse): Promise<void> {
  const compile = ask.kind === 'count' ? compileRowCount : compileMetricPlan;
  const snowflake = compile(plan, 'snowflake');
  const rows = await asSnowflake(warehouse).run(snowflake);
  expect(comparable(rows), snowflake.sql).toEqual(comparable(await warehouse.run(statement)));
}

/** Doubles may differ in the last digits with the order of summation. */
function comparable({ columns, rows }: Pick<ResultSet, 'columns' | 'rows'>) {
  return {
    columns: columns.map(({ name, type }) => [name, type]),
    rows: rows.map((row) => row.map((value) => (typeof value === 'number' ? Number(value.toPrecision(12)) : value))),
  };
}
