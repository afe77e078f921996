import { init, parse } from '@guanmingchiu/sqlparser-ts';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TrellisError } from '../src/errors/trellis-error.js';
import { parseTemplate } from '../src/model/load/filter-template.js';
import { NO_CUSTOM_GRAINS } from '../src/model/load/grain-names.js';
import { planMetricQuery } from '../src/plan/metric-plan.js';
import type { MetricQuery, Predicate } from '../src/plan/query.js';
import { parseWhereTemplate } from '../src/plan/where-template/parse.js';
import { compileMetricPlan } from '../src/sql/compile.js';
import { type Dataset, openDataset } from './case-data.js';
import { templates } from './support/templates.js';

const SEED = Number(process.env.TRELLIS_TEST_SEED ?? 20_210_210);
const TIMES = Number(process.env.TRELLIS_TEST_RUNS ?? 1);

let sales: Dataset;
beforeAll(async () => {
  await init();
  sales = await openDataset('sales');
});
afterAll(() => sales.warehouse.close());

/** No two sales fall into one hour, so the hours tell which rows pass. */
const query = (where: Predicate): MetricQuery => ({
  metrics: [{ metric: 'sales', as: 'sales' }],
  groupBy: [{ kind: 'time', name: 'sale__sold_at', grain: 'hour' }],
  orderBy: [],
  where,
});
const asCaller = (text: string): Predicate => ({ kind: 'template', expr: parseWhereTemplate(text, sales.catalog) });
const asAuthor = (text: string): Predicate => ({
  kind: 'authored',
  filter: {
    parts: parseTemplate(text, NO_CUSTOM_GRAINS),
    text,
    source: { file: 'metrics/sales.yml', line: 1, column: 1 },
  },
});
const hours = async (where: Predicate) => (await sales.answer(query(where))).answer.rows.map(([hour]) => hour);

/** By hand: the columns of the fixture, no template. */
async function hoursBySql(where: string): Promise<unknown> {
  const sql = `select date_trunc('hour', sold_at) from sales s left join customers c on c.customer_id = s.customer_id
    where sold_at < timestamp '2021-07-01' and (${where}) order by 1`;
  return (await sales.warehouse.run({ sql, bindings: [] })).rows.flat();
}

const COUPON = "{{ Dimension('sale__coupon') }}";
const ITEMS = "{{ Dimension('sale__item_count') }}";
const REGION = "{{ Dimension('customer__region') }}";
const MEMBER = "{{ Dimension('customer__is_member') }}";
const PAID = "{{ TimeDimension('sale__paid_at', 'day') }}";

