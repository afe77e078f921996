import { GraphQLBoolean, GraphQLFloat, GraphQLID, GraphQLInt, GraphQLString } from 'graphql';
import type { SemanticCatalog } from '../model/catalog.js';
import type { ValueType } from '../model/types.js';
import { elementType, metricType } from '../model/value-types.js';
import { defineObject, type FieldSpec, type NamedClass, namedClass, type TypeRef } from './define.js';
import type { Enums } from './enums.js';
import type { Inputs } from './inputs.js';
import type { NamedDimension, Naming } from './naming.js';
import { DateTime, Json, LocalDate, Period, SafeInt } from './scalars.js';

export const required = (name: string, type: () => TypeRef, description?: string): FieldSpec => ({
  name,
  type,
  ...(description && { description }),
});
export const optional = (name: string, type: () => TypeRef, description?: string): FieldSpec => ({
  ...required(name, type, description),
  nullable: true,
});
export const listOf = (name: string, type: () => TypeRef, description?: string): FieldSpec => ({
  ...required(name, type, description),
  list: true,
});

export const ID = required('id', () => GraphQLID, 'The same for the same question, whatever else is selected.');

export interface SharedObjects {
  readonly PageInfo: NamedClass;
  readonly QueryMeta: NamedClass;
  readonly Key: NamedClass;
}

export function defineShared(enums: Enums): SharedObjects {
  const warning = defineObject(namedClass('QueryWarning'), 'What to know before an answer is trusted.', [
    required('code', () => enums.WarningCode),
    required('message', () => GraphQLString),
  ]);
  const QueryMeta = defineObject(namedClass('QueryMeta'), 'How an answer came about.', [
    required('asOf', () => DateTime, 'Data before this instant counts.'),
    required('dataVersion', () => GraphQLString, 'Changes when the data does; "unknown" where nothing tells.'),
    required('definitionVersion', () => GraphQLString, 'Changes whenever a definition does.'),
    optional('from', () => LocalDate, 'First day that counts; null where the range is open.'),
    optional('to', () => LocalDate, 'Last day that counts; null where the range is open, or begins with now.'),
    required('timeZone', () => GraphQLString),
    required('rows', () => GraphQLInt),
    required('cached', () => GraphQLBoolean, 'All rows were kept from earlier statements: none ran.'),
    required('durationMs', () => GraphQLFloat),
    required('statements', () => GraphQLInt),
    listOf('sql', () => GraphQLString, 'The statements that gave the rows, without their bound values.'),
    listOf('warnings', () => warning),
  ]);
  const PageInfo = defineObject(namedClass('PageInfo'), 'Whether there is more.', [
    required('hasNextPage', () => GraphQLBoolean),
  ]);
  const Key = defineObject(namedClass('Key'), 'One member that a row stands for.', [
    required('dimension', () => enums.Dimension),
    optional('value', () => GraphQLString, 'As text; null is the NULL member.'),
    required('label', () => GraphQLString, 'For people.'),
  ]);
  return { PageInfo, QueryMeta, Key };
}

export const SCALARS: Readonly<Record<ValueType, TypeRef>> = {
  string: GraphQLString,
  long: SafeInt,
  decimal: GraphQLFloat,
  double: GraphQLFloat,
  boolean: GraphQLBoolean,
  date: LocalDate,
  datetime: DateTime,
};

export function metricFields(
  catalog: SemanticCatalog,
  naming: Naming,
  enums: Enums,
  inputs: Inputs,
): readonly FieldSpec[] {
  const args: FieldSpec['args'] = [
    { name: 'where', type: () => inputs.Where, nullable: true, description: 'Narrows this metric alone.' },
    { name: 'compareTo', type: () => inputs.CompareTo, nullable: true },
    { name: 'as', type: () => enums.ValueAs, defaultValue: 'value' },
  ];
  return naming.metrics.map(({ name, metric }) => ({
    ...optional(name, () => SCALARS[metricType(catalog, metric)], metric.description),
    args,
  }));
}

/** A row's dimensions: a time gives its period, and its parts by argument. */
export function dimensionFields(naming: Naming, enums: Enums): readonly FieldSpec[] {
  return naming.dimensions.flatMap((dimension): readonly FieldSpec[] => {
    const { name, description, kind } = dimension;
    if (kind !== 'time') return [optional(name, () => dimensionType(dimension), description)];
    const part = { ...optional(`${name}Part`, () => GraphQLInt), args: [{ name: 'part', type: () => enums.DatePart }] };
    return [optional(name, () => Period, description), part];
  });
}

function dimensionType({ element }: NamedDimension): TypeRef {
  return element ? SCALARS[elementType(element)] : Period;
}

