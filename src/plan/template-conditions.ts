import type { FilterReference } from '../model/types.js';
import type { Expr, SqlOperator } from './expression.js';
import type { FilterExpression } from './filter-expression.js';

/** A caller's where-template over the columns of a row source. */
export function templateExpr(expr: FilterExpression, resolve: (reference: FilterReference) => Expr): Expr {
  const write = (inner: FilterExpression): Expr => templateExpr(inner, resolve);
  const operator = (name: SqlOperator, ...operands: readonly FilterExpression[]): Expr => ({
    kind: 'operator',
    operator: name,
    operands: operands.map(write),
  });
  switch (expr.kind) {
    case 'reference':
      return resolve(expr.reference);
    case 'literal':
      return { kind: 'value', bound: expr.bound };
    case 'null':
      return { kind: 'null' };
    case 'compare':
      return operator(expr.operator, expr.left, expr.right);
    case 'in':
      return operator(expr.negated ? 'not in' : 'in', expr.input, ...expr.values);
    case 'between':
      return operator(expr.negated ? 'not between' : 'between', expr.input, expr.from, expr.to);
    case 'like': {
      const name = expr.ignoreCase ? 'ilike' : 'like';
      return operator(expr.negated ? `not ${name}` : name, expr.input, expr.pattern);
    }
    case 'isNull':
      return operator(expr.negated ? 'is not null' : 'is null', expr.input);
    case 'and':
    case 'or':
      return { kind: expr.kind, operands: expr.operands.map(write) };
    case 'not':
      return operator('not', expr.operand);
    case 'arithmetic':
      return { kind: 'arithmetic', operator: expr.operator, left: write(expr.left), right: write(expr.right) };
    case 'call':
      switch (expr.function) {
        case 'lower':
          return { kind: 'lower', input: write(expr.args[0]!) };
        case 'coalesce':
          return { kind: 'coalesce', operands: expr.args.map(write) };
        default:
          return { kind: 'call', function: expr.function, args: expr.args.map(write) };
      }
  }
}
