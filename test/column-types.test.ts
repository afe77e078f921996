import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { Engine } from '../src/engine/engine.js';
import { buildTrellisSchema, printTrellisSchema } from '../src/graphql/index.js';
import { SemanticCatalog } from '../src/model/catalog.js';
import { type KnownColumns, knownColumns, withColumnTypes } from '../src/model/column-types.js';
import { columnsOfCatalog, columnsOfManifest } from '../src/model/dbt-columns.js';
import type { Definitions } from '../src/model/definitions.js';
import { columnTypesText, loadDefinitions } from '../src/model/load/index.js';
import type { ToldType, ValueType } from '../src/model/types.js';
import { metricType } from '../src/model/value-types.js';
import { knownTypeOf } from '../src/model/warehouse-types.js';
import { openDuckDB } from '../src/warehouse/duckdb.js';

const temporary = mkdtempSync(join(tmpdir(), 'trellis-column-types-'));
afterAll(() => rmSync(temporary, { recursive: true }));

function definitionsOf(yaml: string): Definitions {
  const folder = mkdtempSync(join(temporary, 'metrics-'));
  writeFileSync(join(folder, 'orders.yml'), yaml);
  const { definitions, problems } = loadDefinitions(folder);
  expect(problems).toEqual([]);
  return definitions;
}

const ORDERS = `semantic_models:
  - name: orders
    model: source('shop', 'Orders')
    primary_entity: order
    defaults: {agg_time_dimension: ordered_on}
    dimensions:
      - {name: ordered_on, type: time, type_params: {time_granularity: day}}
      - {name: sent_at, type: time, expr: "Sent_At", type_params: {time_granularity: day}}
      - {name: paid_at, type: time, expr: paid_text, type_params: {time_granularity: day}}
      - {name: received_on, type: time, expr: "date_trunc('day', received_at)::date", type_params: {time_granularity: day}}
      - {name: items, type: categorical, expr: '"ITEMS"'}
      - {name: is_gift, type: categorical}
      - {name: weight, type: categorical, config: {meta: {trellis: {type: double}}}}
      - {name: size, type: categorical, expr: weight + 1}
      - {name: rounded, type: categorical, expr: "cast(round(weight, 0) as bigint)"}
      - {name: price, type: categorical, expr: "try_cast(price_text as decimal(9, 2))"}
      - {name: two_casts, type: categorical, expr: "cast(a as date) - cast(b as date)"}
      - {name: part_cast, type: categorical, expr: "coalesce(a, b) + c::int"}
    measures:
      - {name: amount, agg: sum, create_metric: true}
      - {name: count_sum, agg: sum, expr: items, create_metric: true}
      - {name: last_order, agg: max, expr: ordered_on, create_metric: true}
      - {name: text_sum, agg: sum, expr: paid_text, create_metric: true}
      - {name: cast_sum, agg: sum, expr: "amount::decimal(18,3)", create_metric: true}
      - {name: told_sum, agg: sum, expr: items, create_metric: true, config: {meta: {trellis: {type: double}}}}
      - {name: order_count, agg: count, expr: items, create_metric: true}
`;

const TYPES: Readonly<Record<string, ValueType>> = {
  ordered_on: 'date',
  sent_at: 'datetime',
  paid_text: 'string',
  items: 'long',
  is_gift: 'boolean',
  weight: 'long',
  amount: 'decimal',
};

const known = (origin: KnownColumns['origin'], columns: Readonly<Record<string, ToldType>>) =>
  knownColumns(origin, new Map([['shop.orders', new Map(Object.entries(columns))]]));

function typesOf({ models }: Definitions): Readonly<Record<string, string>> {
  return Object.fromEntries(
    models.flatMap(({ dimensions }) => dimensions.map(({ name, type, typeOrigin }) => [name, `${type} ${typeOrigin}`])),
  );
}

