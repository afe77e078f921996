import type { SemanticCatalog } from '../../model/catalog.js';
import { compareGrains } from '../../model/grains.js';
import { elementNamed, isDimension } from '../../model/joins.js';
import { TextError } from '../../model/load/problem.js';
import type { FilterReference, Grain, GrainName, ValueType } from '../../model/types.js';
import type { TimeType } from '../expression.js';
import type { FilterExpression } from '../filter-expression.js';
import { timeLiteral } from './literals.js';

/** What is known of an expression's values; undefined where nobody told. */
export type KnownType = 'text' | 'number' | 'boolean' | TimeType | undefined;

export function typeOf(expr: FilterExpression, catalog: SemanticCatalog): KnownType {
  switch (expr.kind) {
    case 'reference':
      return referenceType(expr.reference, catalog);
    case 'literal':
      return LITERALS[expr.bound.type];
    case 'null':
      return undefined;
    case 'arithmetic': {
      const times = [expr.left, expr.right].map((side) => typeOf(side, catalog)).filter(isTime);
      return times.length === 1 ? times[0] : 'number';
    }
    case 'call':
      switch (expr.function) {
        case 'lower':
        case 'upper':
        case 'trim':
          return 'text';
        case 'length':
        case 'abs':
        case 'round':
          return 'number';
        case 'coalesce':
        case 'nullif':
          return expr.args.map((arg) => typeOf(arg, catalog)).find((type) => type !== undefined);
      }
      break;
    default:
      return 'boolean';
  }
}

const LITERALS = {
  string: 'text',
  number: 'number',
  decimal: 'number',
  boolean: 'boolean',
  date: 'date',
  datetime: 'datetime',
} as const;

function referenceType(reference: FilterReference, catalog: SemanticCatalog): KnownType {
  switch (reference.kind) {
    case 'part':
    case 'metric':
      return 'number';
    case 'entity':
      return undefined;
    case 'dimension':
    case 'time': {
      if (reference.kind === 'time' && reference.grain) return grainType(reference.grain, catalog);
      if (reference.name === 'metric_time') return 'date';
      const element = elementNamed(catalog, reference.name);
      if (!element || !isDimension(element)) return undefined;
      if (element.kind === 'time') return timeTypeAt(element.grain);
      return element.typeOrigin === 'default' ? undefined : knownType(element.type);
    }
  }
}

function grainType(grain: GrainName, catalog: SemanticCatalog): KnownType {
  const custom = catalog.customGrains.get(grain)?.custom;
  return custom ? knownType(custom.type) : timeTypeAt(catalog.standardGrain(grain));
}

const timeTypeAt = (grain: Grain): TimeType => (compareGrains(grain, 'day') < 0 ? 'datetime' : 'date');

function knownType(type: ValueType): KnownType {
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

export function isTime(type: KnownType): type is TimeType {
  return type === 'date' || type === 'datetime';
}

/**
 * Values that are compared: beside a time, a text is a time too.
 * @throws TextError where it is none, or a number stands there
 */
export function alike(
  operands: readonly FilterExpression[],
  catalog: SemanticCatalog,
  offsetOf: (expr: FilterExpression) => number,
): readonly FilterExpression[] {
  const time = operands.map((operand) => typeOf(operand, catalog)).find(isTime);
  if (!time) return operands;
  return operands.map((operand) => {
    if (operand.kind !== 'literal') return operand;
    const { type, value } = operand.bound;
    if (type === 'string') return timeLiteral(String(value), time, offsetOf(operand));
    if (type === 'date' || type === 'datetime') return operand;
    throw new TextError(`A time is compared with a time, such as '2021-02-10', not with ${value}.`, offsetOf(operand));
  });
}
