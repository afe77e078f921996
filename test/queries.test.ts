import { join } from 'node:path';
import { init, parse } from '@guanmingchiu/sqlparser-ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Compiled } from '../src/engine/ask.js';
import { printPlan } from '../src/plan/print.js';
import { compileMetricPlan } from '../src/sql/compile.js';
import { printStatement } from '../src/sql/print.js';
import { allCases, type Case, type Dataset, openDataset } from './case-data.js';
import { expectGolden } from './golden.js';
import { expectByHand, expectTruth, records, rounded } from './truth.js';

const cases = allCases();

describe.each([...new Set(cases.map(({ fixture }) => fixture))])('%s', (fixture) => {
  let dataset: Dataset;
  beforeAll(async () => {
    await init();
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
 * An independent parser (sqlparser-rs) must read the Snowflake text: it throws where it can't.
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
    parse(sql, 'snowflake');
    expect(lostAliases(sql), sql).toEqual([]);
  }
}

/** Snowflake writes an unquoted name in capitals: `as base` is not found as `"base"`. */
function lostAliases(sql: string): readonly string[] {
  const defined = new Set([...sql.matchAll(/\bas "([^"]+)"/g)].map(([, name]) => name));
  const unquoted = new Set([...sql.matchAll(/\bas ([a-z_]\w*)/g)].map(([, name]) => name));
  const asked = [...sql.matchAll(/"([^"]+)"/g)].map(([, name = '']) => name);
  return [...new Set(asked.filter((name) => unquoted.has(name) && !defined.has(name)))];
}
