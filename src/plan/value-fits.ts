import { DateTime } from 'luxon';
import { TrellisError } from '../errors/trellis-error.js';
import type { SemanticCatalog } from '../model/catalog.js';
import { isDimension } from '../model/joins.js';
import type { Metric } from '../model/metric-types.js';
import type { Dimension, Entity, ValueType } from '../model/types.js';
import { metricType } from '../model/value-types.js';
import type { TimeType } from './expression.js';
import type { Leaf } from './leaf-conditions.js';
import type { FilterValue } from './query.js';

/** What a column's values are beside a value that a caller wrote. */
export type ValueKind = 'text' | 'number' | 'boolean' | TimeType;

export function kindOf(type: ValueType): ValueKind {
  switch (type) {
    case 'string':
      return 'text';
    case 'long':
    case 'decimal':
    case 'double':
      return 'number';
    case 'boolean':
    case 'date':
    case 'datetime':
      return type;
  }
}

/** Undefined where nobody told: of an entity, and of a dimension whose type is a default. */
export function elementKind(element: Dimension | Entity): ValueKind | undefined {
  if (!isDimension(element)) return undefined;
  return element.kind === 'time' || element.typeOrigin !== 'default' ? kindOf(element.type) : undefined;
}

/** Undefined where nobody told: an extreme is of its column's type, which may be any. */
export function metricKind(metric: Metric, catalog: SemanticCatalog): ValueKind | undefined {
  if (metric.type === 'simple' || metric.type === 'cumulative') {
    const { agg, type } = catalog.measure(metric.input.measure).measure;
    if ((agg === 'min' || agg === 'max') && type === undefined) return undefined;
  }
  return kindOf(metricType(catalog, metric));
}

const NUMBER = /^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?\s*$/u;

/** Whether every warehouse can compare it with a column of that kind: `'5'` is a number to them, `5` no text. */
export function fits(kind: ValueKind, value: FilterValue): boolean {
  switch (kind) {
    case 'text':
      return typeof value === 'string';
    case 'number':
      return typeof value === 'number' || (typeof value === 'string' && NUMBER.test(value));
    case 'boolean':
      return typeof value === 'boolean' || ['true', 'false', '0', '1'].includes(String(value).trim().toLowerCase());
    case 'date':
    case 'datetime':
      return typeof value === 'string' && (DateTime.fromSQL(value).isValid || DateTime.fromISO(value).isValid);
  }
}

/** Why a value does not fit, to be put behind "NAME is". */
export function misfit(kind: ValueKind, value: FilterValue): string {
  const shown = typeof value === 'string' ? `'${value.slice(0, MOST_SHOWN)}'` : value;
  return `${KINDS[kind]}, so it can't be compared with ${shown}. Compare it with ${EXAMPLES[kind]}.`;
}

const MOST_SHOWN = 100;
export const KINDS: Readonly<Record<ValueKind, string>> = {
  text: 'a text',
  number: 'a number',
  boolean: 'true or false',
  date: 'a date',
  datetime: 'a time',
};
const EXAMPLES: Readonly<Record<ValueKind, string>> = {
  text: "a text in quotes, such as 'CA'",
  number: 'a number, such as 5',
  boolean: 'true or false',
  date: "a date, such as '2021-02-10'",
  datetime: "a time, such as '2021-02-10 09:30:00'",
};

/**
 * A comparison of a caller's filter with what is known of the column's values.
 * @throws QUERY_INVALID that names the dimension or the metric, and what its values are
 */
export function checkLeaf(leaf: Leaf, kind: ValueKind | undefined): void {
  if (kind === undefined) return;
  const { name } = leaf;
  const invalid = (what: string) => new TrellisError('QUERY_INVALID', `"${name}" is ${what}`, { names: [name] });
  if (leaf.kind === 'text' && kind !== 'text') {
    throw invalid(`${KINDS[kind]}; it has no text to search. Compare it with ${EXAMPLES[kind]}.`);
  }
  const values = leaf.kind === 'in' ? leaf.values : [leaf.value];
  const wrong = values.find((value) => !fits(kind, value));
  if (wrong !== undefined) throw invalid(misfit(kind, wrong));
  if (leaf.ignoreCase && kind !== 'text') throw invalid(`${KINDS[kind]}; it has no case that could be ignored.`);
}
