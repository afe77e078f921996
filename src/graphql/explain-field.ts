import { GraphQLInt, type GraphQLResolveInfo, GraphQLString } from 'graphql';
import type { Ask } from '../engine/ask.js';
import type { WarehouseExplanation } from '../engine/explained.js';
import { TrellisError } from '../errors/trellis-error.js';
import { asInput } from './arguments.js';
import type { TrellisContext } from './context.js';
import { type ArgSpec, defineInput, defineObject, type FieldSpec, type NamedClass, namedClass } from './define.js';
import { readQuery } from './metrics-field.js';
import type { Naming } from './naming.js';
import { ID, listOf, optional, required } from './objects.js';
import { tellsOfItself } from './repeatable.js';
import { identity } from './rows.js';
import { Json, LocalDate, SafeInt } from './scalars.js';
import { fieldArguments } from './selection.js';

/** `Catalog.explain`: what a query would run. Only where `warehouse` is selected is the warehouse asked. */
export function explainFieldSpec(args: readonly ArgSpec[]): FieldSpec {
  const input = defineInput(namedClass('ExplainInput'), 'A query, with the arguments of metricTable.', args);
  const explanation = defineExplanation();
  return {
    ...required('explain', () => explanation, 'How a query is planned and written; runs nothing.'),
    args: [{ name: 'query', type: () => input }],
  };
}

function defineExplanation(): NamedClass {
  const scan = defineObject(namedClass('WarehouseExplanation'), 'What the warehouse says of a statement.', [
    required('text', () => GraphQLString, 'In its own words.'),
    optional('scanBytes', () => SafeInt, 'Read at most; null where the warehouse does not tell.'),
    optional('scanPartitions', () => GraphQLInt, 'Micro-partitions that are left after pruning.'),
    optional('scanPartitionsTotal', () => GraphQLInt),
  ]);
  return defineObject(namedClass('Explanation'), 'How a query is planned and written.', [
    ID,
    required('plan', () => GraphQLString, 'Which rows, which sums: an indented tree.'),
    required('dialect', () => GraphQLString, 'duckdb or snowflake.'),
    required('sql', () => GraphQLString),
    listOf('bindings', () => Json, 'What is bound to its question marks, in order.'),
    listOf('tables', () => GraphQLString, 'What is read of the warehouse.'),
    optional('from', () => LocalDate),
    optional('to', () => LocalDate),
    required('timeZone', () => GraphQLString),
    optional('warehouse', () => scan, "The warehouse's own explanation; runs nothing."),
  ]);
}

/** The source of an Explanation; the warehouse is asked only where `warehouse` is selected. */
export function resolveExplain(context: TrellisContext, info: GraphQLResolveInfo, naming: Naming): object {
  const { request } = context;
  const input = asInput(fieldArguments(info).query) ?? {};
  const metrics = input.metrics as readonly string[];
  const query = { ...readQuery(input, naming), metrics: metrics.map((metric) => ({ metric, as: metric })) };
  if (metrics.length === 0 && query.groupBy.length === 0) {
    throw new TrellisError('QUERY_INVALID', 'Ask for at least one metric or one group-by.');
  }
  const ask: Ask = { kind: 'rows', query };
  const { range, ...explained } = request.explain(ask);
  return {
    id: identity('explain', query),
    ...explained,
    from: range.from ?? null,
    to: range.to ?? null,
    timeZone: range.timeZone,
    warehouse: async () => {
      tellsOfItself(context);
      return scanSource(await request.estimate(ask, info.operation.name?.value));
    },
  };
}

function scanSource({ text, scan }: WarehouseExplanation): object {
  return {
    text,
    scanBytes: scan?.bytes ?? null,
    scanPartitions: scan?.partitions ?? null,
    scanPartitionsTotal: scan?.partitionsTotal ?? null,
  };
}
