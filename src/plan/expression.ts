import type { Aggregation, DatePart, Grain, Percentile, TimeStorage } from '../model/types.js';

/** A value that a client or the clock supplies; it becomes a binding, never SQL text. */
export interface BoundValue {
  /** A decimal is exact, as text. */
  readonly type: 'string' | 'number' | 'decimal' | 'boolean' | 'date' | 'datetime';
  readonly value: string | number | boolean;
}

/** A time column's kind: a DATE knows no time zone, a DATETIME is naive UTC. */
export type TimeType = 'date' | 'datetime';

/** SQL's own, which give NULL where a side is NULL: what a where-template says. Our Comparison knows no NULL. */
export type SqlOperator =
  | ('=' | '<>' | '<' | '<=' | '>' | '>=')
  | ('like' | 'not like' | 'ilike' | 'not ilike')
  | ('in' | 'not in' | 'between' | 'not between')
  | ('is null' | 'is not null' | 'not');

export type Comparison = 'eq' | 'ne' | 'gt' | 'gte' | 'lt' | 'lte';

/** What is computed from one row, as plain data. Columns are those of the row source below. */
export type Expr =
  | { readonly kind: 'column'; readonly name: string }
  | { readonly kind: 'value'; readonly bound: BoundValue }
  | { readonly kind: 'null' }
  /** A small whole number of ours, written into the text. */
  | { readonly kind: 'number'; readonly value: number }
  /** The author's own SQL, its references resolved to columns. */
  | { readonly kind: 'authored'; readonly parts: readonly (string | Expr)[] }
  /** Start of the period: a date at day and coarser, a datetime below. */
  | { readonly kind: 'truncate'; readonly input: Expr; readonly grain: Grain }
  | { readonly kind: 'part'; readonly input: Expr; readonly part: DatePart }
  | {
      readonly kind: 'addGrain';
      readonly input: Expr;
      readonly count: number;
      readonly grain: Grain;
      readonly type: TimeType;
    }
  /** A time column of a relation as naive UTC, which all that cuts or shifts a time starts from. */
  | { readonly kind: 'utc'; readonly input: Expr; readonly stored?: TimeStorage }
  | { readonly kind: 'toZone'; readonly input: Expr; readonly zone: string }
  | { readonly kind: 'fromZone'; readonly input: Expr; readonly zone: string }
  /** The instant at which the local period around an instant begins; of grains below a day, so that both hours of an autumn night stay apart. */
  | { readonly kind: 'periodStart'; readonly input: Expr; readonly zone: string; readonly grain: Grain }
  | { readonly kind: 'earlier'; readonly left: Expr; readonly right: Expr }
  | { readonly kind: 'compare'; readonly operator: Comparison; readonly left: Expr; readonly right: Expr }
  | { readonly kind: 'in'; readonly input: Expr; readonly values: readonly BoundValue[] }
  | { readonly kind: 'text'; readonly operator: 'contains' | 'startsWith'; readonly input: Expr; readonly search: Expr }
  | { readonly kind: 'lower'; readonly input: Expr }
  | { readonly kind: 'isNull'; readonly input: Expr }
  | { readonly kind: 'operator'; readonly operator: SqlOperator; readonly operands: readonly Expr[] }
  | { readonly kind: 'and' | 'or'; readonly operands: readonly Expr[] }
  /** The complement: true where the operand is false or NULL. */
  | { readonly kind: 'not'; readonly operand: Expr }
  | { readonly kind: 'case'; readonly when: Expr; readonly result: Expr; readonly otherwise?: Expr }
  | { readonly kind: 'coalesce'; readonly operands: readonly Expr[] }
  | { readonly kind: 'arithmetic'; readonly operator: '+' | '-' | '*' | '/'; readonly left: Expr; readonly right: Expr }
  /** In double precision, NULL where the divisor is 0. */
  | { readonly kind: 'divide'; readonly left: Expr; readonly right: Expr }
  | {
      readonly kind: 'call';
      readonly function: 'nullif' | 'abs' | 'round' | 'greatest' | 'least' | 'upper' | 'trim' | 'length';
      readonly args: readonly Expr[];
    };

export interface Aggregate {
  readonly name: string;
  readonly agg: Aggregation;
  readonly expr: Expr;
  /** Only rows that pass count; where none does, the aggregate is NULL. */
  readonly where?: Expr;
  readonly percentile?: Percentile;
}

export interface NamedExpr {
  readonly name: string;
  readonly expr: Expr;
}

export const column = (name: string): Expr => ({ kind: 'column', name });
export const number = (value: number): Expr => ({ kind: 'number', value });
export const bound = (type: BoundValue['type'], value: BoundValue['value']): Expr => ({
  kind: 'value',
  bound: { type, value },
});

/** All of them; nothing where there are none. */
export function allOf(operands: readonly (Expr | undefined)[]): Expr | undefined {
  const present = operands.filter((operand) => operand !== undefined);
  return present.length > 1 ? { kind: 'and', operands: present } : present[0];
}
