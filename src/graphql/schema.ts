import 'reflect-metadata';
import {
  type GraphQLFieldResolver,
  GraphQLInputObjectType,
  GraphQLInt,
  GraphQLObjectType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  GraphQLString,
  lexicographicSortSchema,
  printSchema,
} from 'graphql';
import { buildSchemaSync, getMetadataStorage, type NonEmptyArray } from 'type-graphql';
import { largestDropOff } from '../engine/funnel-steps.js';
import type { SemanticCatalog } from '../model/catalog.js';
import { metricType } from '../model/value-types.js';
import { groupByColumn } from '../plan/query.js';
import { readPredicate } from './arguments.js';
import { CatalogSource } from './catalog-field.js';
import { defineCatalog } from './catalog-objects.js';
import type { TrellisContext } from './context.js';
import { type ArgSpec, defineQueries, type QuerySpec } from './define.js';
import { defineEnums, type Enums } from './enums.js';
import { type FunnelRowSource, resolveFunnel, stepSource } from './funnel-field.js';
import { defineInputs, type Inputs } from './inputs.js';
import { type RowSource, resolveMetrics } from './metrics-field.js';
import { Naming } from './naming.js';
import {
  defineDimensionValues,
  defineFunnelConnection,
  defineMetricConnection,
  defineMetricTable,
  defineShared,
} from './objects.js';
import { metricColumn, toScalar } from './rows.js';
import { resolveMetricTable } from './table-field.js';
import { resolveDimensionValues } from './values-field.js';

/** Apollo and type-graphql keep one global store of types; each build works on a copy of it. */
interface MetadataGlobal {
  TypeGraphQLMetadataStorage: { clone(): MetadataGlobal['TypeGraphQLMetadataStorage'] };
}

/** The GraphQL schema of a catalog. Equal definitions give an equal schema, byte for byte; no warehouse is asked. */
export function buildTrellisSchema(catalog: SemanticCatalog): GraphQLSchema {
  const holder = globalThis as unknown as MetadataGlobal;
  const base = getMetadataStorage() as unknown as MetadataGlobal['TypeGraphQLMetadataStorage'];
  holder.TypeGraphQLMetadataStorage = base.clone();
  try {
    const naming = new Naming(catalog);
    const enums = defineEnums(naming);
    const inputs = defineInputs(naming, enums);
    const resolvers: NonEmptyArray<new () => object> = [defineQueries(rootFields(catalog, naming, enums, inputs))];
    const schema = buildSchemaSync({ resolvers, validate: false });
    return wired(schema, catalog, naming);
  } finally {
    holder.TypeGraphQLMetadataStorage = base;
  }
}

/** The committed text: sorted, so that it changes only where the definitions do. */
export function printTrellisSchema(schema: GraphQLSchema): string {
  return `${printSchema(lexicographicSortSchema(schema))}\n`;
}

