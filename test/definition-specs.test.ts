import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Definitions } from '../src/model/definitions.js';
import { formatProblem, loadDefinitions } from '../src/model/load/index.js';

const SPECS = join(import.meta.dirname, 'definitions/specs');
const temporary = mkdtempSync(join(tmpdir(), 'trellis-specs-'));
afterAll(() => rmSync(temporary, { recursive: true }));

/** What a folder `metrics` with this one file defines. */
function load(text: string): Definitions {
  const folder = join(mkdtempSync(join(temporary, 'case-')), 'metrics');
  mkdirSync(folder);
  writeFileSync(join(folder, 'shop.yml'), text);
  const { definitions, problems } = loadDefinitions(folder);
  expect(problems.map(formatProblem)).toEqual([]);
  return definitions;
}

/** All of it but the places in files. */
function meaning(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(meaning);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== 'source')
      .map(([key, inner]) => [key, meaning(inner)]),
  );
}

function specOf(folder: string): Definitions {
  const { definitions, problems } = loadDefinitions(join(SPECS, folder));
  expect(problems.map(formatProblem)).toEqual([]);
  return definitions;
}

describe('one project', () => {
  const legacy = specOf('legacy');
  const metric = (name: string) => legacy.metrics.find((one) => one.name === name);

  it.each(['spec-2026', 'single-documents'])('means the same in %s', (folder) => {
    const other = specOf(folder);
    for (const key of Object.keys(legacy) as (keyof Definitions)[]) {
      expect(meaning(other[key]), key).toEqual(meaning(legacy[key]));
    }
  });

  it('has what its text says', () => {
    expect(legacy.models.map(({ name, primaryEntity }) => [name, primaryEntity])).toEqual([
      ['orders', 'order'],
      ['visits', 'visit'],
      ['addresses', 'address'],
    ]);
    expect(legacy.models[0]?.measures).toMatchObject([
      { name: 'order_count', agg: 'count', aggTimeDimension: 'ordered_at' },
      { name: 'revenue', agg: 'sum', expr: 'total', aggTimeDimension: 'paid_at' },
      { name: 'high_total', percentile: { value: 0.9, discrete: true, approximate: false } },
      { name: 'open_value', nonAdditive: { name: 'ordered_at', choice: 'max', groupings: ['user'] }, type: 'decimal' },
    ]);
    expect(legacy.models[2]?.validity).toEqual({ start: 'since', end: 'until' });
    expect(legacy.timeSpines).toMatchObject([
      { name: 'calendar', grain: 'day', customGrains: [{ name: 'fiscal_quarter', expr: 'fiscal_quarter_of_year' }] },
    ]);
    expect(legacy.savedQueries).toMatchObject([
      { groupBy: ['metric_time__fiscal_quarter', 'user__state'], orderBy: ['-metric_time__fiscal_quarter'] },
    ]);
    expect(legacy.savedQueries[0]?.where[0]?.parts).toEqual([
      { kind: 'time', name: 'metric_time', grain: 'fiscal_quarter' },
      " > '2025-1'",
    ]);
  });

  it('has metrics over time', () => {
    expect(metric('revenue_growth')).toMatchObject({
      inputs: [
        { alias: 'revenue' },
        { alias: 'before', offsetWindow: { count: 1, grain: 'fiscal_quarter' } },
        { alias: 'start', offsetToGrain: 'month' },
      ],
    });
    expect(metric('revenue_to_date')).toMatchObject({
      type: 'cumulative',
      input: { measure: 'revenue', filters: [{ text: expect.stringContaining('cancelled') }, {}] },
      grainToDate: 'month',
      periodAgg: 'last',
    });
    expect(metric('orders_of_a_week')).toMatchObject({ window: { count: 7, grain: 'day' }, periodAgg: 'first' });
    expect(metric('orders_of_a_week')).not.toHaveProperty('grainToDate');
    expect(metric('buyers')).toMatchObject({
      type: 'conversion',
      base: { measure: 'visit_count', filters: [{ text: "{{ Dimension('visit__device') }} = 'phone'" }] },
      conversion: { measure: 'order_count', fillNullsWith: 0, joinToTimespine: true },
      entity: 'user',
      window: { count: 7, grain: 'day' },
      calculation: 'conversions',
      constantProperties: [{ base: 'user', conversion: 'user' }],
    });
  });
});

