import { assertNever } from '../errors/trellis-error.js';
import type { Aggregate, Expr, NamedExpr, SqlOperator } from './expression.js';

const SIGNS = { eq: '=', ne: '<>', gt: '>', gte: '>=', lt: '<', lte: '<=' } as const;
const PLAIN = new Set<Expr['kind']>([
  'column',
  'value',
  'null',
  'number',
  'truncate',
  'part',
  'coalesce',
  'call',
  'lower',
]);

/** `week(session_started_at)`, `step = 'page_view'`: to be read, not to be run. */
export function printExpr(expr: Expr): string {
  switch (expr.kind) {
    case 'column':
      return expr.name;
    case 'null':
      return 'null';
    case 'number':
      return String(expr.value);
    case 'value':
      return typeof expr.bound.value === 'string' ? `'${expr.bound.value}'` : String(expr.bound.value);
    case 'authored':
      return expr.parts
        .map((part) => (typeof part === 'string' ? part : printExpr(part)))
        .join('')
        .trim()
        .replace(/\s+/g, ' ');
    case 'truncate':
      return `${expr.grain}(${printExpr(expr.input)})`;
    case 'part':
      return `${expr.part} of (${printExpr(expr.input)})`;
    case 'addGrain':
      return `${inner(expr.input)} ${expr.count < 0 ? '-' : '+'} ${Math.abs(expr.count)} ${expr.grain}`;
    case 'utc':
      return printExpr(expr.input);
    case 'toZone':
      return `${inner(expr.input)} in ${expr.zone}`;
    case 'fromZone':
      return `${inner(expr.input)} from ${expr.zone}`;
    case 'periodStart':
      return `start of the ${expr.grain} of (${printExpr(expr.input)}) in ${expr.zone}`;
    case 'earlier':
      return `earlier(${printExpr(expr.left)}, ${printExpr(expr.right)})`;
    case 'compare':
      return `${inner(expr.left)} ${SIGNS[expr.operator]} ${inner(expr.right)}`;
    case 'in':
      return `${inner(expr.input)} in (${expr.values.map((bound) => printExpr({ kind: 'value', bound })).join(', ')})`;
    case 'text':
      return `${inner(expr.input)} ${expr.operator === 'contains' ? 'contains' : 'starts with'} ${inner(expr.search)}`;
    case 'lower':
      return `lower(${printExpr(expr.input)})`;
    case 'isNull':
      return `${inner(expr.input)} is null`;
    case 'operator':
      return printOperator(expr.operator, expr.operands.map(inner));
    case 'and':
    case 'or':
      if (expr.operands.length === 0) return expr.kind === 'and' ? 'true' : 'false';
      return expr.operands.map((operand) => inner(operand)).join(` ${expr.kind} `);
    case 'not':
      return `not (${printExpr(expr.operand)})`;
    case 'case': {
      const otherwise = expr.otherwise ? ` else ${printExpr(expr.otherwise)}` : '';
      return `case when ${printExpr(expr.when)} then ${printExpr(expr.result)}${otherwise} end`;
    }
    case 'coalesce':
      return `coalesce(${expr.operands.map(printExpr).join(', ')})`;
    case 'arithmetic':
      return `${inner(expr.left)} ${expr.operator} ${inner(expr.right)}`;
    case 'divide':
      return `${inner(expr.left)} / ${inner(expr.right)}`;
    case 'call':
      return `${expr.function}(${expr.args.map(printExpr).join(', ')})`;
    default:
      return assertNever(expr);
  }
}

/** `product__name`, or `week = week(created_at)` where the name says something new. */
export function printNamed({ name, expr }: NamedExpr): string {
  const text = printExpr(expr);
  return text === name ? name : `${name} = ${text}`;
}

/** `orders = count(order_id) where status = 'paid'` */
export function printAggregate({ name, agg, expr, where, percentile }: Aggregate): string {
  const at = percentile
    ? `, ${percentile.value}${percentile.discrete ? ' discrete' : ''}${percentile.approximate ? ' approximate' : ''}`
    : '';
  return `${name} = ${agg}(${printExpr(expr)}${at})${where ? ` where ${printExpr(where)}` : ''}`;
}

function printOperator(operator: SqlOperator, [first = '', ...rest]: readonly string[]): string {
  switch (operator) {
    case 'not':
      return `not ${first}`;
    case 'in':
    case 'not in':
      return `${first} ${operator} (${rest.join(', ')})`;
    default:
      return [first, operator, rest.join(' and ')].join(' ').trimEnd();
  }
}

function inner(expr: Expr): string {
  const text = printExpr(expr);
  return PLAIN.has(expr.kind) || /^[\w.]+$/.test(text) ? text : `(${text})`;
}
