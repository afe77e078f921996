import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { formatProblem, loadDefinitions, loadManifestDefinitions, loadManifestFile } from '../src/model/load/index.js';
import { tablesOfRelation } from '../src/model/relation-tables.js';

const BAKERY = join(import.meta.dirname, 'fixtures-dbt', 'bakery');
const FILE = 'target/semantic_manifest.json';
const temporary = mkdtempSync(join(tmpdir(), 'trellis-manifest-'));
afterAll(() => rmSync(temporary, { recursive: true }));

/** Without what must differ between two sources of one project: where things stand, and what tables are called. */
const bare = (value: unknown) =>
  JSON.parse(
    JSON.stringify(value, (key, inner) =>
      key === 'source' || key === 'relation' || key === 'exposures' ? undefined : inner,
    ),
  );

const fromYaml = (yaml: string) => {
  const folder = mkdtempSync(join(temporary, 'yaml-'));
  writeFileSync(join(folder, 'definitions.yml'), yaml);
  return loadDefinitions(folder);
};

type Object = Readonly<Record<string, unknown>>;
const manifest = (semanticModels: readonly Object[], metrics: readonly Object[], more: Object = {}): Object => ({
  semantic_models: semanticModels,
  metrics,
  project_configuration: { time_spine_table_configurations: [], metadata: null, time_spines: [] },
  saved_queries: [],
  ...more,
});
const load = (json: unknown) => loadManifestDefinitions(json, FILE);

/** What stands in the YAML and in the manifest must be the same, and hold together. */
function expectSame(yaml: string, json: unknown): void {
  const [said, found] = [fromYaml(yaml), load(json)];
  expect(said.problems.map(formatProblem)).toEqual([]);
  expect(found.problems.map(formatProblem)).toEqual([]);
  expect(bare(found.definitions)).toEqual(bare(said.definitions));
}

const ORDERS_YAML = `semantic_models:
  - name: orders
    model: ref('orders')
    defaults: {agg_time_dimension: ordered_at}
    entities:
      - {name: order, type: primary, expr: order_id}
      - {name: user, type: foreign, expr: user_id}
    dimensions:
      - {name: ordered_at, type: time, type_params: {time_granularity: day}}
      - {name: shipped_at, type: time, type_params: {time_granularity: day}}
      - {name: country, type: categorical}
      - {name: day_part, type: categorical, is_partition: true, expr: dp}
    measures:
`;
const NODE = { alias: 'orders', schema_name: 'main', database: 'shop', relation_name: '"shop"."main"."orders"' };
const ORDERS = {
  name: 'orders',
  defaults: { agg_time_dimension: 'ordered_at' },
  description: null,
  node_relation: NODE,
  primary_entity: null,
  entities: [
    { name: 'order', type: 'primary', expr: 'order_id', role: null, description: null },
    { name: 'user', type: 'foreign', expr: 'user_id', role: null, description: null },
  ],
  dimensions: [
    {
      name: 'ordered_at',
      type: 'time',
      is_partition: false,
      type_params: { time_granularity: 'day', validity_params: null },
    },
    {
      name: 'shipped_at',
      type: 'time',
      is_partition: false,
      type_params: { time_granularity: 'day', validity_params: null },
    },
    { name: 'country', type: 'categorical', is_partition: false, type_params: null, expr: null },
    { name: 'day_part', type: 'categorical', is_partition: true, type_params: null, expr: 'dp' },
  ],
  measures: [] as readonly Object[],
};
const measure = (name: string, agg: string, more: Object = {}): Object => ({
  name,
  agg,
  description: null,
  create_metric: null,
  expr: null,
  agg_params: null,
  metadata: null,
  non_additive_dimension: null,
  agg_time_dimension: null,
  ...more,
});
const where = (...texts: readonly string[]) => ({ where_filters: texts.map((text) => ({ where_sql_template: text })) });
const metric = (name: string, type: string, params: Object, more: Object = {}): Object => ({
  name,
  description: '',
  type,
  type_params: {
    ...{
      measure: null,
      numerator: null,
      denominator: null,
      expr: null,
      window: null,
      grain_to_date: null,
      metrics: [],
    },
    ...{
      conversion_type_params: null,
      cumulative_type_params: null,
      input_measures: [],
      metric_aggregation_params: null,
    },
    ...params,
  },
  filter: null,
  metadata: null,
  label: null,
  config: { meta: {} },
  time_granularity: null,
  ...more,
});
const input = (name: string, more: Object = {}) => ({ name, filter: null, alias: null, ...more });

