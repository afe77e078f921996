import { DateTime } from 'luxon';
import { TrellisError } from '../errors/trellis-error.js';
import type { Leaf } from './leaf-conditions.js';
import { INSTANT } from './leaf-conditions.js';
import type { FilterValue, Predicate } from './query.js';
import { predicateNames } from './settled.js';

/** Where conditions on a metric's own time go. */
export interface MovedTime {
  readonly metric: string;
  /** What the time is called. */
  readonly names: ReadonlySet<string>;
  /** Undefined where days can't be moved. */
  readonly back?: (time: DateTime) => DateTime;
}

/**
 * A caller's condition as it is where it is compared to: days of metric_time are moved there, with all that lies between
 * them. A month back, "up to 28 February" is up to 31 January.
 * @throws TIME_RANGE_INVALID where that can't be known
 */
export function movedPredicate(predicate: Predicate, time: MovedTime): Predicate {
  const { names, metric, back } = time;
  const timed = predicateNames(predicate).find((name) => names.has(name));
  if (timed === undefined) return predicate;
  switch (predicate.kind) {
    case 'and':
    case 'or':
      return { ...predicate, operands: predicate.operands.map((operand) => movedPredicate(operand, time)) };
    case 'not':
      return { ...predicate, operand: movedPredicate(predicate.operand, time) };
    case 'isNull':
    case 'text':
      return predicate;
    case 'compare':
    case 'in':
      if (back) return movedLeaf(predicate, back);
      throw cantMove(metric, timed);
    case 'template':
    case 'authored':
      throw cantMove(metric, timed);
  }
}

function movedLeaf(leaf: Exclude<Leaf, { kind: 'text' }>, back: (time: DateTime) => DateTime): Predicate {
  if (leaf.kind === 'compare') return movedComparison(leaf, leaf.value, back);
  const { name, values } = leaf;
  const each = values.map((value) => movedComparison({ kind: 'compare', name, operator: 'eq', value }, value, back));
  return { kind: 'or', operands: each };
}

/** What is neither a day nor an instant stays, for the planner to refuse. */
function movedComparison(
  leaf: Extract<Leaf, { kind: 'compare' }>,
  value: FilterValue,
  back: (time: DateTime) => DateTime,
): Predicate {
  const text = String(value);
  const compare = (operator: 'gte' | 'lt', day: DateTime): Predicate => {
    return { ...leaf, operator, value: back(day).toFormat('yyyy-MM-dd') };
  };
  const time = DateTime.fromISO(text, { zone: 'utc' });
  if (!time.isValid) return leaf;
  if (INSTANT.test(text)) return { ...leaf, value: back(time).toISO() ?? text };
  const next = time.plus({ days: 1 });
  const onDay: Predicate = { kind: 'and', operands: [compare('gte', time), compare('lt', next)] };
  switch (leaf.operator) {
    case 'eq':
      return onDay;
    case 'ne':
      return { kind: 'not', operand: onDay };
    case 'gt':
      return compare('gte', next);
    case 'gte':
      return compare('gte', time);
    case 'lt':
      return compare('lt', time);
    case 'lte':
      return compare('lt', next);
  }
}

function cantMove(metric: string, name: string): TrellisError {
  return new TrellisError(
    'TIME_RANGE_INVALID',
    `Metric "${metric}" is compared to another time, where it can't be known what this condition on "${name}" would be. Give the days as the time range.`,
    { names: [metric, name] },
  );
}
