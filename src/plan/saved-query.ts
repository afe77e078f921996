import { didYouMean, nearestNames } from '../errors/did-you-mean.js';
import { TrellisError } from '../errors/trellis-error.js';
import type { SemanticCatalog } from '../model/catalog.js';
import { parseGroupBy, parseOrderBy } from './dbt-names.js';
import type { MetricQuery, Predicate } from './query.js';
import { conditionsOf } from './settled.js';

/**
 * What a saved query asks, as its author wrote it.
 * @throws QUERY_INVALID with the nearest names
 */
export function savedMetricQuery(catalog: SemanticCatalog, name: string): MetricQuery {
  const { savedQueries } = catalog.definitions;
  const saved = savedQueries.find((each) => each.name === name);
  if (!saved)
    throw unknown(
      name,
      savedQueries.map((each) => each.name),
    );
  const conditions = saved.where.map((filter): Predicate => ({ kind: 'authored', filter }));
  return {
    metrics: saved.metrics.map((metric) => ({ metric, as: metric })),
    groupBy: saved.groupBy.map((each) => parseGroupBy(catalog, each)),
    orderBy: saved.orderBy.map((each) => parseOrderBy(catalog, each)),
    ...(conditions.length > 0 && { where: { kind: 'and', operands: conditions } }),
    ...(saved.limit !== undefined && { limit: saved.limit }),
  };
}

/** What a caller adds to a saved query: more conditions, another order, a range. */
export type Narrowing = Partial<Omit<MetricQuery, 'metrics' | 'groupBy'>>;

/**
 * A saved query with what a caller adds: all conditions hold, the smaller limit counts, the caller's order comes first
 * and the saved one breaks its ties.
 */
export function narrowedQuery(saved: MetricQuery, { where, orderBy = [], limit, ...more }: Narrowing): MetricQuery {
  const conditions = [saved.where, where].flatMap((one) => (one ? conditionsOf(one) : []));
  const [only] = conditions;
  const limits = [saved.limit, limit].filter((one) => one !== undefined);
  const taken = new Set(orderBy.map(({ by }) => by));
  return {
    ...saved,
    ...more,
    orderBy: [...orderBy, ...saved.orderBy.filter(({ by }) => !taken.has(by))],
    ...(only && { where: conditions.length === 1 ? only : { kind: 'and', operands: conditions } }),
    ...(limits.length > 0 && { limit: Math.min(...limits) }),
  };
}

/** Far more than people read. */
const MOST_LISTED = 20;

/** ` There are "a", "b".`, with a leading space. */
export function listed(names: readonly string[]): string {
  if (names.length === 0) return ' The definitions have none.';
  const more = names.length > MOST_LISTED ? ' and more' : '';
  return ` There are ${names
    .slice(0, MOST_LISTED)
    .map((name) => `"${name}"`)
    .join(', ')}${more}.`;
}

function unknown(name: string, valid: readonly string[]): TrellisError {
  const suggestions = nearestNames(name, valid);
  return new TrellisError(
    'QUERY_INVALID',
    `There is no saved query "${name}".${didYouMean(suggestions) || listed(valid)}`,
    {
      names: [name],
      suggestions,
    },
  );
}
