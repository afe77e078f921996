import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readMetricQuery } from '../src/api/read-query.js';
import { catalogFrom } from '../src/composition/api-definitions.js';
import { GRAINS } from '../src/model/types.js';
import { planMetricQuery } from '../src/plan/metric-plan.js';
import { compileMetricPlan } from '../src/sql/compile.js';
import { callsIn, namesIn, nodesOf, parseSnowflake } from './support/snowflake-ast.js';
import { asSnowflake, ignoringCase, lostNames } from './support/snowflake-names.js';
import { textsOfCases, textsOfQuestions } from './support/snowflake-texts.js';

/** Of cases: test/queries.test.ts. */
describe('names in random questions', () => {
  const texts = textsOfQuestions(40).map(([name, sql]) => [name, parseSnowflake(sql)] as const);

  it.each([
    ['as Snowflake folds them', asSnowflake],
    ['where the account ignores the case of quoted names', ignoringCase],
  ])('find what they mean, %s', (_, fold) => {
    const lost = texts.flatMap(([name, statements]) => lostNames(statements, fold).map((one) => `${name}: ${one}`));
    expect(lost).toEqual([]);
  });
});

describe('names without quotes', () => {
  const FOLDERS = ['../metrics', 'fixtures', 'support/world', 'support/town'];
  const written = FOLDERS.flatMap((folder) =>
    readdirSync(join(import.meta.dirname, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.(?:sql|yml)$/.test(file))
      .flatMap((file) => readFileSync(join(import.meta.dirname, folder, file), 'utf8').match(/\w+/g) ?? []),
  );
  /** Of the spine that is generated, which no name of ours or of an author meets. */
  const SPINE = ['src', 'bounds', 'steps', 'value', 'first_period', 'end_period'];

  it("are their authors'", () => {
    const authors = new Set(written);
    const texts = textsOfCases().map(([, sql]) => parseSnowflake(sql));
    const words = new Set([...SPINE, ...GRAINS, 'timestamp_tz', ...callsIn(texts).map(({ name }) => name)]);
    const others = namesIn(texts).filter(({ value, quoted }) => !quoted && !authors.has(value) && !words.has(value));
    expect(others).toEqual([]);
  });

  it('and quoted ones stand as they were written', async () => {
    const catalog = await catalogFrom({
      semantic_models: [
        {
          name: 'sales',
          model: `source('"Odd Shop"', '"sales 2020"')`,
          primary_entity: 'sale',
          defaults: { agg_time_dimension: 'sold_at' },
          entities: [{ name: 'buyer', type: 'foreign', expr: '"Buyer Id"' }],
          dimensions: [
            { name: 'sold_at', type: 'time', expr: '"Sold At"', type_params: { time_granularity: 'day' } },
            { name: 'state', type: 'categorical', expr: 'ShipState' },
          ],
          measures: [{ name: 'revenue', agg: 'sum', expr: 'Amount * "Rate"', create_metric: true }],
        },
        {
          name: 'buyers',
          model: `source('crm', 'Buyers')`,
          entities: [{ name: 'buyer', type: 'primary', expr: 'buyer_id' }],
          dimensions: [{ name: 'segment', type: 'categorical', expr: '"segment"' }],
        },
      ],
    });
    const query = { metrics: ['revenue'], groupBy: ['metric_time__day', 'sale__state', 'buyer__segment'] };
    const plan = planMetricQuery(readMetricQuery(query, catalog), { catalog, now: '2021-01-01T00:00:00Z' });
    const { sql } = compileMetricPlan(plan, 'snowflake');
    const statements = parseSnowflake(sql);
    expect(nodesOf(['Table'], statements).map(([, { name }]) => namesIn(name).map(show).join('.'))).toEqual([
      '"Odd Shop"."sales 2020"',
      'crm.Buyers',
    ]);
    const scanned = nodesOf(['ExprWithAlias'], statements).flatMap(([, { expr }]) => namesIn(expr).map(show));
    for (const name of ['"Buyer Id"', '"Sold At"', 'ShipState', 'Amount', '"Rate"', 'buyer_id', '"segment"']) {
      expect(scanned).toContain(name);
    }
  });

  const show = ({ value, quoted }: { readonly value: string; readonly quoted: boolean }) =>
    quoted ? `"${value}"` : value;
});

describe('the check of names', () => {
  const lost = (sql: string, fold = asSnowflake) => lostNames(parseSnowflake(sql), fold);

  it.each([
    ['select "a"."x" as "x" from (select 1 as "x") as "a" order by "x"'],
    ['select a.X from (select 1 as x) as A'],
    [
      'with "c" as (select 1 as "x") select "c"."x" from "c" where exists (select 1 from t as src where src.y = "c"."x")',
    ],
    ['select "b"."day" from (select dateadd(day, 1, moment) as "day" from shop.orders as src) as "b"'],
  ])('finds nothing in %s', (sql) => expect(lost(sql)).toEqual([]));

  it.each([
    ['select "a"."x" from (select 1 as x) as "a"', '"a"."x": it has no such column'],
    ['select "a"."x" from (select 1 as "x") as a', '"a"."x": there is no such relation'],
    ['select "x" from (select 1 as x) as "a"', '"x" is no column'],
    ['select 1 as "x" from (select 1 as "y") as "a" order by "z"', '"z" is no column'],
    ['select "a"."x" from (select 1 as "x", 2 as "x") as "a"', '"x" is there twice'],
    [
      'select 1 as "y" from (select 1 as "x") as "a", (select "a"."x" as "y") as "b"',
      '"a"."x": there is no such relation',
    ],
    ['with "c" as (select 1 as x) select "c"."x" from "c"', '"c"."x": it has no such column'],
  ])('finds what is lost in %s', (sql, expected) => expect(lost(sql)).toEqual([expected]));

  it('tells of names that only their case tells apart', () => {
    const sql = 'select "a"."x" from (select 1 as "x", 2 as "X") as "a"';
    expect(lost(sql)).toEqual([]);
    expect(lost(sql, ignoringCase)).toEqual(['"X" is there twice']);
  });
});