describe('semantic_manifest.json is read to what YAML says', () => {
  it('of the bakery', () => {
    const found = load(JSON.parse(readFileSync(join(BAKERY, FILE), 'utf8')));
    const said = loadDefinitions(join(BAKERY, 'models'));
    expect(found.problems).toEqual([]);
    expect(said.problems).toEqual([]);
    expect(bare(found.definitions)).toEqual(bare(said.definitions));
    expect(found.definitions.metrics).toHaveLength(6);
  });

  it('of measures with all their parameters', () => {
    const yaml = `${ORDERS_YAML}      - {name: revenue, agg: sum, expr: price * 1.50, agg_time_dimension: shipped_at}
      - {name: middle, agg: percentile, expr: price, agg_params: {percentile: 0.5, use_approximate_percentile: true}}
      - name: stock
        agg: sum
        non_additive_dimension: {name: ordered_at, window_choice: max, window_groupings: [user]}
metrics:
  - {name: revenue, type: simple, type_params: {measure: revenue}}
  - {name: middle, type: simple, type_params: {measure: middle}}
  - {name: stock, type: simple, time_granularity: month, type_params: {measure: stock}}
`;
    const measures = [
      measure('revenue', 'sum', { expr: 'price * 1.50', agg_time_dimension: 'shipped_at' }),
      measure('middle', 'percentile', {
        expr: 'price',
        agg_params: { percentile: 0.5, use_discrete_percentile: false, use_approximate_percentile: true },
      }),
      measure('stock', 'sum', {
        non_additive_dimension: { name: 'ordered_at', window_choice: 'max', window_groupings: ['user'] },
      }),
    ];
    const metrics = [
      metric('revenue', 'simple', { measure: input('revenue') }),
      metric('middle', 'simple', { measure: input('middle') }),
      metric('stock', 'simple', { measure: input('stock') }, { time_granularity: 'month' }),
    ];
    expectSame(yaml, manifest([{ ...ORDERS, measures }], metrics));
  });

  it('of cumulative metrics, also where the window stands as of old', () => {
    const yaml = `${ORDERS_YAML}      - {name: revenue, agg: sum, expr: price}
metrics:
  - {name: week_revenue, type: cumulative, type_params: {measure: revenue, cumulative_type_params: {window: 7 days, period_agg: last}}}
  - {name: month_revenue, type: cumulative, type_params: {measure: revenue, cumulative_type_params: {grain_to_date: month}}}
  - {name: all_revenue, type: cumulative, type_params: {measure: {name: revenue, fill_nulls_with: 0}}}
`;
    const revenue = input('revenue', { join_to_timespine: false, fill_nulls_with: null });
    const metrics = [
      metric('week_revenue', 'cumulative', {
        measure: revenue,
        cumulative_type_params: { window: { count: 7, granularity: 'day' }, grain_to_date: null, period_agg: 'last' },
      }),
      metric('month_revenue', 'cumulative', { measure: revenue, grain_to_date: 'month' }),
      metric('all_revenue', 'cumulative', {
        measure: { ...revenue, fill_nulls_with: 0 },
        cumulative_type_params: null,
      }),
    ];
    expectSame(yaml, manifest([{ ...ORDERS, measures: [measure('revenue', 'sum', { expr: 'price' })] }], metrics));
  });

  it('of conversion metrics', () => {
    const yaml = `${ORDERS_YAML}      - {name: visits, agg: count, expr: 1}
      - {name: buys, agg: count_distinct, expr: order_id}
metrics:
  - name: visit_to_buy
    type: conversion
    type_params:
      conversion_type_params:
        base_measure: {name: visits, filter: "{{ Dimension('order__country') }} = 'CH'"}
        conversion_measure: {name: buys, fill_nulls_with: 0}
        entity: user
        calculation: conversions
        window: 7 days
        constant_properties: [{base_property: country, conversion_property: country}]
`;
    const params = {
      base_measure: input('visits', { filter: where("{{ Dimension('order__country') }} = 'CH'") }),
      base_metric: null,
      conversion_measure: input('buys', { fill_nulls_with: 0 }),
      conversion_metric: null,
      entity: 'user',
      calculation: 'conversions',
      window: { count: 7, granularity: 'day' },
      constant_properties: [{ base_property: 'country', conversion_property: 'country' }],
    };
    const measures = [
      measure('visits', 'count', { expr: '1' }),
      measure('buys', 'count_distinct', { expr: 'order_id' }),
    ];
    const metrics = [metric('visit_to_buy', 'conversion', { conversion_type_params: params })];
    expectSame(yaml, manifest([{ ...ORDERS, measures }], metrics));
  });

  it('of time spines with custom grains, offsets by them, and filters in lists', () => {
    const yaml = `models:
  - name: calendar
    time_spine:
      standard_granularity_column: day
      custom_granularities: [{name: retail_month, column_name: rm}, {name: season}]
    columns: [{name: day, granularity: day}, {name: rm}, {name: season}]
${ORDERS_YAML}      - {name: revenue, agg: sum, expr: price}
metrics:
  - {name: revenue, type: simple, type_params: {measure: revenue}, filter: ["{{ Entity('user') }} > 1", "price > 0"]}
  - name: change
    type: derived
    type_params:
      expr: revenue - before - opening
      metrics:
        - revenue
        - {name: revenue, alias: before, offset_window: 1 retail_month}
        - {name: revenue, alias: opening, offset_to_grain: month, filter: "{{ TimeDimension('metric_time', 'retail_month') }} is not null"}
`;
    const metrics = [
      metric(
        'revenue',
        'simple',
        { measure: input('revenue') },
        { filter: where("{{ Entity('user') }} > 1", 'price > 0') },
      ),
      metric('change', 'derived', {
        expr: 'revenue - before - opening',
        metrics: [
          input('revenue', { offset_window: null, offset_to_grain: null }),
          input('revenue', { alias: 'before', offset_window: { count: 1, granularity: 'retail_month' } }),
          input('revenue', {
            alias: 'opening',
            offset_to_grain: 'month',
            filter: where("{{ TimeDimension('metric_time', 'retail_month') }} is not null"),
          }),
        ],
      }),
    ];
    const spine = {
      node_relation: {
        alias: 'calendar',
        schema_name: 'main',
        database: 'shop',
        relation_name: '"shop"."main"."calendar"',
      },
      primary_column: { name: 'day', time_granularity: 'day' },
      custom_granularities: [
        { name: 'retail_month', column_name: 'rm' },
        { name: 'season', column_name: null },
      ],
    };
    const measures = [measure('revenue', 'sum', { expr: 'price' })];
    const json = manifest([{ ...ORDERS, measures }], metrics, {
      project_configuration: { time_spine_table_configurations: [], time_spines: [spine] },
    });
    expectSame(yaml, json);
    expect(load(json).definitions.timeSpines.map(({ relation }) => tablesOfRelation(relation))).toEqual([
      ['"shop"."main"."calendar"'],
    ]);
  });

  it('of metrics without measures, and of those that read them', () => {
    const yaml = `${ORDERS_YAML}      - {name: visits, agg: count, expr: user_id}
      - {name: buys, agg: count, expr: order_id, agg_time_dimension: shipped_at}
metrics:
  - {name: visits, type: simple, type_params: {measure: visits}, filter: "{{ Dimension('order__country') }} = 'CH'"}
  - {name: buys, type: simple, type_params: {measure: {name: buys, fill_nulls_with: 0, join_to_timespine: true}}}
  - name: all_visits
    type: cumulative
    type_params: {measure: {name: visits, filter: ["{{ Dimension('order__country') }} = 'CH'", "{{ Entity('user') }} > 7"]}}
  - name: rate
    type: conversion
    type_params:
      conversion_type_params:
        base_measure: {name: visits, filter: "{{ Dimension('order__country') }} = 'CH'"}
        conversion_measure: {name: buys, fill_nulls_with: 0, join_to_timespine: true}
        entity: user
`;
    const aggregation = (agg: string, more: Object = {}) => ({
      ...{ semantic_model: 'orders', agg, agg_params: null, agg_time_dimension: null, non_additive_dimension: null },
      ...more,
    });
    const swiss = where("{{ Dimension('order__country') }} = 'CH'");
    const metrics = [
      metric(
        'visits',
        'simple',
        { expr: 'user_id', metric_aggregation_params: aggregation('count') },
        { filter: swiss },
      ),
      metric('buys', 'simple', {
        metric_aggregation_params: aggregation('count', { expr: 'order_id', agg_time_dimension: 'shipped_at' }),
        fill_nulls_with: 0,
        join_to_timespine: true,
      }),
      metric('all_visits', 'cumulative', {
        cumulative_type_params: {
          metric: input('visits', { filter: where("{{ Entity('user') }} > 7") }),
          period_agg: 'first',
        },
      }),
      metric('rate', 'conversion', {
        conversion_type_params: {
          ...{ base_measure: null, conversion_measure: null, window: null, constant_properties: null },
          ...{ base_metric: input('visits'), conversion_metric: input('buys'), entity: 'user' },
        },
      }),
    ];
    expectSame(yaml, manifest([ORDERS], metrics));
  });
});

