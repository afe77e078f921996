import type { GraphQLResolveInfo } from 'graphql';
import type { Answer, Cell } from '../engine/answer.js';
import type { Ask } from '../engine/ask.js';
import { didYouMean, nearestNames } from '../errors/did-you-mean.js';
import { TrellisError } from '../errors/trellis-error.js';
import type { GroupBy, MetricQuery, MetricSelection } from '../plan/query.js';
import {
  type Input,
  readFirst,
  readGroupBy,
  readOrderBy,
  readPredicate,
  readShown,
  readTimeRange,
} from './arguments.js';
import { answerFor, type TrellisContext } from './context.js';
import { type Meta, metaOf } from './meta.js';
import type { NamedMetric, Naming } from './naming.js';
import { identity, metricColumn, RowReader } from './rows.js';
import { fieldArguments, isSelected, type SelectedField, selectedBelow, selectedUnder } from './selection.js';

/** A row as the generated fields read it. */
export interface RowSource {
  readonly reader: RowReader;
  readonly row: readonly Cell[];
}

export interface MetricConnectionSource {
  readonly id: string;
  readonly nodes: readonly RowSource[];
  readonly totals: RowSource | undefined;
  readonly totalCount: number | undefined;
  readonly pageInfo: { readonly hasNextPage: boolean };
  readonly meta: Meta;
}

/** Query.metrics: the group-by comes from the arguments, the metrics from the selection. */
export async function resolveMetrics(
  context: TrellisContext,
  info: GraphQLResolveInfo,
  naming: Naming,
): Promise<MetricConnectionSource> {
  const args = fieldArguments(info);
  const ask = answerFor(context, info);
  const query = readQuery(args, naming);
  const selected = selectedBelow(info);
  const inNodes = selectedUnder(selected, 'nodes', info);
  const inTotals = selectedUnder(selected, 'totals', info);
  checkGrouped(inNodes, query.groupBy, naming);
  const { nodes, totals, count } = asksOf(selected, inNodes, inTotals, query, naming);
  const answered = await Promise.all([nodes, totals, count].map((one) => (one ? ask(one) : undefined)));
  const [rows, total, counted] = answered;
  const question = questionOf(query);
  const reader = rows && new RowReader(rows, naming, question);
  return {
    id: identity('metrics', query),
    nodes: reader ? reader.answer.rows.map((row) => ({ reader, row })) : [],
    totals: isSelected(selected, 'totals') ? totalsSource(total, naming, question) : undefined,
    totalCount: counted ? Number(counted.rows[0]?.[0]) : rows?.rows.length,
    pageInfo: { hasNextPage: rows?.hasMore ?? false },
    meta: metaOf(
      answered.filter((answer): answer is Answer => answer !== undefined),
      rows?.rows.length ?? 0,
      context,
      reader,
    ),
  };
}

/** Totals without a metric are still an object with an id. */
export function totalsSource(total: Answer | undefined, naming: Naming, question: unknown): RowSource {
  const none: Answer = {
    columns: [],
    rows: [],
    hasMore: false,
    timeZone: 'UTC',
    asOf: '',
    sql: '',
    cached: false,
    durationMs: 0,
  };
  return { reader: new RowReader(total ?? none, naming, [question, 'totals']), row: total?.rows[0] ?? [] };
}

/**
 * What a row's id is made from: neither order nor page, whether other periods are filled, and the range as it was
 * resolved, which the reader knows.
 */
export function questionOf({
  orderBy: _order,
  limit: _limit,
  timeRange: _range,
  ...question
}: Omit<MetricQuery, 'metrics'>) {
  return { ...question, groupBy: question.groupBy.map(unfilled) };
}

function unfilled(groupBy: GroupBy): GroupBy {
  if (groupBy.kind !== 'time') return groupBy;
  const { fill: _fill, ...rest } = groupBy;
  return rest;
}

