import { GraphQLBoolean, GraphQLID, GraphQLString } from 'graphql';
import type { NamedColumn, NamedDataset } from './dataset-names.js';
import { defineObject, type NamedClass, namedClass } from './define.js';
import type { Enums } from './enums.js';
import { listOf, optional, required } from './objects.js';
import { LocalDate } from './scalars.js';

/** The catalogue's types of datasets. */
export function defineDatasetDefinition(enums: Enums, metric: NamedClass, source: NamedClass): NamedClass {
  const deprecation = defineObject(namedClass('Deprecation'), 'What will go, and when.', [
    required('since', () => LocalDate, 'The day of its announcement.'),
    required('removeOn', () => LocalDate, 'The first day on which it may be gone.'),
    optional('replacement', () => GraphQLString, 'What to use instead.'),
  ]);
  const column = defineObject(namedClass('DatasetColumn'), 'A column of a dataset.', [
    required('name', () => GraphQLString, "Its field in the dataset's rows."),
    required('dbtName', () => GraphQLString, 'Its name in CSV and JSON.'),
    required('label', () => GraphQLString),
    required('description', () => GraphQLString),
    required('role', () => enums.ColumnRole),
    required('type', () => enums.ColumnType),
    required('nullable', () => GraphQLBoolean),
    optional('unit', () => GraphQLString),
    optional('format', () => GraphQLString),
    optional('grain', () => enums.TimeGrain),
    optional('deprecation', () => deprecation),
  ]);
  return defineObject(namedClass('DatasetDefinition'), 'A saved query, which always has the same columns.', [
    required('id', () => GraphQLID),
    required('name', () => GraphQLString, 'Its field of Datasets.'),
    required('dbtName', () => GraphQLString, 'Its name in addresses: /v1/datasets/NAME.csv.'),
    required('label', () => GraphQLString),
    required('description', () => GraphQLString),
    listOf('columns', () => column, 'In order: what it is grouped by, then its metrics.'),
    listOf('metrics', () => metric),
    optional('deprecation', () => deprecation, 'Where all of it will go.'),
    required('source', () => source),
  ]);
}

/** The value behind a DatasetDefinition. */
export function datasetSource(
  { name, dataset, columns }: NamedDataset,
  metricSource: (name: string) => object,
): object {
  const { saved } = dataset;
  return {
    ...saved,
    id: `dataset:${saved.name}`,
    name,
    dbtName: saved.name,
    columns: columns.map(columnSource),
    metrics: () => saved.metrics.map(metricSource),
    deprecation: saved.deprecations.find(({ column }) => column === undefined) ?? null,
  };
}

function columnSource({ field, column, ...rest }: NamedColumn): object {
  const grain = column.role === 'key' && column.groupBy.kind === 'time' ? column.groupBy.grain : undefined;
  return {
    ...rest,
    name: field,
    dbtName: rest.name,
    role: column.role === 'metric' ? 'metric' : 'key',
    type: column.type,
    grain: grain ?? null,
  };
}
