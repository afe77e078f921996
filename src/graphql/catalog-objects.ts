import { GraphQLID, GraphQLInt, GraphQLString } from 'graphql';
import { defineDatasetDefinition } from './dataset-catalog.js';
import { defineObject, type FieldSpec, type NamedClass, namedClass } from './define.js';
import type { Enums } from './enums.js';
import { listOf, optional, required } from './objects.js';

const ID = required('id', () => GraphQLID);

/** The types that tell what can be asked. */
export function defineCatalog(enums: Enums, explain: FieldSpec): NamedClass {
  const owner = defineObject(namedClass('Owner'), 'Whom to ask.', [
    optional('name', () => GraphQLString),
    optional('email', () => GraphQLString),
  ]);
  const source = defineObject(namedClass('SourceLocation'), 'Where a definition stands.', [
    required('file', () => GraphQLString),
    required('line', () => GraphQLInt),
    required('column', () => GraphQLInt),
  ]);
  const dimension = defineObject(
    namedClass('DimensionDefinition'),
    'Something that metrics are grouped and filtered by.',
    [
      ID,
      required('name', () => enums.Dimension),
      required('dbtName', () => GraphQLString),
      required('label', () => GraphQLString),
      required('description', () => GraphQLString),
      required('type', () => enums.ColumnType),
      listOf('grains', () => enums.TimeGrain, 'The periods that a time can be asked by; none for other dimensions.'),
      listOf('metrics', () => enums.Metric, 'What can be grouped and filtered by it.'),
    ],
  );
  const exposure = defineObject(
    namedClass('Exposure'),
    'A dashboard or another use of the metrics, as dbt declares it.',
    [
      ID,
      required('name', () => GraphQLString),
      required('label', () => GraphQLString),
      required('description', () => GraphQLString),
      required('type', () => GraphQLString),
      optional('url', () => GraphQLString),
      optional('maturity', () => GraphQLString),
      required('owner', () => owner),
    ],
  );
  const lineageNode = defineObject(namedClass('LineageNode'), 'Something that a metric is made from.', [
    ID,
    required('kind', () => enums.LineageKind),
    required('name', () => GraphQLString),
    listOf('dependsOn', () => GraphQLID, 'The ids of what it is made from directly.'),
  ]);
  const metric = defineObject(namedClass('MetricDefinition'), 'What a metric means.', [
    ID,
    required('name', () => enums.Metric),
    required('dbtName', () => GraphQLString),
    required('label', () => GraphQLString),
    required('description', () => GraphQLString),
    required('type', () => GraphQLString, 'simple, ratio, derived, cumulative or conversion.'),
    required('valueType', () => enums.ColumnType),
    required('formula', () => GraphQLString),
    listOf('filters', () => GraphQLString, 'As their authors wrote them.'),
    optional('unit', () => GraphQLString),
    optional('format', () => GraphQLString),
    optional('owner', () => owner),
    listOf('tags', () => GraphQLString),
    required('status', () => enums.MetricStatus),
    required('source', () => source),
    listOf('dimensions', () => dimension, 'What the metric can be grouped and filtered by.'),
    listOf('grains', () => enums.TimeGrain, 'The periods of metricTime that can be asked.'),
    listOf('exposures', () => exposure, 'Who declares to use it.'),
    listOf('lineage', () => lineageNode, 'What it is made from, itself first; in the end columns of tables.'),
  ]);
  const dataset = defineDatasetDefinition(enums, metric, source);
  const funnelStep = defineObject(namedClass('FunnelStepDefinition'), 'A step of a funnel.', [
    required('name', () => GraphQLString),
    required('label', () => GraphQLString),
    required('filter', () => GraphQLString),
  ]);
  const funnel = defineObject(namedClass('FunnelDefinition'), 'Ordered steps that one entity passes.', [
    ID,
    required('name', () => enums.Funnel ?? GraphQLString),
    required('dbtName', () => GraphQLString),
    required('label', () => GraphQLString),
    required('description', () => GraphQLString),
    required('entity', () => GraphQLString),
    required('order', () => GraphQLString, 'any: a step counts whatever came before; strict: steps in order of time.'),
    listOf('steps', () => funnelStep),
  ]);
  return defineObject(namedClass('Catalog'), 'What can be asked.', [
    {
      ...listOf('metrics', () => metric),
      args: [
        {
          name: 'search',
          type: () => GraphQLString,
          nullable: true,
          description: 'In names, labels and descriptions.',
        },
        { name: 'owner', type: () => GraphQLString, nullable: true, description: 'Name or e-mail address.' },
        { name: 'tag', type: () => GraphQLString, nullable: true },
        { name: 'status', type: () => enums.MetricStatus, nullable: true },
        {
          name: 'reachableBy',
          type: () => enums.Dimension,
          list: true,
          nullable: true,
          description: 'Metrics that can be grouped by all of these.',
        },
      ],
    },
    { ...required('metric', () => metric), args: [{ name: 'name', type: () => enums.Metric }] },
    {
      ...listOf('dimensions', () => dimension),
      args: [
        {
          name: 'metrics',
          type: () => enums.Metric,
          list: true,
          nullable: true,
          description: 'Dimensions that all of these can be grouped by.',
        },
      ],
    },
    listOf('funnels', () => funnel),
    listOf('datasets', () => dataset, 'Saved queries, which can be pulled as tables.'),
    listOf('exposures', () => exposure),
    explain,
  ]);
}