describe('the type of a dimension', () => {
  it('is told by its column or its cast', () => {
    expect(typesOf(withColumnTypes(definitionsOf(ORDERS), [known('catalog', TYPES)]))).toEqual({
      ordered_on: 'date catalog',
      sent_at: 'datetime catalog',
      // A text with times in it is still asked as a time.
      paid_at: 'datetime default',
      received_on: 'date cast',
      items: 'long catalog',
      is_gift: 'boolean catalog',
      weight: 'double meta',
      size: 'string default',
      rounded: 'long cast',
      price: 'decimal cast',
      two_casts: 'string default',
      part_cast: 'string default',
    });
  });

  it('comes from the first source that knows the column', () => {
    const sources = [known('manifest', { items: 'double' }), known('warehouse', { items: 'string', is_gift: 'long' })];
    expect(typesOf(withColumnTypes(definitionsOf(ORDERS), sources))).toMatchObject({
      items: 'double manifest',
      is_gift: 'long warehouse',
      ordered_on: 'datetime default',
    });
  });
});

describe('how a time is stored', () => {
  const storedIn = ({ models, timeSpines }: Definitions) =>
    Object.fromEntries([
      ...models.flatMap(({ dimensions }) =>
        dimensions.flatMap((one) => (one.kind === 'time' ? [[one.name, one.stored]] : [])),
      ),
      ...timeSpines.map(({ name, stored }) => [name, stored]),
    ]);

  it('is told by its column or its cast', () => {
    const sources = [
      known('manifest', { sent_at: 'datetime' }),
      known('catalog', { sent_at: 'timestamp_ltz', ordered_on: 'date', paid_text: 'string' }),
    ];
    expect(storedIn(withColumnTypes(definitionsOf(ORDERS), sources))).toEqual({
      ordered_on: 'date',
      // The first source that knows the column does not know this.
      sent_at: 'ltz',
      paid_at: undefined,
      received_on: 'date',
    });
  });

  it('is told by the definitions, and by the column where they say only that it is a time', () => {
    const yaml = `models:
  - name: orders
    semantic_model: {enabled: true}
    primary_entity: order
    agg_time_dimension: ordered_at
    columns:
      - {name: ordered_at, granularity: day, data_type: TIMESTAMP_TZ(9), dimension: {type: time}}
      - {name: sent_at, granularity: day, data_type: TIMESTAMP, dimension: {type: time}}
      - {name: paid_at, granularity: day, dimension: {type: time, config: {meta: {trellis: {type: timestamp_ntz}}}}}
      - {name: sold_at, granularity: day, data_type: timestampltz, dimension: {type: time, config: {meta: {trellis: {type: datetime}}}}}
      - {name: due_at, granularity: day, dimension: {type: time, config: {meta: {trellis: {type: datetime}}}}}
    metrics:
      - {name: orders, agg: count, expr: 1}
  - name: days
    time_spine: {standard_granularity_column: day}
    columns: [{name: day, granularity: day, data_type: date}]
  - name: hours
    time_spine: {standard_granularity_column: hour}
    columns: [{name: hour, granularity: hour}]
`;
    const columns = { due_at: 'timestamp_tz', ordered_at: 'timestamp_ntz' } as const;
    const table = new Map<string, ReadonlyMap<string, ToldType>>([
      ['orders', new Map(Object.entries(columns))],
      ['hours', new Map([['hour', 'timestamp_ltz']])],
    ]);
    expect(storedIn(withColumnTypes(definitionsOf(yaml), [knownColumns('warehouse', table)]))).toEqual({
      ordered_at: 'tz',
      // Which of the three a TIMESTAMP is, a parameter of the account says.
      sent_at: undefined,
      paid_at: 'ntz',
      sold_at: 'ltz',
      due_at: 'tz',
      days: 'date',
      hours: 'ltz',
    });
  });
});

it('the type of a metric follows its column', () => {
  const catalog = new SemanticCatalog(withColumnTypes(definitionsOf(ORDERS), [known('catalog', TYPES)]));
  const types = [...catalog.metrics.values()].map((metric) => [metric.name, metricType(catalog, metric)]);
  expect(Object.fromEntries(types)).toEqual({
    amount: 'decimal',
    count_sum: 'long',
    last_order: 'date',
    text_sum: 'double',
    cast_sum: 'decimal',
    told_sum: 'double',
    order_count: 'long',
  });
});