describe('older and newer manifests', () => {
  const revenue = metric('revenue', 'simple', { measure: input('revenue') });
  const measures = [measure('revenue', 'sum', { expr: 'price' })];

  it('have metrics that dbt made of measures only once', () => {
    const made = [measure('revenue', 'sum', { expr: 'price', create_metric: true })];
    const { definitions, problems } = load(manifest([{ ...ORDERS, measures: made }], [revenue]));
    expect(problems).toEqual([]);
    expect(definitions.metrics.map(({ name }) => name)).toEqual(['revenue']);
    expect(load(manifest([{ ...ORDERS, measures: made }], [])).definitions.metrics.map(({ name }) => name)).toEqual([
      'revenue',
    ]);
  });

  it('have filters of one text, saved queries without query_params, spines by their location', () => {
    const filtered = { ...revenue, filter: { where_sql_template: 'price > 1' } };
    const { definitions, problems } = load(
      manifest([{ ...ORDERS, measures }], [filtered], {
        saved_queries: [
          {
            name: 'by_day',
            metrics: ['revenue'],
            group_bys: ['metric_time__day'],
            where: [{ where_sql_template: 'price > 2' }],
          },
        ],
        project_configuration: {
          time_spine_table_configurations: [{ location: '"shop"."main"."days"', column_name: 'ds', grain: 'day' }],
        },
      }),
    );
    expect(problems).toEqual([]);
    expect(definitions.metrics[0]?.filters.map(({ text }) => text)).toEqual(['price > 1']);
    const [query] = definitions.savedQueries;
    expect({ ...query, where: query?.where.map(({ text }) => text) }).toMatchObject({
      metrics: ['revenue'],
      groupBy: ['metric_time__day'],
      where: ['price > 2'],
    });
    expect(definitions.timeSpines).toMatchObject([
      { name: 'days', relation: { kind: 'table', name: '"shop"."main"."days"' }, column: 'ds', grain: 'day' },
    ]);
  });

  it('prefer time_spines to an older configuration of the same grain', () => {
    const node = { alias: 'calendar', schema_name: 'main', relation_name: 'main.calendar' };
    const { definitions } = load(
      manifest([{ ...ORDERS, measures }], [revenue], {
        project_configuration: {
          time_spines: [{ node_relation: node, primary_column: { name: 'd', time_granularity: 'day' } }],
          time_spine_table_configurations: [
            { location: 'main.days', column_name: 'ds', grain: 'day' },
            { location: 'main.hours', column_name: 'ts', grain: 'hour' },
          ],
        },
      }),
    );
    expect(definitions.timeSpines.map(({ name, grain }) => [name, grain])).toEqual([
      ['calendar', 'day'],
      ['hours', 'hour'],
    ]);
  });

  it('may have keys that nobody knows here', () => {
    const future = {
      ...revenue,
      colour: 'red',
      type_params: { ...(revenue.type_params as Object), shade: { dark: true } },
    };
    const model = { ...ORDERS, measures: [{ ...measures[0], unit: 'CHF' }], rows: 7 };
    expect(load(manifest([model], [future], { sections: [] })).problems).toEqual([]);
  });

  it('without a relation_name name a table by its parts', () => {
    const node = { alias: "o'rders", schema_name: 'main', database: null, relation_name: null };
    const { definitions, problems } = load(manifest([{ ...ORDERS, measures, node_relation: node }], [revenue]));
    expect(problems).toEqual([]);
    expect(definitions.models[0]?.relation).toEqual({ kind: 'table', name: "main.o'rders" });
  });

  it('bring a measure under another name where theirs is taken', () => {
    const own = metric('revenue', 'simple', {
      expr: 'price / 2',
      metric_aggregation_params: { semantic_model: 'orders', agg: 'sum' },
    });
    const { definitions, problems } = load(manifest([{ ...ORDERS, measures }], [own]));
    expect(problems).toEqual([]);
    expect(definitions.metrics[0]).toMatchObject({ input: { measure: 'revenue_measure' } });
    expect(definitions.models[0]?.measures.map(({ name, expr }) => [name, expr])).toEqual([
      ['revenue', 'price'],
      ['revenue_measure', 'price / 2'],
    ]);
  });
});

