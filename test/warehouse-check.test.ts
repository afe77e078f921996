import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCli } from '../src/cli/run.js';
import { checkWithWarehouse } from '../src/engine/check/warehouse-check.js';
import { TrellisError } from '../src/errors/trellis-error.js';
import { SemanticCatalog } from '../src/model/catalog.js';
import { formatProblem, loadDefinitions } from '../src/model/load/index.js';
import { openDuckDB } from '../src/warehouse/duckdb.js';
import { snowflakeError } from '../src/warehouse/snowflake/errors.js';
import type { Warehouse } from '../src/warehouse/warehouse.js';
import { standIn } from './support/stand-in.js';

const temporary = mkdtempSync(join(tmpdir(), 'trellis-warehouse-check-'));
let warehouse: Warehouse;
beforeAll(async () => {
  warehouse = await openDuckDB({
    setup: [
      "create table orders as select 1 as order_id, 7 as user_id, date '2021-01-01' as created_on, 'open' as status, 12.5::decimal(9,2) as amount",
      "create table users as select 7 as user_id, 'x' as country, true as is_test",
    ],
  });
});
afterAll(async () => {
  await warehouse.close();
  rmSync(temporary, { recursive: true });
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

async function problemsOf(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const { definitions, problems, sql } = loadDefinitions(folderOf(files));
  expect(problems.map(formatProblem)).toEqual([]);
  const findings = await checkWithWarehouse(sql, new SemanticCatalog(definitions), warehouse);
  return findings.problems.map(formatProblem);
}

const MODELS = `semantic_models:
  - name: orders
    model: ref('orders')
    defaults: {agg_time_dimension: created_on}
    entities:
      - {name: order, type: primary, expr: order_id}
      - {name: user, type: foreign, expr: user_id}
    dimensions:
      - {name: created_on, type: time, type_params: {time_granularity: day}}
      - {name: status, type: categorical, expr: "lower(status)"}
    measures:
      - {name: revenue, agg: sum, expr: "amount * 1.1", create_metric: true}
      - {name: order_count, agg: count, expr: "1", create_metric: true}
  - name: users
    model: ref('test_free_users')
    entities:
      - {name: user, type: primary, expr: user_id}
    dimensions:
      - {name: country, type: categorical}
`;
const USERS = "select * from {{ ref('users') }} where not is_test\n";
const FILTERED = `metrics:
  - name: late_revenue
    type: simple
    filter:
      - "{{ TimeDimension('metric_time', 'month') }} >= '2021-01-01' and {{ Dimension('order__created_on').date_part('dow') }} < 6"
      - "{{ Dimension('user__country') }} in ('x', 'y')"
      - "{{ Entity('user') }} = 7"
      - "{{ Metric('order_count', ['user']) }} > 1"
    type_params: {measure: revenue}
`;

describe('a warehouse', () => {
  it('that has all tables and columns has nothing to tell', async () => {
    expect(await problemsOf({ 'm.yml': MODELS, 'f.yml': FILTERED, 'models/test_free_users.sql': USERS })).toEqual([]);
  });

  it('tells everything that it lacks, each where it is written', async () => {
    const models = MODELS.replace('expr: order_id', 'expr: ordr_id')
      .replace('expr: user_id', 'expr: nothing.user_id')
      .replace('lower(status)', 'lowr(status)')
      .replace('amount * 1.1', 'coalesce(amonut, 0)')
      .replace('expr: "1"', 'expr: "cast(1 as nonsense)"');
    const filters = FILTERED.replace('in (', "and amount > 1 and {{ Dimension('user__country') }} in (")
      .replace('< 6', "+ 'x'::blob < 6")
      .replace("['user']) }} > 1", "['user']) }} + 'x'::blob > 1");
    expect(await problemsOf({ 'm.yml': models, 'f.yml': filters, 'models/test_free_users.sql': USERS })).toEqual([
      expect.stringMatching(/^metrics\/f\.yml:5:10 {2}Metric "late_revenue": the warehouse refuses it: Binder Error: /),
      'metrics/f.yml:6:47  Metric "late_revenue": the warehouse finds no column "amount". A filter sees only what it names in {{ … }}.',
      expect.stringMatching(/^metrics\/f\.yml:8:10 {2}Metric "late_revenue": the warehouse refuses it: /),
      'metrics/m.yml:6:44  Entity "order": the warehouse finds no column "ordr_id". Did you mean "order_id"?',
      'metrics/m.yml:7:43  Entity "user": the warehouse finds no table "nothing".',
      'metrics/m.yml:10:50  Dimension "status": the warehouse finds no function "lowr". Did you mean "lower"?',
      'metrics/m.yml:12:51  Measure "revenue": the warehouse finds no column "amonut". Did you mean "amount"?',
      'metrics/m.yml:13:58  Measure "order_count": the warehouse finds no type "nonsense".',
    ]);
  });

  it('is asked as a query asks it: a word that ends an expression is no column there', async () => {
    const models = MODELS.replace('lower(status)', 'at');
    expect(await problemsOf({ 'm.yml': models, 'models/test_free_users.sql': USERS })).toEqual([
      expect.stringMatching(/^metrics\/m\.yml:10:50 {2}Dimension "status": the warehouse refuses it: Parser Error: /),
    ]);
  });

  it('tells a table once for each who names it, and nothing of what is written over it', async () => {
    const models = MODELS.replace("ref('orders')", "ref('ordres')").replace('amount * 1.1', 'nonsense');
    expect(
      await problemsOf({
        'm.yml': models,
        'f.yml': FILTERED,
        'models/test_free_users.sql': USERS.replace('is_test', 'is_tset'),
      }),
    ).toEqual([
      'metrics/m.yml:3:12  Semantic model "orders": the warehouse has no table "ordres".',
      'metrics/models/test_free_users.sql:1:44  Model "test_free_users": the warehouse finds no column "is_tset". Did you mean "is_test"?',
    ]);
  });

  it('tells a broken dimension once, not with every filter by it', async () => {
    const models = MODELS.replace(
      '{name: country, type: categorical}',
      '{name: country, type: categorical, expr: land}',
    );
    expect(await problemsOf({ 'm.yml': models, 'f.yml': FILTERED, 'models/test_free_users.sql': USERS })).toEqual([
      'metrics/m.yml:19:50  Dimension "country": the warehouse finds no column "land".',
    ]);
  });

  it('that can not answer is told as such', async () => {
    const { definitions, sql } = loadDefinitions(folderOf({ 'm.yml': MODELS, 'models/test_free_users.sql': USERS }));
    const away = standIn(async () => {
      throw new TrellisError('WAREHOUSE_UNAVAILABLE', 'Snowflake cannot be reached at the moment.');
    }, 'snowflake');
    await expect(checkWithWarehouse(sql, new SemanticCatalog(definitions), away)).rejects.toThrow(/cannot be reached/);
  });

  it('may be Snowflake, whose errors are told alike', async () => {
    const { definitions, sql } = loadDefinitions(folderOf({ 'm.yml': MODELS, 'models/test_free_users.sql': USERS }));
    const asked: string[] = [];
    const snowflake = standIn(async ({ sql: statement }) => {
      asked.push(statement);
      const error = (code: string, message: string) =>
        snowflakeError(
          Object.assign(new Error(`SQL compilation error: error line 1 at position 8\n${message}`), { code }),
        );
      if (statement.includes('amount')) throw error('000904', "invalid identifier 'AMOUNT'");
      if (statement.includes('lower')) throw error('002140', 'Unknown function LOWER');
      return { columns: ['ORDER_ID', 'AMOUNTS'].map((name) => ({ name, type: 'long' as const })), rows: [] };
    }, 'snowflake');
    const { problems } = await checkWithWarehouse(sql, new SemanticCatalog(definitions), snowflake);
    expect(problems.map(formatProblem)).toEqual([
      'metrics/m.yml:10:50  Dimension "status": Snowflake finds no function "LOWER".',
      'metrics/m.yml:12:42  Measure "revenue": Snowflake finds no column "AMOUNT". Did you mean "AMOUNTS"?',
    ]);
    expect(asked.every((statement) => statement.endsWith(' limit 0'))).toBe(true);
  });
});

describe('trellis validate --warehouse', () => {
  const tables = (amount: string) => ({
    'orders.csv': `order_id,user_id,created_on,status,amount\n1,7,2021-01-01,open,${amount}\n`,
    'users.csv': 'user_id,country,is_test\n7,x,true\n',
  });
  const DATA = folderOf(tables('12'));

  async function run(...args: readonly string[]) {
    let printed = '';
    const print = (text: string) => {
      printed += text;
    };
    const io = { env: {}, cwd: temporary, out: print, err: print, untilStopped: async () => {} };
    return { code: await runCli(['validate', ...args], io), printed };
  }

  it('keeps the types of columns, and tells when they are stale', async () => {
    const folder = folderOf({
      'm.yml': MODELS.replace('amount * 1.1', 'amount'),
      'models/test_free_users.sql': USERS,
    });
    const before = await run(folder, '--warehouse', '--data', DATA);
    expect(before.code).toBe(0);
    expect(before.printed).toContain('Types of dimensions: 3 by nobody');

    const written = await run(folder, '--warehouse', '--write-types', '--data', DATA);
    expect(written.code).toBe(0);
    expect(written.printed).toContain('2 by the warehouse (column_types.json); 1 by nobody');
    const file = join(folder, 'column_types.json');
    const text = readFileSync(file, 'utf8');
    expect(JSON.parse(text)).toEqual({
      orders: { amount: 'long', created_on: 'date' },
      test_free_users: { country: 'string' },
    });
    await run(folder, '--warehouse', '--write-types', '--data', DATA);
    expect(readFileSync(file, 'utf8')).toBe(text);
    expect(await run(folder)).toMatchObject({ code: 0 });

    const later = folderOf(tables('12.50'));
    const stale = await run(folder, '--warehouse', '--data', later);
    expect(stale.code).toBe(1);
    expect(stale.printed).toContain(
      'metrics/column_types.json:3:5  "orders.amount" is double in the warehouse, not long.',
    );

    writeFileSync(file, '{"orders": {"amount": "long", "gone": "long", "created_on": "date"}}');
    const odd = await run(folder, '--warehouse', '--data', DATA);
    expect(odd.printed).toContain(
      'metrics/column_types.json:1:31  "orders.gone" is no column that a definition needs the type of.',
    );
    expect(odd.printed).toContain('"test_free_users.country" is missing.');
  });

  it('refuses a file that holds no types', async () => {
    const folder = folderOf({
      'm.yml': MODELS,
      'models/test_free_users.sql': USERS,
      'column_types.json': '{\n  "orders": {"amount": "lnog"}\n}',
    });
    const { code, printed } = await run(folder);
    expect(code).toBe(1);
    expect(printed).toContain('metrics/column_types.json:2:24  column_types.json: "amount" must be one of');
    expect(printed).toContain('Did you mean "long"?');
  });

  it('says that --write-types asks the warehouse', async () => {
    const folder = folderOf({ 'm.yml': MODELS, 'models/test_free_users.sql': USERS });
    expect(await run(folder, '--write-types')).toMatchObject({ code: 1 });
  });
});
