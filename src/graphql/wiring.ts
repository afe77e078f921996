import {
  type GraphQLFieldResolver,
  GraphQLInputObjectType,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';
import { largestDropOff } from '../engine/funnel-steps.js';
import type { SemanticCatalog } from '../model/catalog.js';
import type { DatePart } from '../model/types.js';
import { metricType } from '../model/value-types.js';
import { groupByColumn } from '../plan/query.js';
import { readPredicate } from './arguments.js';
import type { CatalogSource } from './catalog-field.js';
import type { TrellisContext } from './context.js';
import { wireDatasets } from './dataset-field.js';
import type { NamedDataset } from './dataset-names.js';
import { resolveExplain } from './explain-field.js';
import { type FunnelRowSource, stepSource } from './funnel-field.js';
import type { RowSource } from './metrics-field.js';
import type { Naming } from './naming.js';
import { metricColumn, toScalar } from './rows.js';
import { Json } from './scalars.js';

/** [[JSON]!]!: a row is always there, a cell may be null. */
const ROWS_OF_CELLS = new GraphQLNonNull(new GraphQLList(new GraphQLNonNull(new GraphQLList(Json))));

/** Replaces what type-graphql resolves row by row with plain reads, and marks what it has no option for. */
export function wired(
  schema: GraphQLSchema,
  catalog: SemanticCatalog,
  naming: Naming,
  datasets: readonly NamedDataset[],
): GraphQLSchema {
  const timeRange = schema.getType('TimeRange');
  if (timeRange instanceof GraphQLInputObjectType) timeRange.isOneOf = true;
  const table = schema.getType('MetricTable');
  const rows = table instanceof GraphQLObjectType ? table.getFields().rows : undefined;
  if (rows) rows.type = ROWS_OF_CELLS;
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
  wireDatasets(schema, datasets, naming);
  const catalogType = schema.getType('Catalog');
  if (catalogType instanceof GraphQLObjectType) {
    for (const name of ['metrics', 'metric', 'dimensions'] as const) {
      const field = catalogType.getFields()[name];
      if (field) field.resolve = (source: CatalogSource, args) => source[name](args as never);
    }
    const explain = catalogType.getFields().explain;
    if (explain) explain.resolve = (_, _args, context: TrellisContext, info) => resolveExplain(context, info, naming);
  }
  return schema;
}

type Read<T> = (source: T, args: Readonly<Record<string, unknown>>) => unknown;

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
      const column = groupByColumn({ kind: 'part', name: dbtName, part: args.part as DatePart });
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
