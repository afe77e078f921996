import type { Input } from './formula.js';
import type { Predicate } from './query.js';
import { ownNames } from './row-source.js';
import { conditionsOf, predicateNames } from './settled.js';
import { timeDimension } from './time-column.js';

/**
 * An input's own conditions on metric_time alone, apart from the input without them. They choose the periods that read
 * (of an offset), or points in time (of a cumulative metric), where all others choose rows.
 */
export function splitTimeConditions(input: Input): { readonly input: Input; readonly onTime: readonly Predicate[] } {
  const names = timeNames(input);
  const isOnTime = (predicate: Predicate) => {
    const named = predicateNames(predicate);
    return named.length > 0 && named.every((name) => names.has(name));
  };
  const asked = input.where.flatMap(conditionsOf);
  const authored = input.filters.map((filter) => ({ kind: 'authored', filter }) as const);
  return {
    input: {
      ...input,
      filters: authored.filter((predicate) => !isOnTime(predicate)).map(({ filter }) => filter),
      where: asked.filter((predicate) => !isOnTime(predicate)),
    },
    onTime: [...authored, ...asked].filter(isOnTime),
  };
}

/** metric_time by all its names; levels are read at a time that no column holds. */
export function timeNames({ model, measure }: Pick<Input, 'model' | 'measure'>): ReadonlySet<string> {
  const time = measure.kind === 'level' ? undefined : measure.aggTimeDimension;
  return new Set(['metric_time', ...(time === undefined ? [] : ownNames(model, timeDimension(model, time)))]);
}
