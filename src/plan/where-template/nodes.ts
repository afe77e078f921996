import type { SemanticCatalog } from '../../model/catalog.js';
import { TextError } from '../../model/load/problem.js';
import type { FilterExpression } from '../filter-expression.js';
import { KINDS } from '../value-fits.js';
import { MOST_NESTED, tooDeep } from './cursor.js';
import { alike, isTime, nameOf, needs, typeOf } from './types.js';

/** Makes expressions and remembers where in the text each begins, so that a mistake can be pointed at. */
export class Nodes {
  private readonly places = new Map<FilterExpression, { readonly offset: number; readonly depth: number }>();

  constructor(readonly catalog: SemanticCatalog) {}

  leaf<Expr extends FilterExpression>(expr: Expr, offset: number): Expr {
    this.places.set(expr, { offset, depth: 1 });
    return expr;
  }

  /** @throws TextError where it is too deep: a long sum nests as well */
  made(expr: FilterExpression, parts: readonly FilterExpression[], offset?: number): FilterExpression {
    const depth = 1 + Math.max(...parts.map((part) => this.places.get(part)?.depth ?? 0));
    const start = offset ?? this.offsetOf(parts[0]!);
    if (depth > MOST_NESTED) throw tooDeep(start);
    this.places.set(expr, { offset: start, depth });
    return expr;
  }

  offsetOf(expr: FilterExpression): number {
    return this.places.get(expr)?.offset ?? 0;
  }

  /** @throws TextError where the values are known to be no such ones */
  needs(expr: FilterExpression, wanted: 'text' | 'number'): void {
    needs(expr, wanted, this.catalog, this.offsetOf(expr));
  }

  /** What is added or multiplied; times are reckoned with too. @throws TextError on a text or a truth */
  checkCounted(sides: readonly FilterExpression[]): void {
    if (sides.some((side) => isTime(typeOf(side, this.catalog)))) return;
    for (const side of sides) this.needs(side, 'number');
  }

  /** @throws TextError where it is a number, a time or a text, which are no conditions */
  truth(expr: FilterExpression): FilterExpression {
    const type = typeOf(expr, this.catalog);
    if (type === undefined || type === 'boolean') return expr;
    const what = `${nameOf(expr)} is ${KINDS[type]}, a value, not a condition: compare it with something.`;
    throw new TextError(what, this.offsetOf(expr));
  }

  /** Values that are compared with each other. @throws TextError where they can't be */
  alike<Values extends readonly FilterExpression[]>(operands: Values): Values {
    const same = alike(operands, this.catalog, (expr) => this.offsetOf(expr));
    return same.map((each, index) => this.leafOf(each, operands[index]!)) as unknown as Values;
  }

  private leafOf(expr: FilterExpression, from: FilterExpression): FilterExpression {
    return expr === from ? expr : this.leaf(expr, this.offsetOf(from));
  }
}
