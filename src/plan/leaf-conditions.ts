import { DateTime } from 'luxon';
import { TrellisError } from '../errors/trellis-error.js';
import type { ValueType } from '../model/types.js';
import type { BoundValue, Comparison, Expr } from './expression.js';
import type { FilterValue, Predicate } from './query.js';
import { boundTime } from './time.js';
import type { TimeColumn } from './time-column.js';

/** One comparison of a client's filter. */
export type Leaf = Extract<Predicate, { kind: 'compare' | 'in' | 'text' }>;

/** A comparison with days or instants, as bounds on the raw column, so that a warehouse can skip what lies outside. */
export function timePredicate(time: TimeColumn, predicate: Leaf, zone: string): Expr {
  switch (predicate.kind) {
    case 'in':
      return { kind: 'or', operands: predicate.values.map((value) => timeComparison(time, 'eq', value, zone)) };
    case 'compare':
      return timeComparison(time, predicate.operator, predicate.value, zone);
    case 'text':
      throw new TrellisError('QUERY_INVALID', `"${predicate.name}" is a time; it has no text to search.`, {
        names: [predicate.name],
      });
  }
}

/** RFC 3339. */
export const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/iu;

function timeComparison(time: TimeColumn, operator: Comparison, value: FilterValue, zone: string): Expr {
  const text = String(value);
  if (INSTANT.test(text)) return instantComparison(time, operator, text, zone);
  const day = DateTime.fromISO(text, { zone: time.local ? 'utc' : zone });
  if (!day.isValid || !/^\d{4}-\d{2}-\d{2}$/.test(text)) {
    throw new TrellisError(
      'TIME_RANGE_INVALID',
      `"${value}" is not a date. Write it as YYYY-MM-DD, for example 2021-02-10.`,
      {
        names: [text],
      },
    );
  }
  const start = boundTime(day, time.type);
  const next = boundTime(day.plus({ days: 1 }), time.type);
  const compare = (to: Comparison, right: Expr): Expr => ({ kind: 'compare', operator: to, left: time.expr, right });
  const onDay: Expr = { kind: 'and', operands: [compare('gte', start), compare('lt', next)] };
  switch (operator) {
    case 'eq':
      return onDay;
    case 'ne':
      return { kind: 'not', operand: onDay };
    case 'gt':
      return compare('gte', next);
    case 'gte':
      return compare('gte', start);
    case 'lt':
      return compare('lt', start);
    case 'lte':
      return compare('lt', next);
  }
}

function instantComparison(time: TimeColumn, operator: Comparison, text: string, zone: string): Expr {
  const instant = DateTime.fromISO(text, { zone });
  if (!instant.isValid || time.type === 'date') {
    const why = instant.isValid ? 'is compared with days here' : 'is not an instant';
    throw new TrellisError(
      'TIME_RANGE_INVALID',
      `"${text}" ${why}. Write a day as YYYY-MM-DD, for example 2021-02-10.`,
      {
        names: [text],
      },
    );
  }
  const wallClock = instant.setZone('utc', { keepLocalTime: time.local });
  return { kind: 'compare', operator, left: time.expr, right: boundTime(wallClock, time.type) };
}

/** A leaf over any column that is no time. */
export function valuePredicate(input: Expr, predicate: Leaf, type: ValueType): Expr {
  const value = (raw: FilterValue): BoundValue => ({ type: boundType(type, raw), value: inUtc(type, raw) });
  const fold = (expr: Expr): Expr => (predicate.ignoreCase ? { kind: 'lower', input: expr } : expr);
  const compare = (operator: Comparison, raw: FilterValue): Expr => ({
    kind: 'compare',
    operator,
    left: fold(input),
    right: fold({ kind: 'value', bound: value(raw) }),
  });
  switch (predicate.kind) {
    case 'in':
      return predicate.ignoreCase
        ? { kind: 'or', operands: predicate.values.map((raw) => compare('eq', raw)) }
        : { kind: 'in', input, values: predicate.values.map(value) };
    case 'text':
      return {
        kind: 'text',
        operator: predicate.operator,
        input: fold(input),
        search: fold({ kind: 'value', bound: value(predicate.value) }),
      };
    case 'compare':
      return compare(predicate.operator, predicate.value);
  }
}

/** An instant as the naive UTC that a column holds. */
function inUtc(type: ValueType, value: FilterValue): FilterValue {
  if (type !== 'datetime' || typeof value !== 'string' || !INSTANT.test(value)) return value;
  return DateTime.fromISO(value, { zone: 'utc' }).toFormat('yyyy-MM-dd HH:mm:ss.SSS');
}

function boundType(type: ValueType, value: FilterValue): BoundValue['type'] {
  if (typeof value === 'number') return 'number';
  if (typeof value === 'boolean') return 'boolean';
  return type === 'date' || type === 'datetime' ? type : 'string';
}