describe('a where-template means what SQL means', () => {
  it.each([
    [`${COUPON} = 'X'`, "coupon = 'X'"],
    // NULL is neither equal nor unequal, and stays out under not.
    [`${COUPON} <> 'X'`, "coupon <> 'X'"],
    [`${COUPON} != 'X'`, "coupon in ('Y', 'Z')"],
    [`not ${COUPON} = 'X'`, "coupon in ('Y', 'Z')"],
    [`not (${COUPON} = 'X' or ${ITEMS} > 3)`, "coupon in ('Y', 'Z') and items <= 3"],
    [`${COUPON} is null`, 'coupon is null'],
    [`not ${COUPON} is null`, 'coupon is not null'],
    [`${COUPON} IS NOT NULL AND ${ITEMS} >= 4`, 'coupon is not null and items >= 4'],
    [`${COUPON} not in ('X')`, "coupon <> 'X'"],
    [`${COUPON} in ('X', null)`, "coupon = 'X'"],
    [`${COUPON} not in ('X', null)`, '1 = 0'],
    [`${COUPON} = null`, '1 = 0'],
    [`(${COUPON} is null) = true`, 'coupon is null'],
    [`${ITEMS} between 2 and 3 and ${COUPON} is null`, 'items in (2, 3) and coupon is null'],
    [`${ITEMS} not between 2 and 4`, 'items < 2 or items > 4'],
    [`${COUPON} = 'X' or ${COUPON} = 'Y' and ${ITEMS} = 99`, "coupon = 'X'"],
    [`${ITEMS} * 2 - 1 = 7`, 'items = 4'],
    [`${ITEMS} / 2 = 1.5`, 'items = 3'],
    [`-${ITEMS} < -4`, 'items > 4'],
    [`${ITEMS} * 0.1 = 0.3`, 'items = 3'],
    [`${ITEMS} > 1e1 - 5`, 'items > 5'],
    ["{{ Dimension('customer__name') }} = 'O''Brien & Söhne'", "s.customer_id = 'c1'"],
    ["{{ Dimension('customer__name') }} like 'a_b'", "s.customer_id in ('c4', 'c5')"],
    ["{{ Dimension('customer__name') }} ilike 'ünï%'", "s.customer_id = 'c6'"],
    ["{{ Dimension('customer__name') }} not like '%O%'", "s.customer_id in ('c4', 'c5', 'c6', 'c8')"],
    ["{{ Dimension('customer__name') }} = ''", "s.customer_id = 'c8'"],
    ["length({{ Dimension('customer__name') }}) = 3", "s.customer_id in ('c4', 'c5')"],
    [`lower(${REGION}) = 'north' and upper(trim(' x ')) = 'X'`, "region = 'North'"],
    [`coalesce(${REGION}, 'none') = 'none'`, 'region is null'],
    [`nullif(${COUPON}, 'X') is null`, "coupon is null or coupon = 'X'"],
    [`abs(${ITEMS} - 3) <= 1`, 'items in (2, 3, 4)'],
    [`round(${ITEMS} / 4, 1) = 0.8`, 'items = 3'],
    [MEMBER, 'is_member'],
    [`not ${MEMBER}`, 'not is_member'],
    [`not coalesce(${MEMBER}, false)`, 'is_member is null or not is_member'],
    [`${PAID} >= '2021-06-20'`, "paid_at >= timestamp '2021-06-20'"],
    [`'2021-06-20' > ${PAID}`, "paid_at < timestamp '2021-06-20'"],
    [
      `${PAID} in ('2021-06-09', date '2021-06-10')`,
      "paid_at >= timestamp '2021-06-09' and paid_at < timestamp '2021-06-11'",
    ],
    [
      `${PAID} between '2021-06-09' and cast('2021-06-10' as date)`,
      "paid_at >= '2021-06-09' and paid_at < '2021-06-11'",
    ],
    [`coalesce(${PAID}, '2021-01-01') = '2021-01-01'`, 'paid_at is null'],
    [`${PAID} + 1 = '2021-06-10'::date`, "cast(paid_at as date) = '2021-06-09'"],
    ["{{ Dimension('sale__sold_at') }} = '2021-06-09 10:00'", 'sale_id = 6'],
    ["{{ Dimension('sale__sold_at') }} >= timestamp '2021-06-16T10:00:00'", 'sale_id >= 10'],
    ["{{ TimeDimension('metric_time', 'month') }} = '2021-06-01'", '1 = 1'],
    [
      "{{ Dimension('metric_time').grain('week') }} = '2021-06-07'",
      "sold_at >= '2021-06-07' and sold_at < '2021-06-14'",
    ],
    ["{{ Dimension('sale__sold_at').date_part('dow') }} = 3", 'isodow(sold_at) = 3'],
    ["{{ Entity('customer') }} in ('c1', 'c99')", "s.customer_id in ('c1', 'c99')"],
    ["{{ Metric('sales', ['customer']) }} >= 2", "s.customer_id = 'c1' or s.customer_id is null"],
    ['true', '1 = 1'],
    ['null', '1 = 0'],
  ])('%s', async (template, sql) => {
    const expected = await hoursBySql(sql);
    expect(await hours(asCaller(template))).toEqual(expected);
    expect(await hours(asAuthor(template)), 'as an author may write it').toEqual(expected);
  });
});

