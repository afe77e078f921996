import { GraphQLInt, type GraphQLResolveInfo, GraphQLString } from 'graphql';
import type { SemanticCatalog } from '../model/catalog.js';
import { CatalogSource } from './catalog-field.js';
import { defineCatalog } from './catalog-objects.js';
import type { TrellisContext } from './context.js';
import type { NamedDataset } from './dataset-names.js';
import { defineDatasets } from './dataset-objects.js';
import type { ArgSpec, QuerySpec } from './define.js';
import type { Enums } from './enums.js';
import { explainFieldSpec } from './explain-field.js';
import { resolveFunnel } from './funnel-field.js';
import type { Inputs } from './inputs.js';
import { resolveMetrics } from './metrics-field.js';
import type { Naming } from './naming.js';
import {
  defineDimensionValues,
  defineFunnelConnection,
  defineMetricConnection,
  defineMetricTable,
  defineShared,
} from './objects.js';
import { resolveMetricTable } from './table-field.js';
import { resolveDimensionValues } from './values-field.js';

/** The root fields of one schema. */
export function rootFields(
  catalog: SemanticCatalog,
  naming: Naming,
  enums: Enums,
  inputs: Inputs,
  datasets: readonly NamedDataset[],
): readonly QuerySpec[] {
  const shared = defineShared(enums);
  const MetricConnection = defineMetricConnection(catalog, naming, enums, inputs, shared);
  const FunnelConnection = defineFunnelConnection(naming, enums, inputs, shared);
  const MetricTable = defineMetricTable(enums, shared);
  const DimensionValues = defineDimensionValues(shared);
  const optional = (name: string, type: ArgSpec['type'], description?: string): ArgSpec => ({
    name,
    type,
    nullable: true,
    ...(description && { description }),
  });
  const where = optional('where', () => inputs.Where);
  const timeRange = optional('timeRange', () => inputs.TimeRange, 'Without it: all there is.');
  const timeZone = optional('timeZone', () => GraphQLString, 'IANA name.');
  const grouped = [optional('groupBy', () => inputs.GroupBy), timeRange, timeZone, where];
  const first = optional('first', () => GraphQLInt, 'At most so many rows; 0 gives none.');
  const orderBy: ArgSpec = { name: 'orderBy', type: () => inputs.OrderBy, list: true, defaultValue: [] };
  const ordered: readonly ArgSpec[] = [...grouped, optional('having', () => inputs.Having), orderBy, first];
  const Datasets = defineDatasets(datasets, [timeRange, timeZone, where, orderBy, first], shared);
  const metricsArg: ArgSpec = { name: 'metrics', type: () => enums.Metric, list: true };
  const Catalog = defineCatalog(enums, explainFieldSpec([metricsArg, ...ordered]));
  const resolve =
    (field: (context: TrellisContext, info: GraphQLResolveInfo, names: Naming) => unknown) =>
    (context: unknown, info: unknown) =>
      field(context as TrellisContext, info as GraphQLResolveInfo, naming);
  const catalogSource = new CatalogSource(catalog, naming, datasets);
  const Funnel = enums.Funnel;
  return [
    {
      name: 'metrics',
      description: 'Metrics by dimensions: the arguments say by what, the selection says which.',
      type: () => MetricConnection,
      nullable: true,
      args: ordered,
      resolve: resolve(resolveMetrics),
    },
    ...(Funnel
      ? [
          {
            name: 'funnel',
            description: 'How many pass each step of a funnel.',
            type: () => FunnelConnection,
            nullable: true,
            args: [{ name: 'name', type: () => Funnel }, ...grouped, first],
            resolve: resolve(resolveFunnel),
          },
        ]
      : []),
    ...(Datasets
      ? [
          {
            name: 'datasets',
            description: 'Saved queries with their columns as types of their own.',
            type: () => Datasets,
            args: [],
            resolve: () => ({ id: 'datasets' }),
          },
        ]
      : []),
    {
      name: 'metricTable',
      description: 'The same as metrics, with columns that are known at run time only.',
      type: () => MetricTable,
      nullable: true,
      args: [metricsArg, ...ordered, { name: 'numbers', type: () => enums.NumberFormat, defaultValue: 'number' }],
      resolve: resolve(resolveMetricTable),
    },
    {
      name: 'dimensionValues',
      description: 'The members of a dimension, for pick lists.',
      type: () => DimensionValues,
      nullable: true,
      args: [
        { name: 'dimension', type: () => enums.Dimension },
        { ...metricsArg, defaultValue: [] },
        where,
        timeRange,
        optional('search', () => GraphQLString, 'Members that contain it, whatever the case.'),
        { name: 'first', type: () => GraphQLInt, defaultValue: 50 },
      ],
      resolve: resolve(resolveDimensionValues),
    },
    {
      name: 'catalog',
      description: 'What can be asked.',
      type: () => Catalog,
      args: [],
      resolve: () => catalogSource,
    },
  ];
}
