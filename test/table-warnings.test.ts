import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openService } from '../src/composition/open-service.js';
import { general } from '../src/config/settings.js';
import { greeneryStatements } from '../src/demo/greenery.js';
import { checkRead } from '../src/engine/check/table-check.js';
import { type TableWarning, tableWarnings } from '../src/engine/check/table-warnings.js';
import type { TrellisError } from '../src/errors/trellis-error.js';
import { loadCatalog } from '../src/model/load/index.js';
import { openDuckDB } from '../src/warehouse/duckdb.js';

const DEFINITIONS = join(import.meta.dirname, '../metrics');
const TABLES = ['addresses', 'events', 'order_items', 'orders', 'products', 'products_snapshot', 'promos', 'users'];
const temporary = mkdtempSync(join(tmpdir(), 'trellis-warnings-'));
const complete = join(temporary, 'complete');

beforeAll(async () => {
  const copies = TABLES.map((table) => `copy ${table} to '${complete}/${table}.csv' (header)`);
  mkdirSync(complete);
  await (await openDuckDB({ setup: [...greeneryStatements(), ...copies] })).close();
});
afterAll(() => rmSync(temporary, { recursive: true }));

const settings = { ...general.parse({ definitions: DEFINITIONS }), warnings: [] };

/** The shop's files with some of them changed; what is undefined is missing. */
async function openShop(changes: Readonly<Record<string, ((csv: string) => string) | undefined>>) {
  const path = mkdtempSync(join(temporary, 'shop-'));
  for (const table of TABLES) {
    const csv = readFileSync(join(complete, `${table}.csv`), 'utf8');
    const change = table in changes ? changes[table] : (text: string) => text;
    if (change) writeFileSync(join(path, `${table}.csv`), change(csv));
  }
  const trellis = await openService({ ...settings, warehouse: { kind: 'folder', path } }, () => {});
  const ask = async (metrics: readonly string[], dimension?: string) => {
    const kind = dimension?.endsWith('_at') ? ('time' as const) : ('value' as const);
    const groupBy = dimension ? [{ kind, name: dimension }] : [];
    const query = { metrics: metrics.map((metric) => ({ metric, as: metric })), groupBy, orderBy: [] };
    return trellis.engine.request().answer({ kind: 'rows', query });
  };
  const refusal = (metrics: readonly string[], dimension?: string) =>
    ask(metrics, dimension).then(
      () => undefined,
      ({ code, message, names }: TrellisError) => ({ code, message, names }),
    );
  return { ...trellis, ask, refusal };
}

async function warningsOf(changes: Parameters<typeof openShop>[0]): Promise<readonly TableWarning[]> {
  const { warnings, close } = await openShop(changes);
  await close();
  return warnings;
}

const header = (csv: string) => csv.slice(0, csv.indexOf('\n') + 1);
/** Every row's value of a column taken away. No value of the shop's orders holds a comma. */
const emptied = (column: string) => (csv: string) => {
  const [names = '', ...rows] = csv.trimEnd().split('\n');
  const index = names.split(',').indexOf(column);
  const lines = rows.map((row) =>
    row
      .split(',')
      .map((value, at) => (at === index ? '' : value))
      .join(','),
  );
  return `${[names, ...lines].join('\n')}\n`;
};
const lastTime = (text: string) => (csv: string) => csv.replace(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/, text);

const SESSION_METRICS = [
  'page_view_sessions',
  'add_to_cart_sessions',
  'checkout_sessions',
  'package_shipped_sessions',
  'add_to_cart_rate',
  'cart_to_checkout_rate',
  'overall_conversion_rate',
];
const EVENT_METRICS = ['events', 'page_views', 'add_to_carts', 'checkouts', 'packages_shipped'];

