import { assertNever } from '../errors/trellis-error.js';
import type { Aggregate, Comparison, Expr } from '../plan/expression.js';
import type { Dialect } from './dialects/dialect.js';
import { join, type Sql, sql, text } from './fragment.js';
import { atomic, operatorSql } from './operator-sql.js';

/** Where a column of the plan stands in the statement that is being written. */
export type ColumnScope = (name: string) => Sql;

const OPERATORS: Record<Comparison, string> = {
  eq: '=',
  ne: 'is distinct from',
  gt: '>',
  gte: '>=',
  lt: '<',
  lte: '<=',
};

/** One expression of the plan as SQL. */
export function expressionSql(expr: Expr, scope: ColumnScope, dialect: Dialect): Sql {
  const write = (inner: Expr): Sql => expressionSql(inner, scope, dialect);
  switch (expr.kind) {
    case 'column':
      return scope(expr.name);
    case 'value':
      return dialect.bound(expr.bound);
    case 'null':
      return text('null');
    case 'number':
      return text(expr.value < 0 ? `(${expr.value})` : String(expr.value));
    case 'authored':
      return sql`(${join(
        expr.parts.map((part) => (typeof part === 'string' ? text(part) : write(part))),
        '',
      )})`;
    case 'truncate':
      return dialect.truncate(write(expr.input), expr.grain);
    case 'part':
      return dialect.part(write(expr.input), expr.part);
    case 'addGrain':
      return dialect.addGrain(write(expr.input), expr.count, expr.grain, expr.type);
    case 'utc':
      return dialect.utc(write(expr.input), expr.stored);
    case 'toZone':
      return dialect.toZone(write(expr.input), expr.zone);
    case 'fromZone':
      return dialect.fromZone(write(expr.input), expr.zone);
    case 'periodStart':
      return dialect.periodStart(write(expr.input), expr.zone, expr.grain);
    case 'earlier':
      return sql`least(${write(expr.left)}, ${write(expr.right)})`;
    case 'compare':
      return sql`${write(expr.left)} ${OPERATORS[expr.operator]} ${write(expr.right)}`;
    case 'in':
      return expr.values.length === 0
        ? text('1 = 0')
        : sql`${write(expr.input)} in (${join(
            expr.values.map((value) => dialect.bound(value)),
            ', ',
          )})`;
    case 'text':
      return expr.operator === 'contains'
        ? sql`contains(${write(expr.input)}, ${write(expr.search)})`
        : dialect.startsWith(write(expr.input), write(expr.search));
    case 'lower':
      return sql`lower(${write(expr.input)})`;
    case 'isNull':
      return sql`${write(expr.input)} is null`;
    case 'operator':
      return operatorSql(expr.operator, expr.operands.map(atomic(write)));
    case 'and':
    case 'or':
      return logical(expr.kind, expr.operands.map(write));
    case 'not':
      return expr.operand.kind === 'isNull'
        ? sql`${write(expr.operand.input)} is not null`
        : sql`not coalesce(${write(expr.operand)}, false)`;
    case 'case':
      return sql`case${casesSql(expr, write)} end`;
    case 'coalesce':
      return sql`coalesce(${join(expr.operands.map(write), ', ')})`;
    case 'arithmetic':
      return sql`(${write(expr.left)} ${expr.operator} ${write(expr.right)})`;
    case 'divide':
      return sql`cast(${write(expr.left)} as double) / nullif(cast(${write(expr.right)} as double), 0)`;
    case 'call':
      return sql`${expr.function}(${join(expr.args.map(write), ', ')})`;
    default:
      return assertNever(expr);
  }
}

/** A case within the last branch of another goes on with it: when a then 1 when b then 2 else 3. */
function casesSql({ when, result, otherwise }: Extract<Expr, { kind: 'case' }>, write: (expr: Expr) => Sql): Sql {
  const first = sql` when ${write(when)} then ${write(result)}`;
  if (!otherwise || otherwise.kind === 'null') return first;
  return otherwise.kind === 'case'
    ? sql`${first}${casesSql(otherwise, write)}`
    : sql`${first} else ${write(otherwise)}`;
}

/** No condition at all: AND of nothing is true, OR of nothing is false. */
function logical(kind: 'and' | 'or', operands: readonly Sql[]): Sql {
  if (operands.length === 0) return text(kind === 'and' ? '1 = 1' : '1 = 0');
  return operands.length === 1 && operands[0] ? operands[0] : sql`(${join(operands, ` ${kind} `)})`;
}

const MEDIAN = { value: 0.5, discrete: false, approximate: false };

/**
 * One aggregate. Where no row passes its condition it is NULL, also where SQL alone would give 0, so that a
 * metric reads the same alone and in company (dbt: metric-semantics, "several metrics over one scan").
 */
export function aggregateSql(aggregate: Aggregate, grouped: boolean, scope: ColumnScope, dialect: Dialect): Sql {
  const write = (expr: Expr): Sql => expressionSql(expr, scope, dialect);
  const { expr, where } = aggregate;
  const when = (then: Sql): Sql => (where ? sql`case when ${write(where)} then ${then} end` : then);
  const value = (): Sql => when(write(expr));
  switch (aggregate.agg) {
    case 'sum':
      return sql`sum(${value()})`;
    case 'min':
      return sql`min(${value()})`;
    case 'max':
      return sql`max(${value()})`;
    case 'average':
      return sql`avg(cast(${value()} as double))`;
    case 'count':
      return sql`sum(${when(sql`case when ${write(expr)} is not null then 1 else 0 end`)})`;
    case 'sum_boolean':
      return sql`sum(${when(sql`case when ${write(expr)} then 1 else 0 end`)})`;
    case 'count_distinct': {
      const count = sql`count(distinct ${value()})`;
      const rows = where ? sql`count(${when(text('1'))})` : text('count(*)');
      return where || !grouped ? sql`case when ${rows} > 0 then ${count} end` : count;
    }
    case 'median':
    case 'percentile': {
      const { value: fraction, discrete, approximate } = aggregate.percentile ?? MEDIAN;
      if (discrete) return sql`percentile_disc(${String(fraction)}) within group (order by ${value()})`;
      // Between two values lies one that their own type may not hold: of whole numbers Snowflake keeps three decimals.
      const double = sql`cast(${value()} as double)`;
      if (approximate) return dialect.approximatePercentile(double, fraction);
      return sql`percentile_cont(${String(fraction)}) within group (order by ${double})`;
    }
    default:
      return assertNever(aggregate.agg);
  }
}