export function defineMetricConnection(
  catalog: SemanticCatalog,
  naming: Naming,
  enums: Enums,
  inputs: Inputs,
  shared: SharedObjects,
): NamedClass {
  const row = defineObject(
    namedClass('MetricRow'),
    'One member of each dimension that is grouped by, with its metrics.',
    [
      ID,
      listOf('keys', () => shared.Key, 'The same as the dimension fields, for code that does not know them.'),
      required('isOther', () => GraphQLBoolean, 'The row that stands for all members beyond the best (top).'),
      optional('periodEnd', () => LocalDate, 'Last day of the period; null below a day and at a custom grain.'),
      optional('periodComplete', () => GraphQLBoolean, 'False while the period runs; null where its end is not known.'),
      ...dimensionFields(naming, enums),
      ...metricFields(catalog, naming, enums, inputs),
    ],
  );
  const totals = defineObject(
    namedClass('MetricTotals'),
    'The metrics over the whole range as one period: after filters, before having, order and limit.',
    [ID, ...metricFields(catalog, naming, enums, inputs)],
  );
  return defineObject(namedClass('MetricConnection'), 'Rows of metrics.', [
    ID,
    listOf('nodes', () => row),
    required('totals', () => totals),
    required('totalCount', () => GraphQLInt, 'Rows after having, whatever first says.'),
    required('pageInfo', () => shared.PageInfo),
    required('meta', () => shared.QueryMeta),
  ]);
}

export function defineFunnelConnection(
  naming: Naming,
  enums: Enums,
  inputs: Inputs,
  shared: SharedObjects,
): NamedClass {
  const step = defineObject(namedClass('FunnelStep'), 'One step of a funnel in one row.', [
    ID,
    required('index', () => GraphQLInt, 'From 1.'),
    required('name', () => GraphQLString),
    required('label', () => GraphQLString),
    required('count', () => SafeInt, 'Entities that reach the step.'),
    optional('conversionFromPrevious', () => GraphQLFloat, 'Null at step 1.'),
    optional('conversionFromFirst', () => GraphQLFloat),
    optional('dropOff', () => SafeInt, 'Entities of the step before that do not come this far; null at step 1.'),
    optional('dropOffRate', () => GraphQLFloat, 'The drop-off as a share of the step before; null at step 1.'),
  ]);
  const row = defineObject(namedClass('FunnelRow'), 'A funnel for one member of each dimension that is grouped by.', [
    ID,
    listOf('keys', () => shared.Key),
    ...dimensionFields(naming, enums),
    {
      ...listOf('steps', () => step, 'With compareTo the steps there; 0 where nobody was.'),
      args: [{ name: 'compareTo', type: () => inputs.CompareTo, nullable: true }],
    },
    {
      ...optional('largestDropOff', () => step, 'The step that loses most, by share or by number.'),
      args: [{ name: 'measure', type: () => enums.DropOffMeasure, defaultValue: 'rate' }],
    },
  ]);
  return defineObject(namedClass('FunnelConnection'), 'Rows of a funnel.', [
    ID,
    listOf('nodes', () => row),
    required('totals', () => row, 'The whole range as one period.'),
    required('pageInfo', () => shared.PageInfo),
    required('meta', () => shared.QueryMeta),
  ]);
}

export function defineMetricTable(enums: Enums, shared: SharedObjects): NamedClass {
  const tableColumn = defineObject(namedClass('Column'), 'One column of a table.', [
    required('name', () => GraphQLString),
    required('label', () => GraphQLString),
    required('role', () => enums.ColumnRole),
    required('type', () => enums.ColumnType),
    required('nullable', () => GraphQLBoolean),
    optional('unit', () => GraphQLString),
    optional('format', () => GraphQLString),
    optional('grain', () => enums.TimeGrain),
  ]);
  return defineObject(
    namedClass('MetricTable'),
    'Rows as a plain table, for tools that learn the columns at run time.',
    [
      ID,
      listOf('columns', () => tableColumn),
      { ...listOf('rows', () => Json, 'Cells in the order of the columns.'), list: 'lists' },
      listOf('records', () => Json, 'The same rows as objects by column name.'),
      required('totalCount', () => GraphQLInt),
      required('pageInfo', () => shared.PageInfo),
      required('meta', () => shared.QueryMeta),
    ],
  );
}

export function defineDimensionValues(shared: SharedObjects): NamedClass {
  const value = defineObject(namedClass('DimensionValue'), 'A member of a dimension.', [
    optional('value', () => GraphQLString, 'As text; null is the NULL member.'),
    required('label', () => GraphQLString),
  ]);
  return defineObject(namedClass('DimensionValueConnection'), 'Members of a dimension, in order.', [
    ID,
    listOf('nodes', () => value),
    required('pageInfo', () => shared.PageInfo),
    required('meta', () => shared.QueryMeta),
  ]);
}