describe('problems of a manifest', () => {
  const problemsOf = (json: unknown) => load(json).problems.map(formatProblem);
  const measures = [measure('revenue', 'sum', { expr: 'price' })];

  it('stand at their path in the JSON', () => {
    const metrics = [
      metric('revenue', 'simple', { measure: input('revenu') }),
      metric('half', 'derived', { expr: 'revenue / / 2', metrics: [input('revenue')] }),
      metric(
        'some',
        'simple',
        { measure: input('revenue') },
        { filter: where('1 = 1', "{{ Dimension('order__contry') }} = 'CH'") },
      ),
      metric('kind', 'simpel', {}),
    ];
    expect(problemsOf(manifest([{ ...ORDERS, measures }], metrics))).toEqual([
      `${FILE}:1:1  (metrics[1].type_params.expr)  Expected a number or the name of an input, but there is "/".`,
      expect.stringMatching(
        /\(metrics\[3\]\.type\) {2}Metric "kind": "type" must be one of .* Did you mean "simple"\?$/,
      ),
      expect.stringMatching(
        /\(metrics\[0\]\.type_params\.measure(\.name)?\) {2}Metric "revenue" refers to an unknown measure "revenu"\./,
      ),
      expect.stringMatching(
        /\(metrics\[2\]\.filter\.where_filters\[1\]\.where_sql_template\) {2}Metric "some".* "order__country"/,
      ),
    ]);
  });

  it('stand in the YAML file and line that dbt names', () => {
    const metadata = {
      repo_file_path: 'models/orders.yml',
      file_slice: { filename: 'orders.yml', content: '', start_line_number: 41, end_line_number: 44 },
    };
    const wrong = metric('half', 'derived', { expr: 'revenue /', metrics: [input('revenue')] }, { metadata });
    const revenue = metric('revenue', 'simple', { measure: input('revenue') });
    expect(problemsOf(manifest([{ ...ORDERS, measures }], [revenue, wrong]))).toEqual([
      'models/orders.yml:41:1  (metrics[1].type_params.expr)  Expected a number or the name of an input, but the formula ends.',
    ]);
  });

  it('are told of a file that is no JSON', () => {
    const path = join(temporary, 'semantic_manifest.json');
    expect(() => loadManifestFile(path)).toThrow(`The semantic manifest "${path}" can't be read.`);
    writeFileSync(path, '{');
    expect(() => loadManifestFile(path)).toThrow(`The semantic manifest "${path}" is no valid JSON.`);
    const [, folder = ''] = /([^/]+)$/.exec(temporary) ?? [];
    writeFileSync(path, '[]');
    expect(loadManifestFile(path).problems.map(formatProblem)).toEqual([
      `${folder}/semantic_manifest.json:1:1  A semantic manifest is a JSON object.`,
    ]);
  });

  it.each([
    [[], 'A semantic manifest is a JSON object.'],
    [null, 'A semantic manifest is a JSON object.'],
    [{}, 'A semantic manifest needs lists "semantic_models" and "metrics".'],
    [{ semantic_models: {}, metrics: [] }, 'A semantic manifest needs lists "semantic_models".'],
    [
      { metadata: {}, nodes: {}, metrics: {} },
      "This is dbt's manifest.json; the definitions stand in semantic_manifest.json beside it.",
    ],
  ])('is the whole of %j', (json, expected) => {
    expect(problemsOf(json)).toEqual([`${FILE}:1:1  ${expected}`]);
  });

  it('are told of any value that is of another shape, and nothing throws', () => {
    const whole = JSON.parse(readFileSync(join(BAKERY, FILE), 'utf8'));
    const paths = pathsOf(whole).filter((path) => path.length > 1);
    expect(paths.length).toBeGreaterThan(300);
    for (const path of paths) {
      for (const other of [7, {}, [null]]) {
        const changed = structuredClone(whole);
        const parent = path.slice(0, -1).reduce((value, key) => value[key], changed);
        parent[path.at(-1)!] = other;
        expect(() => load(changed), path.join('.')).not.toThrow();
      }
    }
  });
});

function pathsOf(value: unknown, path: readonly (string | number)[] = []): readonly (readonly (string | number)[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  const keys = Array.isArray(value) ? [...value.keys()] : Object.keys(value);
  return [path, ...keys.flatMap((key) => pathsOf((value as Record<string | number, unknown>)[key], [...path, key]))];
}