describe('the 2026 spec', () => {
  const orders = (more: string) => `models:
  - name: orders
    semantic_model: true
    primary_entity: order
    columns:
      - {name: user_id, entity: foreign}
      - {name: ordered_at, granularity: day, dimension: time}
${more}`;

  it("has a dimension's type from its column, below ours", () => {
    const { models } = load(
      orders(`
      - {name: total, data_type: "NUMBER(38, 2)", dimension: categorical}
      - {name: pieces, data_type: bigint, dimension: categorical}
      - {name: shipped_at, data_type: Date, granularity: day, dimension: time}
      - {name: parts, data_type: "varchar[]", dimension: categorical}
      - {name: share, data_type: varchar, dimension: categorical, config: {meta: {trellis: {type: double}}}}
`),
    );
    expect(models[0]?.dimensions.map(({ name, type, typeOrigin }) => [name, type, typeOrigin])).toEqual([
      ['ordered_at', 'datetime', 'default'],
      ['total', 'decimal', 'column'],
      ['pieces', 'long', 'column'],
      ['shipped_at', 'date', 'column'],
      ['parts', 'string', 'column'],
      ['share', 'double', 'meta'],
    ]);
    expect(models[0]?.entities).toMatchObject([{ name: 'user_id', type: 'foreign', expr: 'user_id' }]);
  });

  it("has a measure's type from the column that it aggregates", () => {
    const { models } = load(
      orders(`      - {name: total, data_type: "decimal(10,2)"}
    agg_time_dimension: ordered_at
    metrics:
      - {name: revenue, agg: sum, expr: total}
      - {name: total, agg: max}
      - {name: half, agg: sum, expr: total / 2}
`),
    );
    expect(models[0]?.measures.map(({ name, type }) => [name, type])).toEqual([
      ['revenue', 'decimal'],
      ['total', 'decimal'],
      ['half', undefined],
    ]);
  });

  it('lets a metric be called as a dimension of its model is', () => {
    const { metrics } = load(
      orders(`    agg_time_dimension: ordered_at
    metrics: [{name: ordered_at, agg: count_distinct}]
`),
    );
    expect(metrics).toMatchObject([{ name: 'ordered_at', input: { measure: 'ordered_at' } }]);
  });

  it.each([
    'semantic_model: false',
    'semantic_model: {enabled: false}',
    'config: {enabled: false}\n    semantic_model: true',
  ])('leaves out a model with %j', (off) => {
    const { models, metrics } = load(`models:
  - name: orders
    ${off}
    metrics: [{name: orders, agg: sum, expr: 1}]
`);
    expect({ models, metrics }).toEqual({ models: [], metrics: [] });
  });

  it('keeps the order of metrics, though those over others are read last', () => {
    const { metrics } = load(
      orders(`    agg_time_dimension: ordered_at
    metrics:
      - {name: all_orders, type: cumulative, input_metric: orders}
      - {name: orders, agg: sum, expr: 1}
      - {name: order_share, type: ratio, numerator: orders, denominator: all_orders}
metrics:
  - {name: more_orders, type: cumulative, input_metric: orders}
  - {name: twice_orders, type: derived, expr: 2 * orders, input_metrics: [orders]}
`),
    );
    expect(metrics.map(({ name }) => name)).toEqual([
      'orders',
      'all_orders',
      'order_share',
      'more_orders',
      'twice_orders',
    ]);
  });
});

