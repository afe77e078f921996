import type { GraphQLResolveInfo } from 'graphql';
import { TrellisError } from '../errors/trellis-error.js';
import type { MetricQuery, Predicate } from '../plan/query.js';
import { answerFor, type TrellisContext } from './context.js';
import { type Meta, metaOf } from './meta.js';
import { readQuery } from './metrics-field.js';
import type { Naming } from './naming.js';
import { identity } from './rows.js';
import { fieldArguments } from './selection.js';

export interface DimensionValuesSource {
  readonly id: string;
  readonly nodes: readonly { readonly value: string | null; readonly label: string }[];
  readonly pageInfo: { readonly hasNextPage: boolean };
  readonly meta: Meta;
}

/** Query.dimensionValues: the members of one dimension, of the metrics' rows where metrics are named. */
export async function resolveDimensionValues(
  context: TrellisContext,
  info: GraphQLResolveInfo,
  naming: Naming,
): Promise<DimensionValuesSource> {
  const args = fieldArguments(info);
  const ask = answerFor(context, info);
  const dimension = naming.dimensionOf(String(args.dimension));
  const metrics = args.metrics as readonly string[];
  const asked = readQuery({ ...args, groupBy: { [dimension.name]: {} } }, naming);
  const search = searchFor(dimension.dbtName, args.search, dimension.kind);
  const where =
    search && asked.where ? { kind: 'and' as const, operands: [asked.where, search] } : (search ?? asked.where);
  const query: MetricQuery = {
    ...asked,
    metrics: metrics.map((metric) => ({ metric, as: metric })),
    ...(where && { where }),
  };
  const answer = await ask({ kind: 'rows', query });
  return {
    id: identity('dimensionValues', query),
    nodes: answer.rows.map(([cell]) => {
      const value = cell === null || cell === undefined ? null : String(cell);
      return { value, label: value ?? '(none)' };
    }),
    pageInfo: { hasNextPage: answer.hasMore },
    meta: metaOf([answer], answer.rows.length, context),
  };
}

/** Members that contain the text, whatever the case. */
function searchFor(name: string, search: unknown, kind: string): Predicate | undefined {
  if (typeof search !== 'string' || search === '') return undefined;
  if (kind === 'text') return { kind: 'text', name, operator: 'contains', value: search, ignoreCase: true };
  throw new TrellisError(
    'QUERY_INVALID',
    `"${name}" is no text; search takes text dimensions only. Use where instead.`,
    { names: [name] },
  );
}
