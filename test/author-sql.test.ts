import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { runCli } from '../src/cli/run.js';
import { checkDefinitions } from '../src/composition/open-catalog.js';
import { checkAuthorSql } from '../src/engine/check/author-sql.js';
import { formatProblem, loadDefinitions } from '../src/model/load/index.js';

const temporary = mkdtempSync(join(tmpdir(), 'trellis-author-sql-'));
afterAll(() => rmSync(temporary, { recursive: true }));

/** The problems of one text, each as `offset  message`. */
async function problemsOf(text: string, kind: 'expression' | 'select' = 'expression'): Promise<readonly string[]> {
  const locate = (offset: number) => ({ file: 'text', line: 1, column: offset });
  const problems = await checkAuthorSql([
    { subject: 'It', kind, relation: { kind: 'table', name: 'b' }, text, locate },
  ]);
  return problems.map(
    ({ source, message }) => `${source.column} ${message.replace("It: its SQL can't be read: ", '')}`,
  );
}

describe('an expression that a warehouse reads', () => {
  it.each([
    ...['a', 'order_total', '"Order Total"', '1', '1.50', '-1', '1e5', 'o.amount', "'it''s'", 'not is_deleted'],
    ...['amount::decimal(18,3)', 'created_at::timestamp with time zone', 'cast(a as variant)', 'try_cast(a as int)'],
    ...[
      "iff(a > 1, 'x', 'y')",
      'payload:customer.name::string',
      'payload:"Odd key"[0]',
      "payload['a']",
      'zeroifnull(a)',
    ],
    ...["case when state = 'a' then 1 end", "case state when 'a' then 1 else 0 end", 'coalesce(a, 0) / nullif(b, 0)'],
    ...[
      'sum(a) over (partition by b order by c rows between 3 preceding and current row)',
      'row_number() over (order by a)',
    ],
    ...[
      'lag(a) ignore nulls over (order by b)',
      'count(*) filter (where a)',
      'percentile_cont(0.5) within group (order by a)',
    ],
    ...[
      'list_transform(l, x -> x + 1)',
      'list_transform(l, lambda x : x + 1)',
      'filter(l, x -> x > 1)',
      'l[1]',
      'l[1:2]',
    ],
    ...[
      "date_trunc('day', a)",
      "a + interval '1 day'",
      'a - interval 3 days',
      'extract(year from a)',
      "date '2021-01-01'",
    ],
    ...[
      'dateadd(day, -1, a)',
      "datediff('day', a, b)",
      "a at time zone 'UTC'",
      "convert_timezone('UTC', a)",
      'current_date',
    ],
    ...["a ilike '%x%'", "a like any ('x', 'y')", "a rlike 'x'", "a similar to 'x'", "a ~ 'x'", 'a is distinct from b'],
    ...[
      "{'a': 1}",
      '[1, 2, 3]',
      "map {'a': 1}",
      's.a.b',
      "object_construct('a', 1)",
      "a in ('x', 'y')",
      'a between 1 and 2',
    ],
    ...['(select max(b) from c)', 'exists (select 1 from c)', 'a in (select b from c)', 'a // b', 'a % b', 'a || b'],
    ...[
      "a || ' -- no comment; no end ('",
      'a /* why */ + 1',
      'a -- why\n + 1',
      "'\\'",
      "'it\\'s'",
      "$$it's$$",
      "e'\\n'",
    ],
    // What the parser does not know, but DuckDB does.
    ...['[x for x in l if x > 1]', "a glob 'x*'", 'a ** b', '1_000', 'a isnull', '!a'],
  ])('%s', async (text) => {
    expect(await problemsOf(text)).toEqual([]);
  });
});

