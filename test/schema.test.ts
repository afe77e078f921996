import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  buildASTSchema,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isNonNullType,
  isObjectType,
  parse,
  validate,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import { buildTrellisSchema, printTrellisSchema } from '../src/graphql/index.js';
import { SemanticCatalog } from '../src/model/catalog.js';
import { loadCatalog } from '../src/model/load/index.js';

const ROOT = join(import.meta.dirname, '..');
const COMMITTED = join(ROOT, 'schema.graphql');

const greenery = loadCatalog(join(ROOT, 'metrics'));
const sales = loadCatalog(join(ROOT, 'test', 'fixtures', 'sales', 'metrics'));
const print = (catalog: SemanticCatalog) => printTrellisSchema(buildTrellisSchema(catalog));

describe('schema.graphql', () => {
  it('is what the definitions give; `npm run schema` writes it', () => {
    const text = print(greenery);
    expect(existsSync(COMMITTED) && readFileSync(COMMITTED, 'utf8')).toBe(text);
  });

  it('is the same on every build, also from definitions loaded anew', () => {
    const text = print(greenery);
    expect(print(greenery)).toBe(text);
    expect(print(loadCatalog(join(ROOT, 'metrics')))).toBe(text);
  });

  it('parses and stands by itself', () => {
    const text = print(greenery);
    expect(text.endsWith('}\n')).toBe(true);
    expect(printTrellisSchema(buildASTSchema(parse(text)))).toBe(text);
  });
});

describe('two catalogs in one process', () => {
  it('know nothing of each other, whatever the order', () => {
    const alone = print(greenery);
    const other = print(sales);
    expect(print(greenery)).toBe(alone);
    expect(print(sales)).toBe(other);
    const ownNames = fieldsOf(buildTrellisSchema(sales), 'MetricTotals').filter((name) => name !== 'id');
    const greeneryNames = new Set(fieldsOf(buildTrellisSchema(greenery), 'MetricTotals'));
    const foreign = [...greeneryNames].filter((name) => name !== 'id' && !ownNames.includes(name));
    expect(foreign.length).toBeGreaterThan(10);
    for (const name of foreign) expect(other).not.toMatch(new RegExp(`^ +${name}(\\(|:|$)`, 'm'));
    for (const type of ['Metric', 'Having']) {
      expect(fieldsOf(buildTrellisSchema(sales), type).filter((name) => foreign.includes(name))).toEqual([]);
    }
  });

  it('a schema still answers for its own catalog after another is built', () => {
    const first = buildTrellisSchema(greenery);
    buildTrellisSchema(sales);
    expect(validate(first, parse('{ metrics { totals { pageViewSessions } } }'))).toEqual([]);
  });

  it('a catalog without funnels has no funnel field', () => {
    const models = greenery.definitions.models.map((model) => ({ ...model, funnels: [] }));
    const schema = buildTrellisSchema(new SemanticCatalog({ ...greenery.definitions, models }));
    expect(fieldsOf(schema, 'Query').sort()).toEqual([
      'catalog',
      'datasets',
      'dimensionValues',
      'metricTable',
      'metrics',
    ]);
    expect(schema.getType('Funnel')).toBeUndefined();
    expect(fieldsOf(buildTrellisSchema(greenery), 'Query')).toContain('funnel');
  });
});

