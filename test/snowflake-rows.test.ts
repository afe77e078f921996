import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Compiled } from '../src/engine/engine.js';
import { compileMetricPlan, compileRowCount } from '../src/sql/compile.js';
import type { ResultSet, Warehouse } from '../src/warehouse/warehouse.js';
import { allCases, type Dataset, openDataset } from './case-data.js';
import { asSnowflake, MACROS } from './support/snowflake-sql.js';

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

async function expectSameRows({ ask, plan, statement }: Compiled, warehouse: Warehouse): Promise<void> {
  const compile = ask.kind === 'count' ? compileRowCount : compileMetricPlan;
  const snowflake = compile(plan, 'snowflake');
  const rows = await asSnowflake(warehouse).run(snowflake);
  expect(comparable(rows), snowflake.sql).toEqual(comparable(await warehouse.run(statement)));
}

/** Doubles may differ in the last digits with the order of summation. */
function comparable({ columns, rows }: ResultSet) {
  return {
    columns: columns.map(({ name, type }) => [name, type]),
    rows: rows.map((row) => row.map((value) => (typeof value === 'number' ? Number(value.toPrecision(12)) : value))),
  };
}
