import type { FilterReference } from '../model/types.js';
import type { Expr } from './expression.js';
import type { FilterExpression } from './filter-expression.js';

/** A caller's where-template over the columns of a row source. */
export function templateExpr(expr: FilterExpression, _resolve: (reference: FilterReference) => Expr): Expr {
  throw new Error(`Broken invariant: ${expr.kind} is not written yet`);
}
