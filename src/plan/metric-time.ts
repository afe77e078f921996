import type { FilterReference } from '../model/types.js';
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
  const names = commonTimeNames(inputs);
  if (names.size === 0) return query;
  const nameOf = (name: string) => (names.has(name) ? 'metric_time' : name);
  return {
    ...query,
    groupBy: query.groupBy.map((item): GroupBy => {
      if (item.kind === 'value' || !names.has(item.name)) return item;
      return { ...item, name: 'metric_time', as: groupByColumn(item) };
    }),
    ...(query.where && { where: renamed(query.where, nameOf) }),
  };
}

function commonTimeNames(inputs: readonly Input[]): ReadonlySet<string> {
  const [first, ...rest] = inputs.map(({ model, measure }) =>
    measure.aggTimeDimension === undefined || measure.kind === 'level'
      ? []
      : ownNames(model, timeDimension(model, measure.aggTimeDimension)),
  );
  return new Set((first ?? []).filter((name) => rest.every((names) => names.includes(name))));
}

function renamed(predicate: Predicate, nameOf: (name: string) => string): Predicate {
  switch (predicate.kind) {
    case 'and':
    case 'or':
      return { ...predicate, operands: predicate.operands.map((operand) => renamed(operand, nameOf)) };
    case 'not':
      return { ...predicate, operand: renamed(predicate.operand, nameOf) };
    case 'template':
      return { ...predicate, expr: mapReferences(predicate.expr, (reference) => renamedTime(reference, nameOf)) };
    case 'authored': {
      const parts = predicate.filter.parts.map((part) => (typeof part === 'string' ? part : renamedTime(part, nameOf)));
      return { ...predicate, filter: { ...predicate.filter, parts } };
    }
    default:
      return { ...predicate, name: nameOf(predicate.name) };
  }
}

/** A bare dimension stays: it is read at its own grain, a bare metric_time by day. */
function renamedTime(reference: FilterReference, nameOf: (name: string) => string): FilterReference {
  if (reference.kind !== 'time' && reference.kind !== 'part') return reference;
  return reference.kind === 'part' || reference.grain ? { ...reference, name: nameOf(reference.name) } : reference;
}