describe('an expression that none reads', () => {
  it.each([
    ['', '0 there is no SQL in it.'],
    ['a; drop table orders', '1 a ";" would end the statement.'],
    ['(a + b', '0 this "(" never closes.'],
    ['a)', '1 this ")" closes nothing.'],
    ['a) or (1 = 1', '1 this ")" closes nothing.'],
    ['(a]', '2 this "]" closes nothing.'],
    ["upper('a)", "6 this ' never closes."],
    ['"a', '0 this " never closes.'],
    ['a -- ', '2 this comment would swallow what follows the text.'],
    ['a -- one\n + b -- two', '14 this comment would swallow what follows the text.'],
    ['a /* why', '2 this comment never ends.'],
    ['a, b', '1 only one expression can stand here, and after this "," a second begins.'],
    ['select a from b', '0 a SELECT within an expression needs parentheses.'],
    ['-- which\nselect 1', '9 a SELECT within an expression needs parentheses.'],
    ['orders.*', '7 a "*" is no single value.'],
    ['a > ?', '4 "?" is a placeholder, and there is no value for it.'],
    ['a > $1', '4 "$1" is a placeholder, and there is no value for it.'],
    ['a +', '3 the text ends too early.'],
    ['a union select b from c', '2 neither DuckDB nor Snowflake reads it; the parser stops at "union".'],
    ['a as b', '2 neither DuckDB nor Snowflake reads it; the parser stops at "as".'],
    ['a\n  where b', '4 neither DuckDB nor Snowflake reads it; the parser stops at "where".'],
    ['a between 1', '11 the text ends too early.'],
  ])('%s', async (text, expected) => {
    expect(await problemsOf(text)).toEqual([expected]);
  });
});

describe('the SELECT of a model', () => {
  it.each([
    'select 1 as a',
    'with b as (select * from c) select a, b.* exclude (d) from b left join e using (f) -- done',
    'select a from b qualify row_number() over (partition by a order by c) = 1',
    'from orders select order_id',
    'select $1 as a from values (1), (2)',
    'select * from a union all by name select * from b',
  ])('%s', async (text) => {
    expect(await problemsOf(text, 'select')).toEqual([]);
  });

  it.each([
    ['select a from b where', '21 the text ends too early.'],
    ['select a form b\nwhere c', '14 neither DuckDB nor Snowflake reads it; the parser stops at "b".'],
    ['select (a from b', '7 this "(" never closes.'],
    ['select a from b where c = ?', '26 "?" is a placeholder, and there is no value for it.'],
    ['drop table orders', '11 neither DuckDB nor Snowflake reads it; the parser stops at "orders".'],
  ])('%s', async (text, expected) => {
    expect(await problemsOf(text, 'select')).toEqual([expected]);
  });
});

