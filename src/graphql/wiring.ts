import {
  type GraphQLFieldResolver,
  GraphQLInputObjectType,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';
import { largestDropOff } from '../engine/funnel-steps.js';
import { lowerEdge } from '../model/bins.js';
import type { SemanticCatalog } from '../model/catalog.js';
import type { DatePart } from '../model/types.js';
import { metricType } from '../model/value-types.js';
import { groupByColumn } from '../plan/query.js';
import { readCompareTo } from './arguments.js';
import type { CatalogSource } from './catalog-field.js';
import type { TrellisContext } from './context.js';
import { wireDatasets } from './dataset-field.js';
import type { NamedDataset } from './dataset-names.js';
import { resolveExplain } from './explain-field.js';
import { type FunnelRowSource, stepSource } from './funnel-field.js';
import { type RowSource, readSelection } from './metrics-field.js';
import type { Naming } from './naming.js';
import { toScalar } from './rows.js';
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
  for (const name of ['TimeRange', 'CompareTo']) {
    const type = schema.getType(name);
    if (type instanceof GraphQLInputObjectType) type.isOneOf = true;
  }
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
    steps: (source: FunnelRowSource, args) => {
      const compareTo = readCompareTo(args.compareTo);
      return source.steps(compareTo).map((step) => stepSource(source, step, compareTo));
    },
    largestDropOff: (source: FunnelRowSource, { measure }) => {
      const step = largestDropOff(source.steps(), measure === 'count' ? 'count' : 'rate');
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
  const entries = naming.metrics.map((named): [string, Read<RowSource>] => {
    const type = metricType(catalog, named.metric);
    return [
      named.name,
      ({ reader, row }, args) => {
        const column = isPlain(args) ? named.metric.name : readSelection(named, args, naming).as;
        return toScalar(reader.cell(row, column), isShare(args) ? 'double' : type);
      },
    ];
  });
  return Object.fromEntries(entries);
}

function isPlain({ where, compareTo, as }: Readonly<Record<string, unknown>>): boolean {
  return where === undefined && !compareTo && as === 'value';
}

function isShare({ as }: Readonly<Record<string, unknown>>): boolean {
  return as === 'change_rate' || as === 'share_of_total';
}

function dimensionReaders(naming: Naming): Record<string, Read<RowSource>> {
  const entries = naming.dimensions.flatMap(({ name, dbtName, kind }): readonly [string, Read<RowSource>][] => {
    const value: Read<RowSource> = ({ reader, row }) => {
      const column = reader.keyColumns.find(({ groupBy }) => groupBy.name === dbtName && groupBy.kind !== 'part');
      if (!column) return null;
      const { groupBy } = column;
      const cell = toScalar(reader.cell(row, column.name), column.type);
      return groupBy.kind === 'value' && groupBy.bins && cell !== null ? lowerEdge(groupBy.bins, String(cell)) : cell;
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