// https://docs.snowflake.com/en/sql-reference/intro-summary-data-types, https://duckdb.org/docs/stable/sql/data_types/overview
it.each<[string, ValueType]>([
  ...[
    'NUMBER(38,0)',
    'NUMBER(38, 0)',
    'number(10)',
    'INTEGER',
    'BIGINT',
    'HUGEINT',
    'UTINYINT',
    'BYTEINT',
    'int8',
    'NUMBER',
  ].map((type): [string, ValueType] => [type, 'long']),
  ...['NUMBER(18,3)', 'DECIMAL(18,3)', 'NUMERIC', 'decimal'].map((type): [string, ValueType] => [type, 'decimal']),
  ...['FLOAT', 'DOUBLE', 'DOUBLE PRECISION', 'REAL', 'float8'].map((type): [string, ValueType] => [type, 'double']),
  ...['BOOLEAN', 'bool'].map((type): [string, ValueType] => [type, 'boolean']),
  ['DATE', 'date'],
  ...[
    'TIMESTAMP',
    'TIMESTAMP_NTZ',
    'TIMESTAMP_NTZ(9)',
    'TIMESTAMP_LTZ',
    'TIMESTAMP_TZ(3)',
    'TIMESTAMPTZ',
    'DATETIME',
  ].map((type): [string, ValueType] => [type, 'datetime']),
  ...['TIMESTAMP WITH TIME ZONE', 'timestamp(6) without time zone', 'TIMESTAMP_NS', 'TIMESTAMP_MS'].map(
    (type): [string, ValueType] => [type, 'datetime'],
  ),
  ...['VARCHAR(16)', 'TEXT', 'STRING', 'CHAR', 'UUID', 'JSON', 'VARIANT', 'ARRAY', 'TIME', 'INTERVAL', 'BLOB'].map(
    (type): [string, ValueType] => [type, 'string'],
  ),
  ...['INTEGER[]', 'DECIMAL(18,3)[]', "ENUM('a', 'b')", 'STRUCT(a INTEGER)', 'MAP(VARCHAR, INTEGER)'].map(
    (type): [string, ValueType] => [type, 'string'],
  ),
])('%s is shown as %s', (type, expected) => {
  expect(knownTypeOf(type).type).toBe(expected);
});

it.each([
  ['date', ['DATE']],
  [
    'ntz',
    ['TIMESTAMP_NTZ(9)', 'timestampntz', 'TIMESTAMP WITHOUT TIME ZONE', 'DATETIME', 'TIMESTAMP_NS', 'timestamp_ms'],
  ],
  ['ltz', ['TIMESTAMP_LTZ(9)', 'timestampltz', 'timestamp(3) with local time zone']],
  ['tz', ['TIMESTAMP_TZ(3)', 'timestamptz', 'TIMESTAMP WITH TIME ZONE']],
  [undefined, ['TIMESTAMP', 'TIMESTAMP(9)', 'VARCHAR', 'NUMBER(38,0)', 'TIME']],
])('a time is stored as %s in columns of %s', (stored, types) => {
  for (const type of types) expect(knownTypeOf(type).stored, type).toBe(stored);
});

