import type { SemanticCatalog } from '../../model/catalog.js';
import { compareGrains } from '../../model/grains.js';
import { elementNamed, isDimension } from '../../model/joins.js';
import { TextError } from '../../model/load/problem.js';
import type { FilterReference, Grain, GrainName } from '../../model/types.js';
import type { TimeType } from '../expression.js';
import { type FilterExpression, referenceColumn } from '../filter-expression.js';
import type { FilterValue } from '../query.js';
import { elementKind, fits, KINDS, kindOf, metricKind, misfit, type ValueKind } from '../value-fits.js';
import { type LiteralExpression, timeLiteral } from './literals.js';

/** What is known of an expression's values; undefined where nobody told. */
export type KnownType = ValueKind | undefined;

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
      return 'number';
    case 'metric': {
      const metric = catalog.metrics.get(reference.name);
      return metric && metricKind(metric, catalog);
    }
    case 'entity':
      return undefined;
    case 'dimension':
    case 'time': {
      if (reference.kind === 'time' && reference.grain) return grainType(reference.grain, catalog);
      if (reference.name === 'metric_time') return 'date';
      const element = elementNamed(catalog, reference.name);
      if (!element || !isDimension(element)) return undefined;
      if (element.kind === 'time') return timeTypeAt(element.grain);
      return elementKind(element);
    }
  }
}

function grainType(grain: GrainName, catalog: SemanticCatalog): KnownType {
  const custom = catalog.customGrains.get(grain)?.custom;
  return custom ? kindOf(custom.type) : timeTypeAt(catalog.standardGrain(grain));
}

const timeTypeAt = (grain: Grain): TimeType => (compareGrains(grain, 'day') < 0 ? 'datetime' : 'date');

export function isTime(type: KnownType): type is TimeType {
  return type === 'date' || type === 'datetime';
}

/** `"sale__coupon"`, or what a reader is pointed at. */
export function nameOf(expr: FilterExpression): string {
  return expr.kind === 'reference' ? `"${referenceColumn(expr.reference)}"` : 'This';
}

/** @throws TextError where the values are known to be others: a number has no text to search */
export function needs(expr: FilterExpression, wanted: 'text' | 'number', catalog: SemanticCatalog, offset: number) {
  const type = typeOf(expr, catalog);
  if (type === undefined || type === wanted) return;
  if (expr.kind === 'literal' && wanted === 'number' && fits(wanted, literalValue(expr))) return;
  const lack = wanted === 'text' ? 'it has no text to search' : 'it is not counted with';
  throw new TextError(`${nameOf(expr)} is ${KINDS[type]}; ${lack}.`, offset);
}

/**
 * Values that are compared: beside a time, a text is a time too.
 * @throws TextError where a literal does not fit what it stands beside
 */
export function alike(
  operands: readonly FilterExpression[],
  catalog: SemanticCatalog,
  offsetOf: (expr: FilterExpression) => number,
): readonly FilterExpression[] {
  const time = operands.map((operand) => typeOf(operand, catalog)).find(isTime);
  if (!time) {
    checkLiterals(operands, catalog, offsetOf);
    return operands;
  }
  return operands.map((operand) => {
    if (operand.kind !== 'literal') return operand;
    const { type, value } = operand.bound;
    if (type === 'string') return timeLiteral(String(value), time, offsetOf(operand));
    if (type === 'date' || type === 'datetime') return operand;
    throw new TextError(`A time is compared with a time, such as '2021-02-10', not with ${value}.`, offsetOf(operand));
  });
}

function checkLiterals(
  operands: readonly FilterExpression[],
  catalog: SemanticCatalog,
  offsetOf: (expr: FilterExpression) => number,
): void {
  for (const operand of operands) {
    const type = operand.kind === 'literal' ? undefined : typeOf(operand, catalog);
    const wrong = type && operands.find((other) => other.kind === 'literal' && !fits(type, literalValue(other)));
    if (wrong?.kind !== 'literal' || !type) continue;
    throw new TextError(`${nameOf(operand)} is ${misfit(type, literalValue(wrong))}`, offsetOf(wrong));
  }
}

/** An exact number is kept as text. */
function literalValue({ bound }: LiteralExpression): FilterValue {
  return bound.type === 'decimal' ? Number(bound.value) : bound.value;
}
