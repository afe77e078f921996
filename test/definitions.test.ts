import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { TrellisError } from '../src/errors/trellis-error.js';
import { elementNames, graphqlName } from '../src/model/graphql-name.js';
import { allElements } from '../src/model/joins.js';
import { formatProblem, loadCatalog, loadDefinitions } from '../src/model/load/index.js';

const ROOT = join(import.meta.dirname, '..');
const INVALID = join(ROOT, 'test/definitions/invalid');
const temporary = mkdtempSync(join(tmpdir(), 'trellis-definitions-'));
afterAll(() => rmSync(temporary, { recursive: true }));

/** A definitions folder named metrics with these files. */
function folderOf(files: Readonly<Record<string, string>>): string {
  const folder = join(mkdtempSync(join(temporary, 'case-')), 'metrics');
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

const problemsOf = (files: Readonly<Record<string, string>>): readonly string[] =>
  loadDefinitions(folderOf(files)).problems.map(formatProblem);

const ORDERS = `semantic_models:
  - name: orders
    model: ref('orders')
    primary_entity: order
    defaults: {agg_time_dimension: created_at}
    dimensions:
      - {name: created_at, type: time, type_params: {time_granularity: day}}
    measures:
      - {name: order_count, agg: count, expr: 1, create_metric: true}
`;

describe('invalid definitions', () => {
  it.each(readdirSync(INVALID))('%s', (file) => {
    const text = readFileSync(join(INVALID, file), 'utf8');
    const lines = text.split('\n');
    const expected = lines.slice(
      0,
      lines.findIndex((line) => !line.startsWith('# ')),
    );
    const found = problemsOf({ [file]: text }).map((line) => line.replace(`metrics/${file}:`, '# ').replace('  ', ' '));
    expect(expected).not.toEqual([]);
    expect(found).toEqual(expected);
  });

  it.each([
    ['UTF-16', Buffer.from(ORDERS, 'utf16le')],
    ['UTF-16 with its mark', Buffer.from(`\uFEFF${ORDERS}`, 'utf16le')],
    ['Latin-1', Buffer.from('# Zürich\n', 'latin1')],
    ['binary', Buffer.from([0, 1, 2, 3])],
  ])('%s is no text of ours', (_name, bytes) => {
    const folder = folderOf({ 'orders.yml': '' });
    writeFileSync(join(folder, 'orders.yml'), bytes);
    expect(loadDefinitions(folder).problems.map(formatProblem)).toEqual([
      'metrics/orders.yml:1:1  This is not UTF-8 text. Save the file as UTF-8.',
    ]);
  });

  it('are listed all at once by loadCatalog', () => {
    const folder = folderOf({ 'b.yml': 'metrics:\n  - name: aa\n', 'a/c.yaml': 'metric_s: []\n' });
    expect(() => loadCatalog(folder)).toThrow(
      new TrellisError(
        'DEFINITIONS_INVALID',
        [
          'There are 3 problems in the definitions:',
          'metrics/a/c.yaml:1:1  There is no section "metric_s". Did you mean "metrics" or "metric"?',
          'metrics/b.yml:2:5  Metric "aa" has no "type".',
          'metrics/b.yml:2:5  Metric "aa" has no "type_params".',
        ].join('\n'),
      ),
    );
  });

  it('may be a folder that does not exist', () => {
    expect(() => loadCatalog(join(temporary, 'nowhere'))).toThrow(/^There is no definitions folder/);
  });

  it('may be odd files', () => {
    expect(
      problemsOf({
        'comment.yml': '# nothing\n',
        'crlf.yml':
          "metrics:\r\n  - name: aa\r\n    type: simple\r\n    type_params: {measure: bb}\r\n    filter: >\r\n      1 = 1 and\r\n      {{ Nothing('a') }}\r\n",
        'empty.yml': '',
        'holes.yml': 'metrics:\n  -\n  - orders\nsaved_queries:\n',
        'text.yml': '--- []\n--- text\n',
      }),
    ).toEqual([
      'metrics/crlf.yml:7:10  There is no function "Nothing" here, only Dimension, TimeDimension, Entity and Metric.',
      'metrics/holes.yml:2:4  Metric: it must be a map of keys, not null.',
      'metrics/holes.yml:3:5  Metric: it must be a map of keys, not "orders".',
      'metrics/text.yml:1:5  A definitions file is a map with keys like "semantic_models" and "metrics".',
      'metrics/text.yml:2:5  A definitions file is a map with keys like "semantic_models" and "metrics".',
    ]);
  });

  it('do not make others unknown', () => {
    const metrics = `metrics:
  - {name: visits, type: simple, type_params: {measure: visit_count}}
  - {name: visit_rate, type: ratio, type_params: {numerator: visits, denominator: order_count}}
  - name: local_orders
    type: simple
    type_params: {measure: order_count}
    filter: "{{ Dimension('visit__place') }} = 'here'"
`;
    const visits = 'semantic_models:\n  - name: visits\n    measures: [{name: visit_count, agg: smu}]\n';
    const place = 'semantic_models:\n  - {name: place, primary_entity: visit, model: [}\n';
    expect(
      problemsOf({ 'metrics.yml': metrics, 'orders.yml': ORDERS, 'place.yml': place, 'visits.yml': visits }),
    ).toEqual([
      'metrics/place.yml:2:50  This is not valid YAML: Flow sequence in block collection must be sufficiently indented and end with a ].',
      'metrics/visits.yml:2:5  Semantic model "visits" has no "model".',
      expect.stringContaining('metrics/visits.yml:3:41  Semantic model "visits": "agg" must be one of'),
    ]);
  });
});

describe('the SELECTs of models', () => {
  const model = (sql: string, more: Readonly<Record<string, string>> = {}) =>
    folderOf({ 'orders.yml': ORDERS, 'models/orders.sql': sql, ...more });

  it('are put together, without comments', () => {
    const sql = `-- Orders.
select /* all */ id, '-- no comment; it''s text' as note -- a note
-- of paid orders
from {{ ref('paid') }} as p
join {{ source("shop", "users") }} using (user_id);
-- the end;
`;
    const paid = `select * from {{- ref('app', 'orders_raw') -}} {# only paid #} where paid`;
    const { definitions, problems } = loadDefinitions(model(sql, { 'models/paid.sql': paid }));
    expect(problems).toEqual([]);
    expect(definitions.models[0]?.relation).toEqual({
      kind: 'select',
      name: 'orders',
      sql: [
        "select   id, '-- no comment; it''s text' as note\nfrom ",
        {
          kind: 'select',
          name: 'paid',
          sql: ['select * from ', { kind: 'table', name: 'orders_raw' }, '   where paid'],
        },
        ' as p\njoin ',
        { kind: 'table', name: 'shop.users' },
        ' using (user_id)',
      ],
    });
  });

  it.each([
    ["select 1\nfrom {{ var('x') }}", '2:9  There is no function "var" here, only ref, source and metric.'],
    ['select 1 {% if x %}', '1:10  Only {{ ref(…) }} and {{ source(…) }} are supported here, no other Jinja.'],
    ["select '{{ x }}'", '1:9  Jinja inside quotes is not supported.'],
    ['select 1; drop table orders', '1:9  A model is one SELECT; here a second statement begins.'],
    ['-- nothing\n', '1:1  The file holds no SELECT.'],
    ["select *\nfrom {{ ref('orders') }}", '2:6  Model "orders" reads itself: orders → orders.'],
    ["select *\nfrom {{ ref('orders', w=2) }}", `2:25  By name ref() takes a "version", and nothing else does.`],
    ["select *\nfrom {{ ref('orders', v=true) }}", '2:25  A version is a number or a quoted name.'],
  ])('%j is a problem', (sql, expected) => {
    expect(loadDefinitions(model(sql)).problems.map(formatProblem)).toEqual([`metrics/models/orders.sql:${expected}`]);
  });

  it('may not refer to each other in a circle', () => {
    const folder = model("select * from {{ ref('paid') }}", { 'models/paid.sql': "select * from {{ ref('orders') }}" });
    expect(loadDefinitions(folder).problems.map(formatProblem)).toEqual([
      'metrics/models/paid.sql:1:15  Model "orders" reads itself: orders → paid → orders.',
    ]);
  });
});

describe('what may be written otherwise', () => {
  it('is understood', () => {
    const folder = folderOf({
      'orders.yml': ORDERS,
      'more.yml': `x-defaults: &defaults
  type: simple
  type_params: {measure: order_count}
---
version: 2
models: [{name: orders, columns: []}]
---
x-filter: &filter "{{ TimeDimension('order__created_at__month') }} > '2021-01-01'"
metrics:
  - name: late_orders
    <<: {type: simple, label: Late}
    type_params: {measure: {name: order_count, filter: *filter, fill_nulls_with: 0, join_to_timespine: yes}}
    filter: ["{{ Dimension('metric_time').date_part('dow') }} < 6", "1.50 > 1"]
    meta: {owner: shop@greenery.example, trellis: {format: percent, unit: order}}
    config: {tags: daily, meta: {team: [a, b], trellis: {unit: orders, status: draft, goal: {month: 5}}}}
  - {name: double_orders, type: derived, type_params: {expr: '-late_orders * 1.50 + round(2e1 / -late_orders, 2)', metrics: [late_orders]}}
`,
    });
    const { definitions, problems } = loadDefinitions(folder);
    expect(problems.map(formatProblem)).toEqual([]);
    const [orderCount, late, double] = definitions.metrics;
    expect(orderCount).toMatchObject({
      name: 'order_count',
      label: 'Order count',
      type: 'simple',
      status: 'certified',
    });
    expect(late).toMatchObject({
      label: 'Late',
      owner: { email: 'shop@greenery.example' },
      format: 'percent',
      unit: 'orders',
      tags: ['daily'],
      status: 'draft',
      filters: [{ parts: [{ kind: 'part', name: 'metric_time', part: 'dow' }, ' < 6'] }, { parts: ['1.50 > 1'] }],
      input: {
        measure: 'order_count',
        fillNullsWith: 0,
        joinToTimespine: true,
        filters: [{ parts: [{ kind: 'time', name: 'order__created_at', grain: 'month' }, " > '2021-01-01'"] }],
      },
    });
    const input = { kind: 'input', name: 'late_orders' };
    expect(double).toMatchObject({
      expr: '-late_orders * 1.50 + round(2e1 / -late_orders, 2)',
      formula: {
        kind: 'binary',
        operator: '+',
        left: { kind: 'binary', operator: '*', left: { kind: 'negate', operand: input }, right: { value: 1.5 } },
        right: {
          kind: 'call',
          function: 'round',
          args: [{ operator: '/', right: { kind: 'negate', operand: input } }, { value: 2 }],
        },
      },
    });
  });

  it('includes order-bys and group-bys as dbt writes them', () => {
    const query = `saved_queries:
  - name: weekly
    query_params:
      metrics: order_count
      group_by: ["TimeDimension('metric_time', 'week')", "Dimension('order__created_at').date_part('dow')", metric_time__year]
      order_by: ["Metric('order_count').descending(True)", "TimeDimension('metric_time', 'week').descending(False)", -metric_time__year]
      limit: 10
    exports: [{name: weekly, config: {export_as: table}}]
`;
    const { definitions, problems } = loadDefinitions(folderOf({ 'orders.yml': ORDERS, 'query.yml': query }));
    expect(problems.map(formatProblem)).toEqual([]);
    expect(definitions.savedQueries[0]).toMatchObject({
      groupBy: ['metric_time__week', 'order__created_at__extract_dow', 'metric_time__year'],
      orderBy: ['-order_count', 'metric_time__week', '-metric_time__year'],
      limit: 10,
    });
  });
});

describe('the definitions of Greenery', () => {
  const { definitions, problems } = loadDefinitions(join(ROOT, 'metrics'));
  const catalog = loadCatalog(join(ROOT, 'metrics'));

  it('hold together', () => {
    expect(problems).toEqual([]);
  });

  it('keep where they stand', () => {
    const line = readFileSync(join(ROOT, 'metrics/orders.yml'), 'utf8').split('\n').indexOf('  - name: revenue') + 1;
    expect(catalog.metric('revenue').source).toEqual({ file: 'metrics/orders.yml', line, column: 5 });
  });

  it('can not be changed', () => {
    expect(Object.isFrozen(definitions.models)).toBe(true);
    expect(Object.isFrozen(definitions.models[0]?.dimensions[0])).toBe(true);
  });

  it('read session_steps from a SELECT over tables, and fewer rows without products', () => {
    const { relation, rollups, primaryEntity, dimensions } = catalog.model('session_steps');
    expect(relation.kind === 'select' && relation.sql.filter((part) => typeof part !== 'string')).toEqual([
      { kind: 'table', name: 'events' },
      { kind: 'table', name: 'order_items' },
    ]);
    expect(rollups).toMatchObject([{ relation: { kind: 'select', name: 'session_events' }, without: ['product'] }]);
    expect(primaryEntity).toBe('session_step');
    expect(dimensions.find(({ name }) => name === 'session_started_at')).toMatchObject({
      kind: 'time',
      grain: 'hour',
      type: 'datetime',
      expr: 'occurred_at',
      firstPer: 'session',
    });
  });

  it('have a funnel in order, within a day', () => {
    expect(catalog.funnel('checkout_in_order')).toMatchObject({
      model: 'session_steps',
      entity: 'session',
      order: 'strict',
      time: 'session_started_at',
      eventTime: 'occurred_at',
      window: { count: 1, grain: 'day' },
      steps: [{ name: 'page_view' }, { name: 'add_to_cart' }, { name: 'checkout' }],
    });
  });

  it('read the inventory from a snapshot', () => {
    expect(catalog.model('product_versions')).toMatchObject({
      validity: { start: 'valid_from', end: 'valid_to' },
      primaryEntity: 'product_version',
    });
    expect(catalog.measure('inventory').measure).toMatchObject({
      kind: 'level',
      type: 'long',
      agg: 'sum',
      expr: 'inventory',
    });
    expect(catalog.metric('inventory_delta')).toMatchObject({
      inputs: [{ alias: 'inventory' }, { metric: 'inventory', alias: 'inventory_before', offsetPeriods: 1 }],
      formula: { kind: 'binary', operator: '-' },
    });
  });

  it('compare with the week before, to whole periods', () => {
    expect(catalog.metric('revenue_growth')).toMatchObject({
      exactPeriods: true,
      format: 'percent',
      inputs: [{ alias: 'revenue' }, { alias: 'revenue_before', offsetWindow: { count: 1, grain: 'week' } }],
      formula: { right: { kind: 'call', function: 'nullif', args: [{ name: 'revenue_before' }, { value: 0 }] } },
    });
    expect(catalog.metric('repeat_buyers').filters[0]?.parts).toEqual([
      { kind: 'metric', name: 'orders', entities: ['user'] },
      ' >= 2',
    ]);
  });

  it('have a day by day calendar, saved queries and exposures', () => {
    expect(definitions.timeSpines).toMatchObject([{ name: 'time_spine_daily', column: 'date_day', grain: 'day' }]);
    expect(definitions.savedQueries[0]).toMatchObject({ groupBy: ['metric_time__week', 'product__name'] });
    expect(definitions.exposures[1]?.dependsOn).toEqual({
      refs: ['products_snapshot'],
      metrics: ['inventory', 'inventory_delta', 'stockouts'],
    });
  });
});

describe('GraphQL names', () => {
  it('are camel case', () => {
    expect(['product__name', 'metric_time', 'add_to_cart_rate', 'user'].map(graphqlName)).toEqual([
      'productName',
      'metricTime',
      'addToCartRate',
      'user',
    ]);
  });

  it('of their authors go to the shortest name of a dimension', () => {
    const folder = folderOf({
      'shop.yml': `models:
  - name: orders
    semantic_model: true
    columns:
      - {name: order_id, entity: {type: primary, name: order}}
      - {name: user_id, entity: {type: foreign, name: user}}
  - name: items
    semantic_model: true
    columns:
      - {name: item_id, entity: {type: primary, name: item}}
      - {name: order_id, entity: {type: foreign, name: order}}
  - name: users
    semantic_model: true
    columns:
      - {name: user_id, entity: {type: primary, name: user}}
      - {name: state, dimension: {type: categorical, config: {meta: {trellis: {graphql_name: region}}}}}
`,
    });
    const names = elementNames(allElements(loadCatalog(folder)));
    expect([names.get('user__state'), names.get('order__user__state')]).toEqual(['region', 'orderUserState']);
  });
});
