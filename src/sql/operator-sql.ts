import { assertNever, invariant } from '../errors/trellis-error.js';
import type { Expr, SqlOperator } from '../plan/expression.js';
import { join, type Sql, sql } from './fragment.js';

/** What binds as one without parentheses. */
const ATOMS: ReadonlySet<Expr['kind']> = new Set([
  ...(['column', 'value', 'null', 'number', 'authored', 'truncate', 'part'] as const),
  ...(['lower', 'coalesce', 'call', 'arithmetic'] as const),
]);

/** An operand, in parentheses where it needs them. */
export function atomic(write: (expr: Expr) => Sql): (expr: Expr) => Sql {
  return (expr) => (ATOMS.has(expr.kind) ? write(expr) : sql`(${write(expr)})`);
}

/** `a <> b`, `a not in (b, c)`, `a between b and c`, `not a`. */
export function operatorSql(operator: SqlOperator, [first, ...rest]: readonly Sql[]): Sql {
  const [second, third] = rest;
  invariant(first, 'an operator has operands');
  switch (operator) {
    case 'not':
      return sql`not ${first}`;
    case 'is null':
    case 'is not null':
      return sql`${first} ${operator}`;
    case 'in':
    case 'not in':
      return sql`${first} ${operator} (${join(rest, ', ')})`;
    case 'between':
    case 'not between':
      invariant(second && third, 'between has two bounds');
      return sql`${first} ${operator} ${second} and ${third}`;
    case '=':
    case '<>':
    case '<':
    case '<=':
    case '>':
    case '>=':
    case 'like':
    case 'not like':
    case 'ilike':
    case 'not ilike':
      invariant(second, 'a comparison has two sides');
      return sql`${first} ${operator} ${second}`;
    default:
      return assertNever(operator);
  }
}