function rootFields(catalog: SemanticCatalog, naming: Naming, enums: Enums, inputs: Inputs): readonly QuerySpec[] {
  const shared = defineShared(enums);
  const MetricConnection = defineMetricConnection(catalog, naming, enums, inputs, shared);
  const FunnelConnection = defineFunnelConnection(naming, enums, shared);
  const MetricTable = defineMetricTable(enums, shared);
  const DimensionValues = defineDimensionValues(shared);
  const Catalog = defineCatalog(enums);
  const optional = (name: string, type: ArgSpec['type'], description?: string): ArgSpec => ({
    name,
    type,
    nullable: true,
    ...(description && { description }),
  });
  const where = optional('where', () => inputs.Where);
  const timeRange = optional('timeRange', () => inputs.TimeRange, 'Without it: all there is.');
  const grouped = [
    optional('groupBy', () => inputs.GroupBy),
    timeRange,
    optional('timeZone', () => GraphQLString, 'IANA name.'),
    where,
  ];
  const first = optional('first', () => GraphQLInt, 'At most so many rows; 0 gives none.');
  const ordered: readonly ArgSpec[] = [
    ...grouped,
    optional('having', () => inputs.Having),
    { name: 'orderBy', type: () => inputs.OrderBy, list: true, defaultValue: [] },
    first,
  ];
  const metricsArg: ArgSpec = { name: 'metrics', type: () => enums.Metric, list: true };
  const resolve =
    (field: (context: TrellisContext, info: GraphQLResolveInfo, names: Naming) => unknown) =>
    (context: unknown, info: unknown) =>
      field(context as TrellisContext, info as GraphQLResolveInfo, naming);
  const catalogSource = new CatalogSource(catalog, naming);
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

/** Replaces what type-graphql resolves row by row with plain reads, and marks what it has no option for. */
function wired(schema: GraphQLSchema, catalog: SemanticCatalog, naming: Naming): GraphQLSchema {
  const timeRange = schema.getType('TimeRange');
  if (timeRange instanceof GraphQLInputObjectType) timeRange.isOneOf = true;
  for (const name of ['MetricRow', 'MetricTotals', 'FunnelRow']) {
    readWith(schema, name, {
      id: ({ reader, row }) => reader.id(row),
      keys: ({ reader, row }) => reader.keys(row),
      isOther: ({ reader, row }) => reader.isOther(row),
      periodEnd: ({ reader, row }) => reader.periodEnd(row)?.toFormat('yyyy-MM-dd') ?? null,
      periodComplete: ({ reader, row }) => reader.periodComplete(row),
      ...metricReaders(catalog, naming),
      ...dimensionReaders(naming),
    });
  }
  readWith(schema, 'FunnelRow', {
    steps: (source: FunnelRowSource) => source.steps.map((step) => stepSource(source, step)),
    largestDropOff: (source: FunnelRowSource, { measure }) => {
      const step = largestDropOff(source.steps, measure === 'count' ? 'count' : 'rate');
      return step ? stepSource(source, step) : null;
    },
  });
  const catalogType = schema.getType('Catalog');
  if (catalogType instanceof GraphQLObjectType) {
    for (const name of ['metrics', 'metric', 'dimensions'] as const) {
      const field = catalogType.getFields()[name];
      if (field) field.resolve = (source: CatalogSource, args) => source[name](args as never);
    }
  }
  return schema;
}

// biome-ignore lint/suspicious/noExplicitAny: graphql-js types a field's arguments so
type Read<T> = (source: T, args: Record<string, any>) => unknown;

function readWith<T extends RowSource>(
  schema: GraphQLSchema,
  typeName: string,
  readers: Record<string, Read<T>>,
): void {
  const type = schema.getType(typeName);
  if (!(type instanceof GraphQLObjectType)) return;
  for (const [name, field] of Object.entries(type.getFields())) {
    const read = readers[name];
    if (read) field.resolve = ((source, args) => read(source, args)) as GraphQLFieldResolver<T, TrellisContext>;
  }
}

function metricReaders(catalog: SemanticCatalog, naming: Naming): Record<string, Read<RowSource>> {
  const entries = naming.metrics.map(({ name, metric }): [string, Read<RowSource>] => {
    const type = metricType(catalog, metric);
    const column = (args: Record<string, unknown>) => {
      const where = readPredicate(args.where, (dimension) => naming.dimension(dimension).dbtName, `${name}.where`);
      return metricColumn(metric.name, where);
    };
    return [name, ({ reader, row }, args) => toScalar(reader.cell(row, column(args)), type)];
  });
  return Object.fromEntries(entries);
}

function dimensionReaders(naming: Naming): Record<string, Read<RowSource>> {
  const entries = naming.dimensions.flatMap(({ name, dbtName, kind }): readonly [string, Read<RowSource>][] => {
    const value: Read<RowSource> = ({ reader, row }) => {
      const column = reader.keyColumns.find(({ groupBy }) => groupBy.name === dbtName && groupBy.kind !== 'part');
      return column ? toScalar(reader.cell(row, column.name), column.type) : null;
    };
    const part: Read<RowSource> = ({ reader, row }, args) => {
      const column = groupByColumn({ kind: 'part', name: dbtName, part: args.part });
      return toScalar(reader.cell(row, column), 'long');
    };
    return kind === 'time'
      ? [
          [name, value],
          [`${name}Part`, part],
        ]
      : [[name, value]];
  });
  return Object.fromEntries(entries);
}