describe('names', () => {
  const shop = (more: string) =>
    load(`semantic_models:
  - name: orders
    model: ref('orders', v=2)
    primary_entity: order
    defaults: {agg_time_dimension: ordered_at}
    entities:
      - {name: user, type: foreign, role: buyer}
    dimensions:
      - {name: ordered_at, type: time, type_params: {time_granularity: day}}
    measures:
      - {name: order_count, agg: count, expr: 1}
      - {name: middle, agg: median, expr: total, agg_params: {use_approximate_percentile: true}}
  - name: users
    model: ref('shop', 'users', version='beta')
    entities:
      - {name: user, type: primary}
      - {name: city, type: foreign}
  - name: cities
    model: source('geo', 'cities')
    entities:
      - {name: city, type: primary}
      - {name: country, type: foreign}
    dimensions:
      - {name: region, type: categorical}
  - name: countries
    model: ref('countries')
    entities:
      - {name: country, type: primary}
    dimensions:
      - {name: continent, type: categorical}
metrics:
  - name: orders
    type: simple
    type_params: {measure: order_count}
    filter:
${more}
`);

  it.each([
    [
      `"{{ Dimension('city__region', entity_path=['user']) }} = 'x'"`,
      { kind: 'dimension', name: 'user__city__region' },
    ],
    [
      `"{{ Dimension('country__continent', ['user', 'city']) }} = 'x'"`,
      { kind: 'dimension', name: 'user__city__country__continent' },
    ],
    [`"{{ Entity('city', entity_path=['user']) }} = 'x'"`, { kind: 'entity', name: 'user__city' }],
    [
      `"{{ Metric('orders_of_all', ['user__city']) }} > 1"`,
      { kind: 'metric', name: 'orders_of_all', entities: ['user__city'] },
    ],
    [
      `"{{ TimeDimension('order__ordered_at', 'MONTH') }} > 1"`,
      { kind: 'time', name: 'order__ordered_at', grain: 'month' },
    ],
  ])('with a path: %s', (filter, reference) => {
    const { metrics } = shop(`      - ${filter}
  - {name: orders_of_all, type: simple, type_params: {measure: order_count}}`);
    expect(metrics[0]?.filters[0]?.parts[0]).toEqual(reference);
  });

  it('of versions are those of their tables', () => {
    const { models } = shop(`      - "1 = 1"`);
    expect(models.map(({ relation }) => relation)).toMatchObject([
      { kind: 'table', name: 'orders_v2' },
      { kind: 'table', name: 'users_vbeta' },
      { kind: 'table', name: 'geo.cities' },
      { kind: 'table', name: 'countries' },
    ]);
  });

  it('of an approximate median is a percentile', () => {
    expect(shop(`      - "1 = 1"`).models[0]?.measures[1]).toMatchObject({
      agg: 'percentile',
      percentile: { value: 0.5, discrete: false, approximate: true },
    });
  });
});

describe('a median that says its percentile', () => {
  it.each([
    ['0.5', { agg: 'median' }],
    ['0.5, use_approximate_percentile: true', { agg: 'percentile', percentile: { value: 0.5, approximate: true } }],
  ])('of %s is read, as dbt reads it', (params, measure) => {
    const { models } = load(`semantic_models:
  - name: orders
    model: ref('orders')
    defaults: {agg_time_dimension: ordered_at}
    entities: [{name: order, type: primary}]
    dimensions: [{name: ordered_at, type: time, type_params: {time_granularity: day}}]
    measures: [{name: middle, agg: median, expr: total, agg_params: {percentile: ${params}}}]
`);
    expect(models[0]?.measures[0]).toMatchObject(measure);
  });
});

describe('a model without any time', () => {
  it('needs no aggregation time', () => {
    const { models } = load(`semantic_models:
  - name: things
    model: ref('things')
    measures: [{name: thing_count, agg: count, expr: 1, create_metric: true}]
`);
    expect(models[0]?.measures[0]).not.toHaveProperty('aggTimeDimension');
  });
});

describe('time spines', () => {
  it('may be several, in both lists of a project configuration', () => {
    const { timeSpines } = load(`project_configuration:
  time_spine_table_configurations:
    - {location: shop.public.days, column_name: day, grain: day}
  time_spines:
    - node_relation: {alias: hours, schema_name: public, database: shop}
      primary_column: {name: hour, time_granularity: hour}
      custom_granularity_columns: [{name: shift}]
`);
    expect(meaning(timeSpines)).toEqual([
      {
        name: 'hours',
        relation: { kind: 'table', name: 'shop.public.hours' },
        column: 'hour',
        grain: 'hour',
        customGrains: [{ name: 'shift', expr: 'shift', type: 'string' }],
      },
      {
        name: 'days',
        relation: { kind: 'table', name: 'shop.public.days' },
        column: 'day',
        grain: 'day',
        customGrains: [],
      },
    ]);
  });

  it("have a custom grain's type from its column, and grains in the plural", () => {
    const { timeSpines, metrics } = load(`models:
  - name: days
    time_spine: {standard_granularity_column: day, custom_granularities: [fiscal_year]}
    columns:
      - {name: day, granularity: day}
      - {name: fiscal_year, data_type: integer}
  - name: orders
    semantic_model: true
    primary_entity: order
    agg_time_dimension: ordered_at
    columns: [{name: ordered_at, granularity: day, dimension: time}]
    metrics:
      - {name: orders, agg: sum, expr: 1, time_granularity: fiscal_year}
metrics:
  - {name: orders_before, type: derived, expr: orders, input_metrics: [{name: orders, offset_window: 2 fiscal_years}]}
`);
    expect(timeSpines[0]?.customGrains).toMatchObject([{ name: 'fiscal_year', type: 'long' }]);
    expect(metrics).toMatchObject([
      { timeGranularity: 'fiscal_year' },
      { inputs: [{ offsetWindow: { count: 2, grain: 'fiscal_year' } }] },
    ]);
  });
});