/** A definitions folder named metrics with these files. */
function folderOf(files: Readonly<Record<string, string>>): string {
  const folder = join(mkdtempSync(join(temporary, 'case-')), 'metrics');
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

const ORDERS = `semantic_models:
  - name: orders
    model: ref('paid_orders')
    defaults: {agg_time_dimension: created_at}
    entities:
      - {name: order, type: primary, expr: order_id}
      - {name: user, type: foreign, expr: "coalesce(user_id, "}
    dimensions:
      - {name: created_at, type: time, type_params: {time_granularity: day}}
      - name: is_large
        type: categorical
        expr: >
          amount > 100 and
          not (is_test
    measures:
      - {name: order_count, agg: sum, expr: "1; drop table orders"}
      - {name: revenue, agg: sum, expr: amount, create_metric: true}
metrics:
  - name: late_revenue
    type: simple
    filter:
      - |
        {{ TimeDimension('metric_time', 'day') }} > '2021-01-01'
        and amount > <= 1
      - "{{ Dimension('order__is_large') }}"
    type_params:
      measure: {name: revenue, filter: "{{ Dimension('order__is_large') }} -- all of them"}
saved_queries:
  - name: large
    query_params: {metrics: [revenue], where: ["{{ Dimension('order__is_large') }})"]}
`;

const PAID = "-- {{ not read }}\nselect *\nfrom {{ ref('orders') }} as o\nwhere o.status is 'paid';\n";

const PROBLEMS = [
  `metrics/models/paid_orders.sql:4:19  Model "paid_orders": its SQL can't be read: neither DuckDB nor Snowflake reads it; the parser stops at "'paid'".`,
  `metrics/orders.yml:7:52  Entity "user": its SQL can't be read: this "(" never closes.`,
  `metrics/orders.yml:14:15  Dimension "is_large": its SQL can't be read: this "(" never closes.`,
  `metrics/orders.yml:16:47  Measure "order_count": its SQL can't be read: a ";" would end the statement.`,
  `metrics/orders.yml:24:22  Metric "late_revenue": its SQL can't be read: neither DuckDB nor Snowflake reads it; the parser stops at "<=".`,
  `metrics/orders.yml:27:76  Metric "late_revenue": its SQL can't be read: this comment would swallow what follows the text.`,
  `metrics/orders.yml:30:83  Saved query "large": its SQL can't be read: this ")" closes nothing.`,
];

it('the SELECT of a model may end in semicolons, comments and texts of both', async () => {
  const folder = folderOf({
    'models/a.sql': "select '--' as dashes, ';' as semicolon -- why; not\n;;\n-- the end;",
    'models/b.sql': "{# a note; #} select 1 as one from {{ ref('a') }} /* ; */ where dashes <> '--'",
  });
  const { problems } = await checkDefinitions(loadDefinitions(folder));
  expect(problems.map(formatProblem)).toEqual([]);
});

describe('SQL that no warehouse reads', () => {
  it('is told once, though metrics share a filter, and in the 2026 spec too', async () => {
    const text = `models:
  - name: orders
    semantic_model: {name: orders}
    agg_time_dimension: created_at
    columns:
      - {name: order_id, entity: {type: primary, name: order}}
      - {name: created_at, granularity: day, dimension: {type: time}}
      - {name: status, dimension: {type: categorical}}
    derived_semantics:
      dimensions: [{name: is_big, type: categorical, expr: "amount > (1"}]
    metrics:
      - {name: revenue, type: simple, agg: sum, expr: amount; drop, filter: "{{ Dimension('order__status') }} )"}
      - {name: running_revenue, type: cumulative, input_metric: revenue}
`;
    const { problems } = await checkDefinitions(loadDefinitions(folderOf({ 'orders.yml': text })));
    expect(problems.map(formatProblem)).toEqual([
      `metrics/orders.yml:10:70  Dimension "is_big": its SQL can't be read: this "(" never closes.`,
      `metrics/orders.yml:12:61  Measure "revenue": its SQL can't be read: a ";" would end the statement.`,
      `metrics/orders.yml:12:111  Metric "revenue": its SQL can't be read: this ")" closes nothing.`,
    ]);
  });

  it('is told where it stands in its file', async () => {
    const folder = folderOf({ 'orders.yml': ORDERS, 'models/paid_orders.sql': PAID });
    const { problems } = await checkDefinitions(loadDefinitions(folder));
    expect(problems.map(formatProblem)).toEqual(PROBLEMS);
  });

  it.each([
    ['validate', 'FOLDER'],
    ['schema', '--definitions', 'FOLDER'],
    ['sql', '--definitions', 'FOLDER', '--metrics', 'revenue'],
    ['query', '--definitions', 'FOLDER', '--metrics', 'revenue'],
    ['serve', '--definitions', 'FOLDER', '--port', '0'],
  ])('is refused by trellis %s', async (...args) => {
    const folder = folderOf({ 'orders.yml': ORDERS, 'models/paid_orders.sql': PAID });
    let printed = '';
    const print = (text: string) => {
      printed += text;
    };
    const io = { env: {}, cwd: temporary, out: print, err: print, untilStopped: async () => {} };
    expect(
      await runCli(
        args.map((arg) => arg.replace('FOLDER', folder)),
        io,
      ),
    ).toBe(1);
    for (const line of PROBLEMS) expect(printed).toContain(line);
  });
});
