import { DateTime } from 'luxon';
import type { SemanticCatalog } from '../model/catalog.js';
import { findElements } from '../model/joins.js';
import type { Relation, SemanticModel } from '../model/types.js';
import { type Countable, type CountOf, numberIn } from './countable.js';
import { FormulaBuilder, type Input } from './formula.js';
import { countPeriodGroups, type Span } from './period-count.js';
import type { FunnelQuery, GroupBy, MetricQuery, Predicate, TimeGroupBy } from './query.js';
import type { ResolvedRange } from './time.js';

/** How many groups a question has at most, by what is known of its columns. */
export interface GroupEstimate {
  readonly groups: number;
  /** Groups by which the best members are found. */
  readonly ranked: number;
  /** Members of each group-by; the group-bys of one time are one. */
  readonly sizes: readonly { readonly name: string; readonly count: number }[];
}

export interface EstimateInput {
  readonly query: MetricQuery | FunnelQuery;
  /** The query's, with grains settled. */
  readonly groupBy: readonly GroupBy[];
  readonly range: ResolvedRange;
  /** RFC 3339. */
  readonly now: string;
}

/** The members of a group-by of which nothing is known. */
const UNKNOWN_MEMBERS = 1_000;

/**
 * The product of the group-bys' members and periods. Dimensions of one model are no more than its rows, and all groups
 * no more than the rows that are aggregated, unless a metric repeats them.
 */
export function estimateGroups(input: EstimateInput, catalog: SemanticCatalog, countOf: CountOf): GroupEstimate {
  const numberOf = (countable: Countable) => numberIn(countOf(countable));
  const facts = factsOf(input.query, catalog);
  const members = membersOf(input, facts, catalog, numberOf);
  const times = timesOf(input, facts, catalog, countOf);
  const product = [...members.products, ...times.map(({ count }) => count)].reduce((a, b) => a * b, 1);
  const rows = facts.map(({ model }) => numberOf({ kind: 'rows', relation: model.relation }));
  const isFilled = input.groupBy.some((item) => item.kind === 'time' && item.fill);
  const isPlain = !isFilled && facts.every(({ repeats }) => !repeats) && rows.every((count) => count !== undefined);
  const most = isPlain ? rows.reduce((sum, count) => sum + count, 0) : Number.POSITIVE_INFINITY;
  return { groups: Math.min(product, most), ranked: members.ranked, sizes: [...times, ...members.sizes] };
}

/** Rows that are aggregated, with the time that puts them into periods. */
interface Facts {
  readonly model: SemanticModel;
  readonly time: string | undefined;
  /** A row may count in several groups, or a group be made without one. */
  readonly repeats: boolean;
}

function factsOf(query: MetricQuery | FunnelQuery, catalog: SemanticCatalog): readonly Facts[] {
  if ('funnel' in query) {
    const { model, time } = catalog.funnel(query.funnel);
    return [{ model: catalog.model(model), time, repeats: false }];
  }
  const all = query.metrics.flatMap(({ metric }) => factsOfMetric(metric, catalog));
  const byRows = new Map<string, Facts>();
  for (const facts of all) {
    const key = `${facts.model.name} ${facts.time}`;
    byRows.set(key, { ...facts, repeats: facts.repeats || (byRows.get(key)?.repeats ?? false) });
  }
  return [...byRows.values()];
}

/** A catalog never changes, so each metric's rows are worked out once. */
const factsByMetric = new WeakMap<SemanticCatalog, Map<string, readonly Facts[]>>();

function factsOfMetric(metric: string, catalog: SemanticCatalog): readonly Facts[] {
  const perMetric = factsByMetric.get(catalog) ?? new Map<string, readonly Facts[]>();
  factsByMetric.set(catalog, perMetric);
  const known = perMetric.get(metric);
  if (known) return known;
  const builder = new FormulaBuilder(catalog);
  builder.formula({ metric });
  const facts = builder.inputs.map((input): Facts => {
    const { model, measure } = input;
    return { model, time: measure.aggTimeDimension, repeats: repeatsRows(input) };
  });
  perMetric.set(metric, facts);
  return facts;
}

function repeatsRows({ measure, offset, accumulation, joinToTimespine }: Input): boolean {
  return measure.kind !== 'additive' || offset !== undefined || accumulation !== undefined || joinToTimespine;
}

type NumberOf = (countable: Countable) => number | undefined;