describe('the contract', () => {
  const schema = buildTrellisSchema(greenery);

  it.each([
    ['MetricConnection', 'MetricRow', 'MetricTotals'],
    ['FunnelConnection', 'FunnelRow', 'FunnelStep'],
    ['MetricTable', 'DimensionValueConnection', 'MetricDefinition', 'DimensionDefinition'],
  ])('%s, %s, %s have an id', (...names) => {
    for (const name of names) expect(`${fieldType(schema, name, 'id')}`, name).toBe('ID!');
  });

  it('a time range is one of its keys', () => {
    const type = schema.getType('TimeRange');
    expect(isInputObjectType(type) && type.isOneOf).toBe(true);
    expect(fieldsOf(schema, 'TimeRange').sort()).toEqual(
      ['before', 'between', 'last', 'on', 'previous', 'since', 'toDate'].sort(),
    );
    expect(print(greenery)).toContain('input TimeRange @oneOf {');
  });

  it('root fields that ask the warehouse are nullable: one tile may fail alone', () => {
    for (const name of ['metrics', 'funnel', 'metricTable', 'dimensionValues']) {
      expect(isNonNullType(fieldType(schema, 'Query', name)), name).toBe(false);
    }
    expect(`${fieldType(schema, 'Query', 'catalog')}`).toBe('Catalog!');
  });

  it('metrics and dimensions are nullable, and typed by what they are', () => {
    expect(`${fieldType(schema, 'MetricRow', 'pageViewSessions')}`).toBe('SafeInt');
    expect(`${fieldType(schema, 'MetricRow', 'addToCartRate')}`).toBe('Float');
    expect(`${fieldType(schema, 'MetricRow', 'revenue')}`).toBe('Float');
    expect(`${fieldType(schema, 'MetricRow', 'productName')}`).toBe('String');
    expect(`${fieldType(schema, 'MetricRow', 'metricTime')}`).toBe('Period');
    expect(`${fieldType(schema, 'FunnelStep', 'count')}`).toBe('SafeInt!');
    for (const name of fieldsOf(schema, 'MetricTotals')) {
      expect(isNonNullType(fieldType(schema, 'MetricTotals', name)), name).toBe(name === 'id');
    }
  });

  it('one name per metric and dimension: field, enum value and input key', () => {
    const metrics = enumValues(schema, 'Metric');
    const dimensions = enumValues(schema, 'Dimension');
    expect(metrics.filter((name) => dimensions.includes(name))).toEqual([]);
    expect(enumValues(schema, 'Field').sort()).toEqual([...metrics, ...dimensions].sort());
    expect(fieldsOf(schema, 'GroupBy').sort()).toEqual([...dimensions].sort());
    expect(fieldsOf(schema, 'Where').sort()).toEqual(['and', 'or', 'not', ...dimensions].sort());
    expect(fieldsOf(schema, 'Having').sort()).toEqual(['and', 'or', 'not', ...metrics].sort());
    expect(fieldsOf(schema, 'MetricTotals').sort()).toEqual(['id', ...metrics].sort());
    expect(fieldsOf(schema, 'MetricRow')).toEqual(expect.arrayContaining([...metrics, ...dimensions]));
  });

  it.each([
    `query($g: TimeGrain!) { funnel(name: checkout, groupBy: {metricTime: {grain: $g}, productName: {}}, timeRange: {last: {count: 8, grain: WEEK}}) {
       id nodes { id metricTime productName steps { id name count } largestDropOff { id name dropOffRate } } } }`,
    `{ metrics(groupBy: {productName: {top: {count: 5, by: revenue}}}, timeRange: {toDate: QUARTER}) { id nodes { id productName isOther revenue } totals { id revenue } } }`,
    `{ metrics(groupBy: {productName: {}}, timeRange: {on: "2021-02-17"}) { id nodes { id productName inventory } totals { id inventory } } }`,
    `{ metrics(timeRange: {last: {count: 1, grain: WEEK}}) { id totals { id revenue } } }`,
  ])('a query that must be easy is valid: %s', (document) => {
    expect(validate(schema, parse(document))).toEqual([]);
  });

  it.each([
    '{ metrics(timeRange: {on: "2021-02-17", since: "2021-02-01"}) { totals { revenue } } }',
    '{ metrics(timeRange: {}) { totals { revenue } } }',
    '{ metrics(groupBy: {productName: {grain: DAY}}) { totals { revenue } } }',
    '{ metrics { totals { productName } } }',
    '{ funnel { id } }',
  ])('what the contract excludes is not: %s', (document) => {
    expect(validate(schema, parse(document))).not.toEqual([]);
  });
});

function fieldsOf(schema: GraphQLSchema, typeName: string): string[] {
  const type = schema.getType(typeName);
  if (isEnumType(type)) return type.getValues().map(({ name }) => name);
  return isObjectType(type) || isInputObjectType(type) ? Object.keys(type.getFields()) : [];
}

function fieldType(schema: GraphQLSchema, typeName: string, field: string) {
  const type = schema.getType(typeName);
  return isObjectType(type) ? type.getFields()[field]?.type : undefined;
}

function enumValues(schema: GraphQLSchema, typeName: string): string[] {
  return [...fieldsOf(schema, typeName)];
}