describe('what keeps definitions from being asked', () => {
  it('is nothing where all tables are there', async () => {
    expect(await warningsOf({})).toEqual([]);
  });

  it('is a missing table, for some by product only', async () => {
    const [warning, ...others] = await warningsOf({ order_items: undefined });
    expect(others).toEqual([]);
    expect(warning).toMatchObject({
      table: 'order_items',
      messages: ['The warehouse has no table "order_items".'],
      metrics: ['units_sold'],
      funnels: [],
    });
    const [grouping, ...more] = warning?.groupings ?? [];
    expect(more).toEqual([]);
    expect(grouping?.askers).toEqual(expect.arrayContaining([...SESSION_METRICS, 'checkout', 'checkout_in_order']));
    expect(grouping?.askers).not.toContain('orders');
    expect(grouping?.dimensions).toEqual(expect.arrayContaining(['product', 'product__name', 'product__price']));
    expect(grouping?.dimensions).not.toContain('user__state');
  });

  it('is a table that is a header alone', async () => {
    const warnings = await warningsOf({ events: header });
    expect(warnings[0]?.metrics).not.toContain('revenue');
    expect(warnings).toEqual([
      {
        table: 'events',
        messages: [
          'Column "created_at" of table "events" is text, where a date or timestamp is needed. ' +
            'The table has no rows, and in CSV only values tell a type: add some, or use Parquet.',
        ],
        metrics: expect.arrayContaining([...EVENT_METRICS, ...SESSION_METRICS]),
        funnels: ['checkout', 'checkout_in_order'],
        groupings: [],
      },
    ]);
  });

  it('is a text where a time is meant, traced through the SELECT that joins it', async () => {
    const { warnings, refusal, ask, close } = await openShop({ users: lastTime('soon') });
    expect(warnings).toMatchObject([
      {
        table: 'users',
        messages: [
          'Column "created_at" of table "users" is text, where a date or timestamp is needed. ' +
            'Write every value as 2021-02-10 or 2021-02-10T13:05:00.',
        ],
        metrics: [],
        funnels: [],
      },
    ]);
    expect(warnings[0]?.groupings.flatMap(({ dimensions }) => dimensions)).toContain('user__created_at');
    expect((await ask(['orders'], 'user__state')).rows.length).toBeGreaterThan(0);
    expect(await refusal(['orders'], 'user__created_at')).toMatchObject({ names: ['users', 'created_at'] });
    await close();
  });

  it('is a column that is missing, with the near ones', async () => {
    const { warnings, refusal, ask, close } = await openShop({
      orders: (csv) => csv.replace('created_at', 'createdat'),
    });
    const message = 'Table "orders" has no column "created_at". Did you mean "createdat"?';
    expect(warnings).toMatchObject([{ table: 'orders', messages: [message] }]);
    expect(warnings[0]?.metrics).toEqual(expect.arrayContaining(['orders', 'revenue', 'units_sold']));
    expect(warnings[0]?.metrics).not.toContain('page_view_sessions');
    for (const metric of ['revenue', 'units_sold']) {
      expect(await refusal([metric])).toEqual({
        code: 'WAREHOUSE_REJECTED',
        message,
        names: ['orders', 'created_at'],
      });
    }
    expect((await ask(['page_view_sessions'])).rows).toEqual([[578]]);
    await close();
  });

  it('is a column without a value, for the expressions that compute with it', async () => {
    const { warnings, refusal, ask, close } = await openShop({ orders: emptied('delivered_at') });
    expect(warnings).toMatchObject([
      {
        messages: [
          'Column "delivered_at" of table "orders" is text, where a date or timestamp is needed. ' +
            'It is empty in every row, and in CSV only values tell a type: add some, or use Parquet.',
        ],
        metrics: ['delivery_days'],
      },
    ]);
    expect((await ask(['orders'])).rows).toEqual([[361]]);
    expect(await refusal(['delivery_days'])).toMatchObject({ names: ['orders', 'delivered_at'] });
    await close();
  });

  it('is a text where a number is added up', async () => {
    const { warnings, refusal, close } = await openShop({ order_items: (csv) => csv.replace(/\d+(?=\r?\n$)/, 'few') });
    expect(warnings).toMatchObject([
      {
        messages: [
          'Column "quantity" of table "order_items" is text, where a number is needed. Write every value as 12.50.',
        ],
        metrics: ['units_sold'],
        groupings: [],
      },
    ]);
    expect(await refusal(['units_sold'])).toMatchObject({
      code: 'WAREHOUSE_REJECTED',
      names: ['order_items', 'quantity'],
    });
    await close();
  });

  it('is a file that cannot be read', async () => {
    const [warning] = await warningsOf({ promos: (csv) => `${csv}one,two,three,four,five,six\n` });
    expect(warning?.messages.join()).toMatch(
      /no table "promos".*promos\.csv" cannot be read.*has more values than the 3 that the header names/,
    );
    expect(warning?.metrics).toEqual([]);
  });
});