describe("dbt's artifacts", () => {
  const node = (over: object) => ({
    resource_type: 'model',
    database: 'prod',
    schema: 'shop',
    name: 'orders',
    alias: 'orders_v2',
    relation_name: '"prod"."shop"."orders_v2"',
    columns: { amount: { name: 'amount', data_type: 'numeric(9,2)' }, note: { name: 'note' } },
    ...over,
  });
  const manifest = (version: string, nodes: object) => ({
    metadata: { dbt_schema_version: `https://schemas.getdbt.com/dbt/manifest/${version}.json` },
    nodes,
    sources: {
      'source.shop.raw.orders': {
        resource_type: 'source',
        source_name: 'raw',
        name: 'orders',
        identifier: 'ORDERS_TABLE',
        schema: 'landing',
        database: null,
        relation_name: 'landing.ORDERS_TABLE',
        columns: { ID: { name: 'ID', data_type: 'int' } },
      },
    },
  });

  it.each(['v4', 'v7', 'v10', 'v12'])('a manifest %s tells data_type by every name of a relation', (version) => {
    const columns = columnsOfManifest(
      manifest(version, {
        'model.shop.orders.v2': node({}),
        'test.shop.orders': node({ resource_type: 'test', columns: {} }),
      }),
    );
    for (const name of ['orders', 'orders_v2', 'shop.orders_v2', 'prod.shop.orders_v2', '"prod"."shop"."orders_v2"']) {
      expect(columns.typeOf(name, 'AMOUNT')?.type).toBe('decimal');
    }
    expect(columns.typeOf('orders', 'note')).toBeUndefined();
    expect(columns.typeOf('raw.orders', 'id')?.type).toBe('long');
    expect(columns.typeOf('landing.orders_table', '"ID"')?.type).toBe('long');
  });

  it('tell nothing by a name that two relations share', () => {
    const columns = columnsOfManifest(
      manifest('v12', { a: node({}), b: node({ schema: 'archive', relation_name: '"prod"."archive"."orders_v2"' }) }),
    );
    expect(columns.typeOf('orders_v2', 'amount')).toBeUndefined();
    expect(columns.typeOf('archive.orders_v2', 'amount')?.type).toBe('decimal');
  });

  it('a catalog tells what the warehouse had', () => {
    const columns = columnsOfCatalog({
      nodes: {
        'model.shop.orders.v2': {
          metadata: { type: 'BASE TABLE', schema: 'SHOP', name: 'ORDERS_V2', database: 'PROD' },
          columns: { ORDERED_ON: { type: 'DATE', index: 1, name: 'ORDERED_ON' } },
        },
      },
      sources: {
        'source.shop.raw.orders': {
          metadata: { schema: 'LANDING', name: 'ORDERS_TABLE', database: null },
          columns: { ID: { type: 'NUMBER', index: 1, name: 'ID' } },
        },
      },
      errors: null,
    });
    expect(columns.typeOf('orders_v2', 'ordered_on')?.type).toBe('date');
    expect(columns.typeOf('prod.shop.orders_v2', 'ordered_on')?.type).toBe('date');
    expect(columns.typeOf('raw.orders', 'id')?.type).toBe('decimal');
  });

  it.each([[undefined], [null], ['text'], [{}], [{ nodes: [], sources: null }], [{ nodes: { a: { columns: 7 } } }]])(
    '%j tells nothing',
    (json) => {
      expect(columnsOfManifest(json).typeOf('orders', 'amount')).toBeUndefined();
      expect(columnsOfCatalog(json).typeOf('orders', 'amount')).toBeUndefined();
    },
  );
});

it('the file is the same bytes whatever the order', () => {
  const text = columnTypesText(
    new Map([
      [
        'b',
        new Map([
          ['y', 'long' as const],
          ['x', 'date' as const],
        ]),
      ],
      ['a', new Map()],
    ]),
  );
  expect(text).toBe('{\n  "a": {},\n  "b": {\n    "x": "date",\n    "y": "long"\n  }\n}\n');
});

it('no time zone moves a DATE', async () => {
  const warehouse = await openDuckDB({
    setup: [
      "create table orders as select date '2021-01-05' as ordered_on, timestamp '2021-01-05 02:00:00' as sent_at, 3 as amount",
    ],
  });
  try {
    const definitions = definitionsOf(`semantic_models:
  - name: orders
    model: ref('orders')
    primary_entity: order
    defaults: {agg_time_dimension: ordered_on}
    dimensions:
      - {name: ordered_on, type: time, type_params: {time_granularity: day}}
      - {name: sent_at, type: time, type_params: {time_granularity: day}}
    measures: [{name: amount, agg: sum, create_metric: true}]
`);
    const types = new Map([
      [
        'orders',
        new Map([
          ['ordered_on', 'date'],
          ['sent_at', 'datetime'],
          ['amount', 'long'],
        ] as const),
      ],
    ]);
    const catalog = new SemanticCatalog(withColumnTypes(definitions, [knownColumns('warehouse', types)]));
    const engine = new Engine({ catalog, warehouse, now: () => '2021-02-01T00:00:00Z', timeZone: 'UTC', maxRows: 10 });
    const { rows } = await engine.request().answer({
      kind: 'rows',
      query: {
        metrics: [{ metric: 'amount', as: 'amount' }],
        groupBy: [
          { kind: 'time', name: 'metric_time', grain: 'day' },
          { kind: 'time', name: 'order__sent_at', grain: 'day' },
        ],
        orderBy: [],
        timeZone: 'America/New_York',
      },
    });
    // 02:00 UTC is the evening before in New York; the DATE has no time of day that could move.
    expect(rows).toEqual([['2021-01-05', '2021-01-04', 3]]);
    const sdl = printTrellisSchema(buildTrellisSchema(catalog));
    expect(sdl).toMatch(/^ {2}amount(?:\([^)]*\))?: SafeInt$/m);
  } finally {
    await warehouse.close();
  }
});