/** The arguments that every metric field shares. */
export function readQuery(args: Input, naming: Naming): Omit<MetricQuery, 'metrics'> {
  const where = readPredicate(args.where, (name) => naming.dimension(name).dbtName, 'where');
  const having = readPredicate(args.having, (name) => naming.findMetric(name)?.metric.name ?? name, 'having');
  const timeRange = readTimeRange(args.timeRange);
  const limit = readFirst(args.first);
  return {
    groupBy: readGroupBy(args.groupBy, naming),
    orderBy: readOrderBy(args.orderBy),
    ...(where && { where }),
    ...(having && { having }),
    ...(timeRange && { timeRange }),
    ...(typeof args.timeZone === 'string' && { timeZone: args.timeZone }),
    ...(limit !== undefined && { limit }),
  };
}

interface Asks {
  readonly nodes: Ask | undefined;
  readonly totals: Ask | undefined;
  readonly count: Ask | undefined;
}

/** Only what is selected is computed. */
function asksOf(
  selected: readonly SelectedField[],
  inNodes: readonly SelectedField[],
  inTotals: readonly SelectedField[],
  query: Omit<MetricQuery, 'metrics'>,
  naming: Naming,
): Asks {
  const nodeMetrics = metricsOf(inNodes, naming);
  const totalMetrics = metricsOf(inTotals, naming);
  // Without metrics in nodes, the rows are those of the metrics in totals.
  const metrics = nodeMetrics.length > 0 ? nodeMetrics : totalMetrics;
  const hasRows = metrics.length > 0 || query.groupBy.length > 0;
  const wantsRows = isSelected(selected, 'nodes', 'totalCount', 'pageInfo');
  if (wantsRows && !hasRows) throw new TrellisError('QUERY_INVALID', 'Ask for at least one metric or one group-by.');
  const rows: Ask | undefined = wantsRows ? { kind: 'rows', query: { ...query, metrics } } : undefined;
  const totals: Ask | undefined =
    totalMetrics.length > 0 ? { kind: 'totals', query: { ...query, metrics: totalMetrics } } : undefined;
  const count: Ask | undefined =
    rows && isSelected(selected, 'totalCount') && query.limit !== undefined
      ? { kind: 'count', query: { ...query, metrics } }
      : undefined;
  return { nodes: rows, totals, count };
}

function metricsOf(fields: readonly SelectedField[], naming: Naming): readonly MetricSelection[] {
  const byColumn = new Map<string, MetricSelection>();
  for (const { name, args } of fields) {
    const found = naming.findMetric(name);
    if (!found) continue;
    const selection = readSelection(found, args, naming);
    byColumn.set(selection.as, selection);
  }
  return [...byColumn.values()];
}

/** What a metric's field asks by its arguments. */
export function readSelection({ name, metric }: NamedMetric, args: Input, naming: Naming): MetricSelection {
  const where = readPredicate(args.where, (dimension) => naming.dimension(dimension).dbtName, `${name}.where`);
  const selection = { metric: metric.name, ...(where && { where }), ...readShown(args) };
  return { ...selection, as: metricColumn(selection) };
}

/** A dimension that is selected but not grouped by has no value: null would mean the NULL member. */
export function checkGrouped(fields: readonly SelectedField[], groupBy: readonly GroupBy[], naming: Naming): void {
  for (const { name, args } of fields) {
    const partOf = name.endsWith('Part') ? naming.findDimension(name.slice(0, -'Part'.length)) : undefined;
    const dimension = naming.findDimension(name) ?? partOf;
    if (!dimension) continue;
    const grouped = groupBy.some(
      (item) =>
        item.name === dimension.dbtName &&
        (partOf ? item.kind === 'part' && item.part === args.part : item.kind !== 'part'),
    );
    if (grouped) continue;
    const names = groupBy.map((item) => naming.dimensionOf(item.name).name);
    const suggestions = nearestNames(name, names);
    const how = partOf
      ? `groupBy: {${dimension.name}: {parts: [${String(args.part).toUpperCase()}]}}`
      : `groupBy: {${name}: {}}`;
    throw new TrellisError(
      'DIMENSION_NOT_GROUPED',
      `"${name}" is selected but not grouped by. Add ${how}.${didYouMean(suggestions)}`,
      {
        names: [name],
        suggestions,
      },
    );
  }
}
