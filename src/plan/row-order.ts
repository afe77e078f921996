import { didYouMean, nearestNames } from '../errors/did-you-mean.js';
import { TrellisError } from '../errors/trellis-error.js';
import type { SemanticCatalog } from '../model/catalog.js';
import { keyOrder } from './bins.js';
import { isCompared } from './comparison.js';
import type { NamedExpr } from './expression.js';
import { groupByColumn, type MetricQuery, type MetricSelection, type OrderBy } from './query.js';
import type { RowOrder } from './rows.js';
import { predicateNames } from './settled.js';

/**
 * The query with every order by a column: what is compared only to order the rows gets one of its own. Metrics that
 * only order or limit the rows are computed too, but not put out.
 */
export function withHidden(
  query: MetricQuery,
  catalog: SemanticCatalog,
): { readonly selections: readonly MetricSelection[]; readonly orderBy: readonly OrderBy[] } {
  const { metrics, having, groupBy } = query;
  const ordered = query.orderBy.map((order, index) => orderColumn(order, index, metrics, catalog));
  const orderBy = ordered.map(({ order }) => order);
  const compared = ordered.flatMap(({ hidden }) => hidden ?? []);
  const known = new Set([
    ...[...metrics, ...compared].map(({ as }) => as),
    ...groupBy.flatMap((item) => [item.name, groupByColumn(item)]),
  ]);
  const named = [...(having ? predicateNames(having) : []), ...orderBy.map(({ by }) => by)];
  const hidden = [...new Set(named)].filter((name) => !known.has(name) && catalog.metrics.has(name));
  return { selections: [...metrics, ...compared, ...hidden.map((metric) => ({ metric, as: metric }))], orderBy };
}

interface OrderColumn {
  readonly order: OrderBy;
  readonly hidden?: MetricSelection;
}

function orderColumn(
  order: OrderBy,
  index: number,
  metrics: readonly MetricSelection[],
  catalog: SemanticCatalog,
): OrderColumn {
  if (!isCompared(order)) return { order };
  const { by, direction, ...shown } = order;
  const selected = metrics.find(({ as }) => as === by);
  if (selected && isCompared(selected)) {
    throw invalid(`"${by}" is compared already: order by it as it is, or compare its metric "${selected.metric}".`, by);
  }
  if (!selected && !catalog.metrics.has(by)) {
    throw invalid(
      `Only metrics can be compared, and "${by}" is none.${didYouMean(nearestNames(by, catalog.metrics.keys()))}`,
      by,
    );
  }
  const { as: _as, ...plain } = selected ?? { metric: by, as: by };
  const wanted = { ...plain, ...shown };
  const same = metrics.find(({ as: _, ...one }) => isSame(one, wanted));
  const as = same?.as ?? `__order_${index + 1}`;
  return { order: { by: as, direction }, ...(!same && { hidden: { ...wanted, as } }) };
}

function isSame(a: Omit<MetricSelection, 'as'>, b: Omit<MetricSelection, 'as'>): boolean {
  const parts = ({ metric, where, compareTo, show = 'value' }: typeof a) =>
    JSON.stringify([metric, where, compareTo, show]);
  return parts(a) === parts(b);
}

/** By what is asked, then by the keys; a key by its own order. @throws DIMENSION_NOT_GROUPED */
export function rowOrder(
  { orderBy, groupBy }: Pick<MetricQuery, 'orderBy' | 'groupBy'>,
  outputs: readonly NamedExpr[],
  keys: readonly NamedExpr[],
): readonly RowOrder[] {
  const groupedAs = (by: string) => {
    // dbt's names are of any case.
    const isNamed = (name: string) => name.toLowerCase() === by.toLowerCase();
    const grouped = groupBy.find(({ as: _as, ...item }) => isNamed(item.name) || isNamed(groupByColumn(item)));
    return grouped && groupByColumn(grouped);
  };
  const ordered = new Map(groupBy.map((item) => [groupByColumn(item), keyOrder(item)]));
  const asked = orderBy.map(({ by, direction }): RowOrder => {
    const output = outputs.find(({ name }) => name === by) ?? keys.find(({ name }) => name === groupedAs(by));
    if (output) return { expr: ordered.get(output.name) ?? output.expr, direction };
    const suggestions = nearestNames(
      by,
      outputs.map(({ name }) => name).filter((name) => !name.startsWith('_')),
    );
    throw new TrellisError(
      'DIMENSION_NOT_GROUPED',
      `Rows can't be ordered by "${by}": it is neither grouped by nor a metric.${didYouMean(suggestions)}`,
      {
        names: [by],
        suggestions,
      },
    );
  });
  return [...asked, ...keys.map(({ name, expr }): RowOrder => ({ expr: ordered.get(name) ?? expr, direction: 'asc' }))];
}

function invalid(message: string, ...names: string[]): TrellisError {
  return new TrellisError('QUERY_INVALID', message, { names });
}