describe('a missing table', () => {
  it('is told with the metrics that read it alone', async () => {
    const { refusal, close } = await openShop({ products_snapshot: undefined, order_items: undefined });
    expect(await refusal(['orders', 'inventory'])).toEqual({
      code: 'TABLE_NOT_FOUND',
      message: 'The warehouse has no table "products_snapshot". "inventory" needs it.',
      names: ['products_snapshot', 'inventory'],
    });
    expect(await refusal(['inventory', 'revenue', 'stockouts'])).toMatchObject({
      message: 'The warehouse has no table "products_snapshot". "inventory", "stockouts" need it.',
    });
    expect(await refusal(['page_view_sessions', 'add_to_cart_rate'], 'product__name')).toMatchObject({
      message: 'The warehouse has no table "order_items". "page_view_sessions", "add_to_cart_rate" need it.',
    });
    await close();
  });
});

describe('several lacks of one table', () => {
  it('are all told, also where only a SELECT reads them', async () => {
    const setup = [
      ...greeneryStatements(),
      'alter table orders drop column promo_id',
      'alter table orders rename column user_id to buyer_id',
    ];
    const warehouse = await openDuckDB({ setup });
    const lines = loadCatalog(DEFINITIONS).model('order_lines').relation;
    const problems = await checkRead({ relation: lines, columns: [] }, warehouse);
    await warehouse.close();
    expect(problems.map(({ table, column }) => [table, column])).toEqual([
      ['orders', 'user_id'],
      ['orders', 'promo_id'],
    ]);
  });
});

describe('the columns that README asks for', () => {
  const readme = readFileSync(join(import.meta.dirname, '../README.md'), 'utf8');
  const section = readme.slice(readme.indexOf('## Your own data'), readme.indexOf('## Defining metrics'));
  const TYPES = { time: 'timestamp', number: 'decimal(10, 2)' } as const;
  const tables = [...section.matchAll(/^\| `(\w+)` +\| (.*) \|$/gm)].map(([, table = '', text = '']) => ({
    table,
    columns: [...text.matchAll(/`(\w+)`(?: (time|number)\b)?/g)].map(([, name = '', type]) => ({
      name,
      type: type === 'time' || type === 'number' ? TYPES[type] : 'varchar',
    })),
  }));
  const warningsWith = async (shown: typeof tables) => {
    const setup = shown.map(
      ({ table, columns }) =>
        `create table ${table} (${columns.map(({ name, type }) => `${name} ${type}`).join(', ')})`,
    );
    const warehouse = await openDuckDB({ setup });
    const warnings = await tableWarnings(loadCatalog(DEFINITIONS), warehouse, '2021-03-01T00:00:00Z');
    await warehouse.close();
    return warnings.map(({ table, messages }) => `${table}: ${messages.join(' ')}`);
  };

  it('are enough', async () => {
    expect(tables.map(({ table }) => table).sort()).toEqual(TABLES);
    expect(await warningsWith(tables)).toEqual([]);
  });

  it.each(tables)('are all needed: $table', async ({ table, columns }) => {
    for (const { name } of columns) {
      const kept = columns.filter((column) => column.name !== name);
      const warnings = await warningsWith(tables.map((one) => (one.table === table ? { table, columns: kept } : one)));
      expect(warnings).toEqual([expect.stringContaining(`Table "${table}" has no column "${name}".`)]);
    }
  });
});
