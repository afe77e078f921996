import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Compiled } from '../src/engine/ask.js';
import { printPlan } from '../src/plan/print.js';
import { compileMetricPlan } from '../src/sql/compile.js';
import { printStatement } from '../src/sql/print.js';
import { allCases, type Case, type Dataset, openDataset } from './case-data.js';
import { expectGolden } from './golden.js';
import { parseSnowflake } from './support/snowflake-ast.js';
import { asSnowflake, ignoringCase, lostNames } from './support/snowflake-names.js';
import { expectByHand, expectTruth, records, rounded } from './truth.js';

const cases = allCases();

describe.each([...new Set(cases.map(({ fixture }) => fixture))])('%s', (fixture) => {
  let dataset: Dataset;
  beforeAll(async () => {
    dataset = await openDataset(fixture);
  });
  afterAll(() => dataset.warehouse.close());

  const asked = cases.filter((one) => one.fixture === fixture).map((one) => [one.name, one] as const);
  it.each(asked)('%s', async (_, one) => {
    if (one.query) await expectRows(one, one.query, dataset);
    else await expectDocument(one, dataset);
  });
});

/** A query object's rows, by the names of the columns. */
async function expectRows(one: Case, query: object, { query: answerOf, warehouse }: Dataset): Promise<void> {
  const { answer, compiled } = await answerOf(query);
  expectTexts(one, compiled);
  const rows = records(answer);
  const truth = one.file('truth.sql');
  expect(truth, `${one.name} has no truth.sql`).toBeDefined();
  const expected = await warehouse.run({ sql: truth ?? '', bindings: [] });
  expect(rounded(rows), answer.sql).toEqual(rounded(records(expected)));
  expect(answer.columns.map(({ name }) => name)).toEqual(expected.columns.map(({ name }) => name));
  expectByHand(one, 'nodes', rows);
}

/** A GraphQL document's rows and totals, flattened. */
async function expectDocument(one: Case, { ask, warehouse }: Dataset): Promise<void> {
  const { data, errors, compiled } = await ask(one.document);
  const sql = compiled.map(({ statement }) => statement.sql).join('\n');
  expect(errors, `${one.name} ${sql}`).toBeUndefined();
  expectTexts(one, compiled);
  await expectTruth(one, data, warehouse, sql);
}

/**
 * The plan, and the SQL of both dialects, as committed. They protect readability; the truth protects numbers.
 * An independent parser (sqlparser-rs) must read the Snowflake text, and every name in it must find what it means.
 */
function expectTexts({ folder }: Case, compiled: readonly Compiled[]): void {
  const all = (print: (one: Compiled) => string) =>
    compiled.map((one) => `-- ${one.ask.kind}\n${print(one)}`).join('\n');
  expectGolden(
    join(folder, 'plan.txt'),
    all(({ plan }) => printPlan(plan)),
  );
  for (const dialect of ['duckdb', 'snowflake'] as const) {
    const text = all(({ plan }) => printStatement(compileMetricPlan(plan, dialect), dialect));
    expectGolden(join(folder, `${dialect}.sql`), text);
  }
  for (const { plan } of compiled) {
    const { sql } = compileMetricPlan(plan, 'snowflake');
    const statements = parseSnowflake(sql);
    for (const fold of [asSnowflake, ignoringCase]) expect(lostNames(statements, fold), sql).toEqual([]);
  }
}