function membersOf(
  { query, groupBy }: EstimateInput,
  facts: readonly Facts[],
  catalog: SemanticCatalog,
  numberOf: NumberOf,
): { readonly products: readonly number[]; readonly ranked: number; readonly sizes: GroupEstimate['sizes'] } {
  const sizes: { name: string; count: number }[] = [];
  const perRow = new Map<string, { product: number; readonly relation: Relation }>();
  let ranked = 0;
  for (const item of groupBy) {
    const place = item.kind === 'value' ? placeOf(item.name, facts, catalog) : undefined;
    if (item.kind !== 'value' || !place) continue;
    const { relation, sql, key } = place;
    const all = numberOf({ kind: 'members', relation, sql }) ?? UNKNOWN_MEMBERS;
    // Beside the bins there is one below them, and NULL.
    const binned = item.bins ? item.bins.length + 2 : Number.POSITIVE_INFINITY;
    const asked = Math.min(all, binned, valuesAskedFor(item.name, query.where));
    if (item.top) ranked += asked;
    const count = item.top ? Math.min(asked, item.top.count + 1) : asked;
    sizes.push({ name: item.name, count });
    perRow.set(key, { relation, product: (perRow.get(key)?.product ?? 1) * count });
  }
  const products = [...perRow.values()].map(({ product, relation }) =>
    Math.min(product, numberOf({ kind: 'rows', relation }) ?? Number.POSITIVE_INFINITY),
  );
  return { products, ranked, sizes };
}

interface Column {
  readonly relation: Relation;
  readonly sql: string;
}

interface Place extends Column {
  /** The same for all columns of one row. */
  readonly key: string;
}

/** Where the column of a dimension or an entity stands, for the first of the facts that reaches it. */
function placeOf(name: string, facts: readonly Facts[], catalog: SemanticCatalog): Place | undefined {
  for (const { model } of facts) {
    const [joined] = findElements(catalog, model, name);
    if (!joined) continue;
    const owner = joined.through.at(-1) ?? model;
    return { relation: owner.relation, sql: joined.element.expr, key: JSON.stringify([owner.name, joined.path]) };
  }
  return undefined;
}

/** How many values of a dimension the conditions leave, as far as they name them. */
function valuesAskedFor(name: string, where: Predicate | undefined): number {
  if (!where) return Number.POSITIVE_INFINITY;
  switch (where.kind) {
    case 'and':
      return Math.min(...where.operands.map((operand) => valuesAskedFor(name, operand)));
    case 'compare':
      return where.name === name && where.operator === 'eq' && !where.ignoreCase ? 1 : Number.POSITIVE_INFINITY;
    case 'in':
      return where.name === name && !where.ignoreCase ? where.values.length : Number.POSITIVE_INFINITY;
    case 'isNull':
      return where.name === name ? 1 : Number.POSITIVE_INFINITY;
    default:
      return Number.POSITIVE_INFINITY;
  }
}

function timesOf(
  input: EstimateInput,
  facts: readonly Facts[],
  catalog: SemanticCatalog,
  countOf: CountOf,
): GroupEstimate['sizes'] {
  const times = input.groupBy.filter((item): item is TimeGroupBy => item.kind !== 'value');
  return [...new Set(times.map(({ name }) => name))].map((name) => {
    const groups = times.filter((item) => item.name === name);
    const span = name === 'metric_time' ? metricSpan(input, facts, countOf) : spanOf(name, facts, catalog, countOf);
    return { name, count: countPeriodGroups(groups, span, catalog, countOf) };
  });
}

/** What the rows take up of the range, before now; to now where periods are made without rows. */
function metricSpan({ range, now }: EstimateInput, facts: readonly Facts[], countOf: CountOf): Span | undefined {
  const current = DateTime.fromISO(now, { zone: 'utc' });
  const until = range.until && range.until < current ? range.until : current;
  if (range.from) return { from: range.from, until: DateTime.max(range.from, until) };
  const columns = facts.flatMap(({ model, time }): readonly Column[] => {
    const dimension = model.dimensions.find(({ name }) => name === time);
    return dimension ? [{ relation: model.relation, sql: dimension.expr }] : [];
  });
  const rows = endsOf(columns, countOf);
  if (!rows) return undefined;
  const isMade = facts.some(({ repeats }) => repeats);
  const last = isMade || until < rows.until ? until : rows.until;
  return { from: rows.from, until: DateTime.max(rows.from, last) };
}

function spanOf(name: string, facts: readonly Facts[], catalog: SemanticCatalog, countOf: CountOf): Span | undefined {
  const place = placeOf(name, facts, catalog);
  return place && endsOf([place], countOf);
}

function endsOf(columns: readonly Column[], countOf: CountOf): Span | undefined {
  const ends = columns.map(({ relation, sql }) => countOf({ kind: 'ends', relation, sql }));
  const times = ends.flatMap((known) => (typeof known === 'object' ? known : []));
  const instants = times.map((text) => DateTime.fromISO(text, { zone: 'utc' })).filter(({ isValid }) => isValid);
  const [from, last] = [DateTime.min(...instants), DateTime.max(...instants)];
  return from && last && { from, until: last.plus({ milliseconds: 1 }) };
}
