import { z } from 'zod';
import type { SemanticCatalog } from '../model/catalog.js';
import { parseOrderBy } from '../plan/dbt-names.js';
import { type GroupBy, groupByColumn, type MetricQuery, type MetricSelection, type OrderBy } from '../plan/query.js';
import { narrowedQuery, savedMetricQuery } from '../plan/saved-query.js';
import { readJsonFilter } from './json-filter.js';
import { alias, list, type ReadGroupBy, readGroupBy, text } from './read-group-by.js';
import { readShown, shown, shownName } from './read-shown.js';
import { readTimeRange } from './read-time-range.js';
import { readWhere } from './read-where.js';
import { invalid, shaped } from './shape.js';

const query = z.strictObject({
  metrics: list('a list of metrics').optional(),
  groupBy: list('a list of group-bys').optional(),
  where: z.unknown().optional(),
  having: z.unknown().optional(),
  orderBy: list('a list such as ["-revenue"]').optional(),
  limit: z.int({ error: 'a whole number from 0' }).min(0, { error: 'a whole number from 0' }).optional(),
  timeRange: z.unknown().optional(),
  timeZone: text('the name of a time zone').optional(),
  savedQuery: text('the name of a saved query').optional(),
  minMaxOnly: z.boolean({ error: 'true or false' }).optional(),
});

const metric = z.strictObject({
  metric: text('the name of a metric'),
  as: alias.optional(),
  where: z.unknown().optional(),
  ...shown,
});

const order = z.strictObject({
  by: text('the name of a metric or a group-by'),
  direction: z.enum(['asc', 'desc'], { error: '"asc" or "desc"' }).optional(),
  ...shown,
});

/** What a caller calls the keys: `where`, or `--where`. */
type Label = (key: string) => string;

/**
 * Reads a metric query that is not known to be one (`MetricQueryInput`), names resolved against the catalog.
 * @throws QUERY_INVALID that names the key, UNKNOWN_DIMENSION
 */
export function readMetricQuery(input: unknown, catalog: SemanticCatalog, label: Label = (key) => key): MetricQuery {
  const read = shaped(query, input, '', 'an object such as {metrics: ["revenue"]}');
  const { savedQuery, limit, timeZone, minMaxOnly } = read;
  const saved = savedQuery === undefined ? undefined : savedMetricQuery(catalog, savedQuery);
  if (saved && (read.metrics || read.groupBy)) {
    throw invalid(
      `${label('savedQuery')} brings its own metrics and group-bys; only where, orderBy, limit and a time range are added.`,
    );
  }
  const groups = (read.groupBy ?? []).map((item, index) => readGroupBy(item, catalog, `${label('groupBy')}[${index}]`));
  const metrics = (read.metrics ?? []).map((item, index) => readMetric(item, catalog, `${label('metrics')}[${index}]`));
  const where = read.where === undefined ? undefined : readWhere(read.where, catalog, label('where'));
  const timeRange = read.timeRange === undefined ? undefined : readTimeRange(read.timeRange, label('timeRange'));
  const own: MetricQuery = { metrics, groupBy: groups.map(({ groupBy }) => groupBy), orderBy: [] };
  const asked = narrowedQuery(saved ?? own, {
    orderBy: readOrders(read.orderBy ?? [], groups, catalog, label('orderBy')),
    ...(where && { where }),
    ...(read.having !== undefined && { having: readJsonFilter(read.having, label('having')) }),
    ...(timeRange && { timeRange }),
    ...(timeZone !== undefined && { timeZone }),
    ...(limit !== undefined && { limit }),
    ...(minMaxOnly && { minMaxOnly }),
  });
  checkColumns(asked);
  return asked;
}

function readMetric(input: unknown, catalog: SemanticCatalog, path: string): MetricSelection {
  if (typeof input === 'string') return { metric: input, as: input };
  const what = 'a metric: a name, or {metric, as, where, compareTo, show}';
  const { metric: name, as, where, ...rest } = shaped(metric, input, path, what);
  const asked = readShown(rest, catalog, path);
  return {
    metric: name,
    as: as ?? shownName(name, asked),
    ...(where !== undefined && { where: readWhere(where, catalog, `${path}.where`) }),
    ...asked,
  };
}

function readOrders(
  inputs: readonly unknown[],
  groups: readonly ReadGroupBy[],
  catalog: SemanticCatalog,
  path: string,
): readonly OrderBy[] {
  return inputs.map((input, index) => toColumn(readOrder(input, catalog, `${path}[${index}]`), groups));
}

function readOrder(input: unknown, catalog: SemanticCatalog, path: string): OrderBy {
  if (typeof input === 'string') return parseOrderBy(catalog, input);
  const what = 'a name such as "-revenue", or {by, direction, compareTo, show}';
  const { by, direction = 'asc', ...rest } = shaped(order, input, path, what);
  return { by, direction, ...readShown(rest, catalog, path) };
}

/** dbt's name of a group-by means its column, whatever that is called here. */
function toColumn({ by, ...order }: OrderBy, groups: readonly ReadGroupBy[]): OrderBy {
  const group = groups.find(({ name }) => name === by.toLowerCase());
  return { by: group?.groupBy.as ?? by, ...order };
}

/** DuckDB tells no column from another by case. */
function checkColumns({ metrics, groupBy }: MetricQuery): void {
  const settled = (group: GroupBy) => group.as !== undefined || group.kind !== 'time' || group.grain !== undefined;
  const names = [...groupBy.filter(settled).map((group) => groupByColumn(group)), ...metrics.map(({ as }) => as)];
  const seen = new Set<string>();
  for (const name of names) {
    const folded = name.toLowerCase();
    if (seen.has(folded)) throw invalid(`Two columns are called "${name}". Give one another name with "as".`, name);
    seen.add(folded);
  }
}
