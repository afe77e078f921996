import { GraphQLObjectType, type GraphQLResolveInfo, type GraphQLSchema } from 'graphql';
import { narrowedDataset } from '../engine/datasets.js';
import type { MetricQuery } from '../plan/query.js';
import type { Input } from './arguments.js';
import { answerFor, type TrellisContext } from './context.js';
import type { NamedDataset } from './dataset-names.js';
import { metaOf } from './meta.js';
import { type MetricConnectionSource, type RowSource, readQuery, totalsSource } from './metrics-field.js';
import type { Naming } from './naming.js';
import { identity, RowReader, toScalar } from './rows.js';
import { fieldArguments, isSelected, selectedBelow, selectedUnder } from './selection.js';

/** Each field of `Datasets` answers for its dataset, each field of its rows for a column. */
export function wireDatasets(schema: GraphQLSchema, datasets: readonly NamedDataset[], naming: Naming): void {
  for (const named of datasets) {
    const field = fieldsOf(schema, 'Datasets')[named.name];
    if (field)
      field.resolve = (_, _args, context: TrellisContext, info) => resolveDataset(context, info, named, naming);
    for (const typeName of [`${named.type}Row`, `${named.type}Totals`]) readColumns(schema, typeName, named);
  }
}

function readColumns(schema: GraphQLSchema, typeName: string, { columns }: NamedDataset): void {
  const fields = fieldsOf(schema, typeName);
  if (fields.id) fields.id.resolve = ({ reader, row }: RowSource) => reader.id(row);
  for (const { field: name, column } of columns) {
    const field = fields[name];
    if (field) field.resolve = ({ reader, row }: RowSource) => toScalar(reader.cell(row, column.name), column.type);
  }
}

function fieldsOf(schema: GraphQLSchema, typeName: string): ReturnType<GraphQLObjectType['getFields']> {
  const type = schema.getType(typeName);
  return type instanceof GraphQLObjectType ? type.getFields() : {};
}

/**
 * A field of `Datasets`. All columns are asked whatever is selected: which rows there are depends on all of its
 * metrics. Totals are one row anyway, so there only the selected ones are.
 */
async function resolveDataset(
  context: TrellisContext,
  info: GraphQLResolveInfo,
  named: NamedDataset,
  naming: Naming,
): Promise<MetricConnectionSource> {
  const ask = answerFor(context, info);
  const { query, isWhole, question } = askedOf(named, fieldArguments(info), context.engine.maxRows, naming);
  const selected = selectedBelow(info);
  const inTotals = selectedUnder(selected, 'totals', info).map(({ name }) => name);
  const metrics = query.metrics.filter(({ metric }) => inTotals.includes(naming.graphqlNameOf(metric)));
  const wantsRows = isSelected(selected, 'nodes', 'pageInfo');
  const counts = isSelected(selected, 'totalCount') && !(wantsRows && isWhole);
  const [rows, total, counted] = await Promise.all([
    wantsRows ? ask({ kind: 'rows', query }) : undefined,
    metrics.length > 0 ? ask({ kind: 'totals', query: { ...query, metrics } }) : undefined,
    counts ? ask({ kind: 'count', query }) : undefined,
  ]);
  const reader = rows && new RowReader(rows, naming, question);
  const { limit: most = Infinity } = named.dataset.query;
  return {
    id: identity(question, query.timeRange, query.orderBy, query.limit),
    nodes: reader ? reader.answer.rows.map((row) => ({ reader, row })) : [],
    totals: isSelected(selected, 'totals') ? totalsSource(total, naming, question) : undefined,
    totalCount: counted ? Math.min(Number(counted.rows[0]?.[0]), most) : rows?.rows.length,
    pageInfo: { hasNextPage: !isWhole && (rows?.hasMore ?? false) },
    meta: metaOf(
      [rows, total, counted].flatMap((answer) => answer ?? []),
      rows?.rows.length ?? 0,
      context,
      reader,
    ),
  };
}

interface Asked {
  readonly query: MetricQuery;
  /** `first` leaves nothing of the dataset out. */
  readonly isWhole: boolean;
  /** What a row's id is made from: the dataset and what narrows it. */
  readonly question: unknown;
}

function askedOf({ name, dataset }: NamedDataset, args: Input, maxRows: number, naming: Naming): Asked {
  const { groupBy: _none, limit: first, ...more } = readQuery(args, naming);
  const { limit: most = Infinity } = dataset.query;
  const isWhole = first === undefined || first >= most;
  const { limit: _limit, ...query } = narrowedDataset(dataset, more);
  // A dataset that may be longer than any answer is refused only where it is.
  const limit = isWhole ? (most <= maxRows ? most : undefined) : first;
  return {
    query: { ...query, ...(limit !== undefined && { limit }) },
    isWhole,
    question: { dataset: name, where: more.where, timeZone: more.timeZone },
  };
}
