import type { FilterReference } from '../model/types.js';
import type { BoundValue } from './expression.js';

/**
 * What a caller's where-template says, with SQL's meaning: NULL compared with anything is NULL, and a row whose
 * condition is NULL does not count. Values become bindings; names and functions come from closed lists.
 */
export type FilterExpression =
  | { readonly kind: 'reference'; readonly reference: FilterReference }
  | { readonly kind: 'literal'; readonly bound: BoundValue }
  | { readonly kind: 'null' }
  | {
      readonly kind: 'compare';
      readonly operator: '=' | '<>' | '<' | '<=' | '>' | '>=';
      readonly left: FilterExpression;
      readonly right: FilterExpression;
    }
  | {
      readonly kind: 'in';
      readonly input: FilterExpression;
      readonly values: readonly FilterExpression[];
      readonly negated: boolean;
    }
  | {
      readonly kind: 'between';
      readonly input: FilterExpression;
      readonly from: FilterExpression;
      readonly to: FilterExpression;
      readonly negated: boolean;
    }
  | {
      readonly kind: 'like';
      readonly input: FilterExpression;
      readonly pattern: FilterExpression;
      readonly ignoreCase: boolean;
      readonly negated: boolean;
    }
  | { readonly kind: 'isNull'; readonly input: FilterExpression; readonly negated: boolean }
  | { readonly kind: 'and' | 'or'; readonly operands: readonly FilterExpression[] }
  | { readonly kind: 'not'; readonly operand: FilterExpression }
  | {
      readonly kind: 'arithmetic';
      readonly operator: '+' | '-' | '*' | '/';
      readonly left: FilterExpression;
      readonly right: FilterExpression;
    }
  | { readonly kind: 'call'; readonly function: FilterFunction; readonly args: readonly FilterExpression[] };

export const FILTER_FUNCTIONS = [
  ...(['lower', 'upper', 'trim', 'length', 'abs', 'round', 'coalesce', 'nullif'] as const),
] as const;
export type FilterFunction = (typeof FILTER_FUNCTIONS)[number];

/** The references in an expression, in reading order. */
export function referencesIn(expr: FilterExpression): readonly FilterReference[] {
  switch (expr.kind) {
    case 'reference':
      return [expr.reference];
    case 'literal':
    case 'null':
      return [];
    case 'compare':
    case 'arithmetic':
      return [expr.left, expr.right].flatMap(referencesIn);
    case 'in':
      return [expr.input, ...expr.values].flatMap(referencesIn);
    case 'between':
      return [expr.input, expr.from, expr.to].flatMap(referencesIn);
    case 'like':
      return [expr.input, expr.pattern].flatMap(referencesIn);
    case 'isNull':
      return referencesIn(expr.input);
    case 'and':
    case 'or':
      return expr.operands.flatMap(referencesIn);
    case 'not':
      return referencesIn(expr.operand);
    case 'call':
      return expr.args.flatMap(referencesIn);
  }
}

/** The name of the column that a reference reads, as a group-by would call it: `order__paid_at__month`. */
export function referenceColumn(reference: FilterReference): string {
  switch (reference.kind) {
    case 'dimension':
    case 'entity':
      return reference.name;
    case 'time':
      return reference.grain === undefined ? reference.name : `${reference.name}__${reference.grain}`;
    case 'part':
      return `${reference.name}__extract_${reference.part}`;
    case 'metric':
      return `${reference.name}__by_${reference.entities.join('_')}`;
  }
}

/** The same expression over other references. */
export function mapReferences(
  expr: FilterExpression,
  map: (reference: FilterReference) => FilterReference,
): FilterExpression {
  const inner = (operand: FilterExpression) => mapReferences(operand, map);
  switch (expr.kind) {
    case 'reference':
      return { ...expr, reference: map(expr.reference) };
    case 'literal':
    case 'null':
      return expr;
    case 'compare':
    case 'arithmetic':
      return { ...expr, left: inner(expr.left), right: inner(expr.right) };
    case 'in':
      return { ...expr, input: inner(expr.input), values: expr.values.map(inner) };
    case 'between':
      return { ...expr, input: inner(expr.input), from: inner(expr.from), to: inner(expr.to) };
    case 'like':
      return { ...expr, input: inner(expr.input), pattern: inner(expr.pattern) };
    case 'isNull':
      return { ...expr, input: inner(expr.input) };
    case 'and':
    case 'or':
      return { ...expr, operands: expr.operands.map(inner) };
    case 'not':
      return { ...expr, operand: inner(expr.operand) };
    case 'call':
      return { ...expr, args: expr.args.map(inner) };
  }
}
