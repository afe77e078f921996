import { coarser } from '../model/grains.js';
import type { FilterReference, Grain } from '../model/types.js';
import { mapReferences } from './filter-expression.js';
import type { Input } from './formula.js';
import { type GroupBy, groupByColumn, type MetricQuery, type Predicate } from './query.js';
import { ownNames } from './row-source.js';
import { timeDimension } from './time-column.js';

/**
 * The query with `booking__ds` written as metric_time where it is that of every input: both names mean the same
 * column, so an offset or a window moves both. Output columns keep the names that were asked. A snapshot's levels are
 * read at a time that no column holds, so there the names differ.
 */
export function byMetricTime(query: MetricQuery, inputs: readonly Input[]): MetricQuery {
  const times = commonTimes(inputs);
  if (times.size === 0) return query;
  return {
    ...query,
    groupBy: query.groupBy.map((item): GroupBy => {
      if (item.kind === 'value' || !times.has(item.name)) return item;
      return { ...item, name: 'metric_time', as: groupByColumn(item) };
    }),
    ...(query.where && { where: renamed(query.where, times) }),
  };
}

/** The names that every input calls its metric_time by, each with the grain of a bare mention. */
type Times = ReadonlyMap<string, Grain>;

function commonTimes(inputs: readonly Input[]): Times {
  const [first, ...rest] = inputs.map((input) => new Map(timesOf(input)));
  const common = [...(first ?? [])].filter(([name]) => rest.every((times) => times.has(name)));
  return new Map(
    common.map(([name, grain]) => [name, rest.map((times) => times.get(name) ?? grain).reduce(coarser, grain)]),
  );
}

function timesOf({ model, measure }: Input): readonly (readonly [string, Grain])[] {
  if (measure.aggTimeDimension === undefined || measure.kind === 'level') return [];
  const dimension = timeDimension(model, measure.aggTimeDimension);
  return ownNames(model, dimension).map((name) => [name, dimension.grain]);
}

function renamed(predicate: Predicate, times: Times): Predicate {
  switch (predicate.kind) {
    case 'and':
    case 'or':
      return { ...predicate, operands: predicate.operands.map((operand) => renamed(operand, times)) };
    case 'not':
      return { ...predicate, operand: renamed(predicate.operand, times) };
    case 'template':
      return { ...predicate, expr: mapReferences(predicate.expr, (reference) => renamedTime(reference, times)) };
    case 'authored': {
      const parts = predicate.filter.parts.map((part) => (typeof part === 'string' ? part : renamedTime(part, times)));
      return { ...predicate, filter: { ...predicate.filter, parts } };
    }
    default:
      return times.has(predicate.name) ? { ...predicate, name: 'metric_time' } : predicate;
  }
}

/** A bare dimension is read at its own grain, which a bare metric_time, read by day, would not tell. */
function renamedTime(reference: FilterReference, times: Times): FilterReference {
  const own = times.get(reference.name);
  if (own === undefined) return reference;
  switch (reference.kind) {
    case 'dimension':
      return { kind: 'time', name: 'metric_time', grain: own };
    case 'time':
      return { kind: 'time', name: 'metric_time', grain: reference.grain ?? own };
    case 'part':
      return { ...reference, name: 'metric_time' };
    case 'entity':
    case 'metric':
      return reference;
  }
}