describe('a mistake in a where-template', () => {
  // ↓ stands before the character that is to be pointed at.
  it.each([
    ['↓', /must not be empty/],
    [`${COUPON} = ↓'X`, /quote is never closed/],
    [`${COUPON} = ↓"X"`, /single quotes/],
    [`${COUPON} = 'X'↓; drop table sales`, /no ";"/],
    [`${COUPON} = 'X' ↓-- and`, /no comments/],
    [`${COUPON} = 'X' ↓/* */`, /no comments/],
    [`${ITEMS} in (↓select 1)`, /no subquery/],
    [`↓lowr(${COUPON}) = 'x'`, /no function "lowr".*Did you mean "lower"/],
    ['↓pg_sleep(10) = 1', /no function "pg_sleep"/],
    ["↓sale__coupon = 'X'", /\{\{ Dimension\('sale__coupon'\) \}\}/],
    [`${COUPON} = 'X' and↓`, /Expected a value, found the end/],
    [`${COUPON} = ↓= 'X'`, /Expected a value/],
    [`${COUPON} = 'a' ↓= 'b'`, /Expected and, or, or the end/],
    [`${COUPON} is null ↓= true`, /Expected and, or, or the end/],
    [`${COUPON} is ↓true`, /Expected null/],
    [`${COUPON} in (↓)`, /Expected a value/],
    [`(${COUPON} = 'X'↓`, /Expected "\)"/],
    [`${COUPON} ↓|| 'X' = 'XX'`, /Unexpected "\|"/],
    [`↓${ITEMS} + 1`, /not a condition/],
    [`↓5 and ${COUPON} = 'X'`, /not a condition/],
    [`${ITEMS} = ↓5x`, /no number/],
    [`cast(↓${ITEMS} as varchar) = '5'`, /Only a literal/],
    [`${ITEMS} = '5'::↓blob`, /no type to cast to/],
    [`${ITEMS} = cast(↓'five' as integer)`, /can't be read as integer/],
    [`${PAID} >= ↓'2021-02-30'`, /not a date/],
    [`${PAID} >= ↓'yesterday'`, /Write it like 2021-02-10/],
    [`${PAID} >= ↓'2021-06-09 10:00'`, /This is a day/],
    [`${PAID} >= ↓20210609`, /compared with a time/],
    [`↓${PAID} like '2021%'`, /no text to search/],
    [`${ITEMS} > ↓'many'`, /"sale__item_count" is a number, so it can't be compared with 'many'/],
    [`${ITEMS} in (1, ↓'two')`, /"sale__item_count" is a number/],
    [`${ITEMS} between 1 and ↓true`, /"sale__item_count" is a number/],
    [`${MEMBER} = ↓'vielleicht'`, /"customer__is_member" is true or false.*'vielleicht'/],
    [`↓'five' < ${ITEMS}`, /"sale__item_count" is a number/],
    [`lower(${COUPON}) = ↓5`, /is a text, so it can't be compared with 5/],
    [`{{ Metric('sales', ['customer']) }} > ↓'x'`, /"sales__by_customer" is a number/],
    [`↓${ITEMS}`, /"sale__item_count" is a number, a value, not a condition/],
    [`↓${ITEMS} like '1%'`, /"sale__item_count" is a number; it has no text/],
    [`↓${MEMBER} + 1 = 2`, /"customer__is_member" is true or false; it is not counted with/],
    [`${ITEMS} + ↓'two' = 2`, /This is a text; it is not counted with/],
    [`abs(↓'two') = 2`, /This is a text; it is not counted with/],
    [`2 * ↓lower(${COUPON}) = 2`, /This is a text; it is not counted with/],
    [`upper(↓${MEMBER}) = 'X'`, /"customer__is_member" is true or false; it has no text/],
    ["{{ Dimension('sale__coupon' ↓}} = 'X'", /Expected ","/],
    ["{{ ↓Dimensio('sale__coupon') }} = 'X'", /Did you mean "Dimension"/],
    ["↓{{ Dimension('sale__coupon') = 'X'", /never closed/],
    ['↓{% if true %} 1 = 1', /no other Jinja/],
    [`${COUPON} = '↓{{ var("x") }}'`, /Within quotes/],
    ["{{ TimeDimension('metric_time', ↓'mont') }} = '2021-06-01'", /Did you mean "month"/],
    ['↓round(1, 2, 3) = 1', /takes 1 to 2/],
    ['↓nullif(1) = 1', /takes 2 values/],
    [`${'('.repeat(51)}↓${'('.repeat(9)}1 = 1${')'.repeat(60)}`, /at most 50 deep/],
    [`↓1${' + 1'.repeat(60)} = 1`, /at most 50 deep/],
    [`${'not '.repeat(51)}↓${'not '.repeat(9)}true`, /at most 50 deep/],
  ])('%s', (marked, message) => {
    const error = errorOf(() => asCaller(marked.replace('↓', '')));
    expect(error.code).toBe('QUERY_INVALID');
    expect(error.message).toContain(`at character ${marked.indexOf('↓') + 1}: `);
    expect(error.message).toMatch(message);
  });

  it('is shown with a caret below it', () => {
    const { message } = errorOf(() => asCaller(`${COUPON} = 'X'\n and\t;`));
    const [, shown = '', caret = ''] = message.split('\n');
    expect(shown.charAt(caret.indexOf('^'))).toBe(';');
  });

  it('is shown with whole braces', () => {
    // 40 characters before the mistake stands the second brace.
    const { message } = errorOf(() => asCaller(`{{ Dimension('sale__coupon') }} = 123456 = 5`));
    expect(message.split('\n')[1]?.trim()).toBe(`{{ Dimension('sale__coupon') }} = 123456 = 5`);
  });

  it('of a name is the planner’s to tell', async () => {
    await expect(hours(asCaller("{{ Dimension('sale__coupn') }} = 'X'"))).rejects.toMatchObject({
      code: 'UNKNOWN_DIMENSION',
      suggestions: expect.arrayContaining(['sale__coupon']),
    });
    await expect(hours(asCaller("{{ Metric('salez', ['customer']) }} > 1"))).rejects.toMatchObject({
      code: 'UNKNOWN_METRIC',
    });
  });
});

describe('a value that does not fit', () => {
  const leaf = (name: string, value: string | number | boolean): Predicate => ({
    kind: 'compare',
    operator: 'eq',
    name,
    value,
  });
  it.each<[Predicate, RegExp]>([
    [leaf('sale__item_count', 'many'), /"sale__item_count" is a number/],
    [leaf('sale__item_count', true), /"sale__item_count" is a number/],
    [leaf('customer__is_member', 'vielleicht'), /"customer__is_member" is true or false/],
    [{ kind: 'in', name: 'sale__item_count', values: [1, 'x'] }, /"sale__item_count" is a number.*'x'/],
    [{ ...leaf('customer__is_member', true), ignoreCase: true } as Predicate, /"customer__is_member".*no case/],
    [{ kind: 'text', operator: 'contains', name: 'sale__item_count', value: '1' }, /"sale__item_count".*no text/],
  ])('%j', async (where, message) => {
    await expect(hours(where)).rejects.toMatchObject({
      code: 'QUERY_INVALID',
      message: expect.stringMatching(message),
    });
  });

  it('is a number, though written as a text', async () => {
    const expected = await hoursBySql('items = 3');
    expect(await hours(leaf('sale__item_count', '3'))).toEqual(expected);
    expect(await hours(asCaller(`${ITEMS} = '3'`))).toEqual(expected);
  });
});

describe('generated where-templates', () => {
  // An independent parser (sqlparser-rs) reads the Snowflake text: it throws where it can't.
  it('give the rows that the same text gives in a definition', { timeout: 120_000 }, () =>
    fc.assert(
      fc.asyncProperty(templates, async (text) => {
        expect(await hours(asCaller(text)), text).toEqual(await hours(asAuthor(text)));
        const plan = planMetricQuery(query(asCaller(text)), { catalog: sales.catalog, now: '2021-07-01T00:00:00Z' });
        parse(compileMetricPlan(plan, 'snowflake').sql, 'snowflake');
      }),
      { seed: SEED, numRuns: 250 * TIMES },
    ),
  );

  const pieces = fc.constantFrom(
    ...["'", '"', '(', ')', '--', ';', '/*', '*/', '{{', '}}', '{%', ',', '::', '\\', '$$', '\u0000', '\u202e', '😀'],
    ...[
      'select',
      'union',
      'drop table sales',
      'or',
      'and',
      'not',
      'in',
      'is',
      'null',
      'case when',
      'cast',
      'as',
      '1',
      '=',
      '-',
    ],
    ...[COUPON, ITEMS, PAID, MEMBER, "Dimension('sale__coupon')", "read_csv('/etc/passwd')", 'pg_sleep(1)', "'X'"],
  );
  const garbage = fc.oneof(
    fc.array(pieces, { maxLength: 12 }).map((all) => all.join(' ')),
    fc.array(pieces, { maxLength: 12 }).map((all) => all.join('')),
    fc.string({ maxLength: 60 }),
    fc.tuple(templates, fc.nat(), pieces).map(([text, at, piece]) => {
      const place = at % (text.length + 1);
      return `${text.slice(0, place)}${piece}${text.slice(place)}`;
    }),
  );

  it('that make no sense throw nothing but errors for people', { timeout: 120_000 }, () =>
    fc.assert(
      fc.asyncProperty(garbage, async (text) => {
        try {
          await hours(asCaller(text));
        } catch (error) {
          expect(error, text).toBeInstanceOf(TrellisError);
        }
      }),
      { seed: SEED, numRuns: 600 * TIMES },
    ),
  );

  /** A text that nobody else writes, wherever a text may stand: it must come out bound, and only so. */
  it('reach the warehouse as bindings alone', async () => {
    const mark = "zz'); drop table sales; --";
    const quoted = `'${mark.replaceAll("'", "''")}'`;
    for (const text of [
      `${COUPON} = ${quoted}`,
      `${COUPON} in ('a', ${quoted})`,
      `${COUPON} not like ${quoted}`,
      `coalesce(${COUPON}, ${quoted}) between ${quoted} and 'b'`,
      `lower(${quoted}) = ${COUPON}`,
      `{{ Entity('customer') }} = ${quoted}`,
    ]) {
      const { compiled } = await sales.answer(query(asCaller(text)));
      for (const { plan } of compiled) {
        for (const dialect of ['duckdb', 'snowflake'] as const) {
          const { sql, bindings } = compileMetricPlan(plan, dialect);
          expect(sql, text).not.toContain('zz');
          expect(bindings, text).toContain(mark);
        }
      }
    }
  });
});

function errorOf(run: () => unknown): TrellisError {
  try {
    run();
  } catch (error) {
    if (error instanceof TrellisError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}
