import { finer, isStandardGrain, PART_GRAINS } from '../model/grains.js';
import type { FilterReference, Grain } from '../model/types.js';
import { type Aggregate, allOf, type Expr } from './expression.js';
import { referenceColumn, referencesIn } from './filter-expression.js';
import { groupByColumn, type MetricQuery, type Predicate, type TimeGroupBy } from './query.js';
import type { Planning } from './row-source.js';
import type { Rows } from './rows.js';
import { boundTime, type ResolvedRange, visibleUntil } from './time.js';
import type { TimeColumn } from './time-column.js';

/** A query whose names, grains and range are settled: what the parts of a plan are made from. */
export interface Settled {
  readonly planning: Planning;
  readonly query: MetricQuery;
  /** The smallest metric_time grain that is grouped by (day under date parts alone); undefined without metric_time. */
  readonly grain: Grain | undefined;
  readonly range: ResolvedRange;
  /** Of what whole periods ranges are. */
  readonly rangeGrain: Grain;
  /** Totals read an offset as a shifted range; rows need periods for it. */
  readonly totals: boolean;
}

/** Aggregated rows: the query's keys and one column per input. */
export interface InputRows {
  readonly rows: Rows;
  readonly keys: readonly string[];
  readonly values: readonly string[];
}

export function metricTimeGroups(query: MetricQuery): readonly TimeGroupBy[] {
  return query.groupBy.filter((groupBy) => groupBy.kind !== 'value').filter(({ name }) => name === 'metric_time');
}

/** A custom grain is among the periods that are grouped by. */
export function hasCustomPeriods({ query }: Settled): boolean {
  return metricTimeGroups(query).some(
    ({ kind, ...group }) => 'grain' in group && !isStandardGrain(group.grain ?? 'day'),
  );
}

/** What all keys of metric_time follow from: the smallest period, what a date part needs, days where weeks cross months. */
export function baseGrain(settled: Settled): Grain | undefined {
  const times = metricTimeGroups(settled.query);
  const parts = times.flatMap((groupBy) => (groupBy.kind === 'part' ? [PART_GRAINS[groupBy.part]] : []));
  const grains = times.flatMap((groupBy) => (groupBy.kind === 'time' && groupBy.grain ? [groupBy.grain] : []));
  const crossing = grains.includes('week') && ['month', 'quarter', 'year'].some((grain) => grains.includes(grain));
  return settled.grain && [...parts, ...(crossing ? (['day'] as const) : [])].reduce(finer, settled.grain);
}

/** The column of the smallest metric_time period, if that grain is itself grouped by. */
export function periodColumn({ query, grain }: Settled): string | undefined {
  const found = metricTimeGroups(query).find((groupBy) => groupBy.kind === 'time' && groupBy.grain === grain);
  return found && groupByColumn(found);
}

export function filtered(input: Rows, where: Expr | undefined): Rows {
  return where ? { kind: 'filter', input, where } : input;
}

/** The raw column's bounds: the range, and nothing at or after now. */
export function timeFilter(time: TimeColumn, range: ResolvedRange, { planning }: Settled): Expr | undefined {
  const until = boundTime(visibleUntil(range, planning.clock), time.type);
  return allOf([timeFrom(time, range), { kind: 'compare', operator: 'lt', left: time.expr, right: until }]);
}

/** The range's lower bound alone. */
export function timeFrom(time: TimeColumn, { from }: ResolvedRange): Expr | undefined {
  return from && { kind: 'compare', operator: 'gte', left: time.expr, right: boundTime(from, time.type) };
}

/**
 * Rows that no aggregate wants need not be read; where all want the same rows, the aggregates need no
 * condition of their own.
 */
export function shareConditions(aggregates: readonly Aggregate[]): {
  readonly aggregates: readonly Aggregate[];
  readonly where: Expr | undefined;
} {
  const distinct = [...new Map(aggregates.map(({ where }) => [JSON.stringify(where), where])).values()];
  const [first] = distinct;
  if (distinct.length === 1) {
    return { aggregates: aggregates.map(({ where: _, ...aggregate }) => aggregate), where: first };
  }
  const conditions = distinct.filter((where) => where !== undefined);
  const where: Expr | undefined =
    conditions.length === distinct.length && conditions.length > 0 ? { kind: 'or', operands: conditions } : undefined;
  return { aggregates, where };
}

/** The names that a predicate speaks of. */
export function predicateNames(predicate: Predicate): readonly string[] {
  return namesIn(predicate, referenceNames);
}

/** The columns that it speaks of: `order__paid_at__month`. */
export function predicateColumns(predicate: Predicate): readonly string[] {
  return namesIn(predicate, (reference) => [referenceColumn(reference)]);
}

function namesIn(predicate: Predicate, namesOf: (reference: FilterReference) => readonly string[]): readonly string[] {
  switch (predicate.kind) {
    case 'and':
    case 'or':
      return predicate.operands.flatMap((operand) => namesIn(operand, namesOf));
    case 'not':
      return namesIn(predicate.operand, namesOf);
    case 'template':
      return referencesIn(predicate.expr).flatMap(namesOf);
    case 'authored':
      return predicate.filter.parts.flatMap((part) => (typeof part === 'string' ? [] : namesOf(part)));
    default:
      return [predicate.name];
  }
}

/** A metric is looked up by its entities. */
function referenceNames(reference: FilterReference): readonly string[] {
  return reference.kind === 'metric' ? reference.entities : [reference.name];
}

/** Splits a filter at its ANDs into the part that `test` takes and the rest. */
export function splitPredicate(
  where: Predicate | undefined,
  test: (part: Predicate) => boolean,
): { readonly taken: Predicate | undefined; readonly rest: Predicate | undefined } {
  const parts = where ? conditionsOf(where) : [];
  const joined = (some: readonly Predicate[]): Predicate | undefined =>
    some.length > 1 ? { kind: 'and', operands: some } : some[0];
  return { taken: joined(parts.filter(test)), rest: joined(parts.filter((part) => !test(part))) };
}

/** The conditions that all hold. */
export function conditionsOf(where: Predicate): readonly Predicate[] {
  return where.kind === 'and' ? where.operands.flatMap(conditionsOf) : [where];
}

export function onlyMetricTime(predicate: Predicate): boolean {
  return predicateNames(predicate).every((name) => name === 'metric_time');
}
