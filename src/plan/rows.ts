import type { Grain, Relation } from '../model/types.js';
import type { Aggregate, Expr, NamedExpr } from './expression.js';

/**
 * Where rows come from: a small closed union that recurses. Every node says which columns it puts out.
 * Only `asOf`, `shift` and `densify` may repeat or add rows, and on purpose.
 */
export type Rows =
  | Scan
  | Lookup
  | Without
  | Filter
  | Compute
  | AggregateRows
  | AsOf
  | Shift
  | Densify
  | Match
  | Stack
  | Top;

/** Reads a relation. The only place where a definition's own column SQL appears. */
export interface Scan {
  readonly kind: 'scan';
  /** The semantic model's name, for the reader of the SQL. */
  readonly name: string;
  readonly relation: Relation;
  readonly columns: readonly { readonly name: string; readonly sql: string }[];
}

/** Many-to-one left join: adds columns, never rows, since `on` is a key of `other`. */
export interface Lookup {
  readonly kind: 'lookup';
  readonly input: Rows;
  readonly other: Rows;
  readonly name: string;
  readonly on: readonly { readonly left: string; readonly right: string }[];
  /** What else must hold, over columns of both sides; those of `other` have names of their own. */
  readonly where?: Expr;
  /** NULL keys match NULL keys. */
  readonly nullSafe: boolean;
  readonly columns: readonly { readonly from: string; readonly name: string }[];
  /** Rows without a match are dropped. */
  readonly required: boolean;
}

/** Drops the rows that have a match in `other`. */
export interface Without {
  readonly kind: 'without';
  readonly input: Rows;
  readonly other: Rows;
  readonly name: string;
  readonly on: readonly { readonly left: string; readonly right: string }[];
}

export interface Filter {
  readonly kind: 'filter';
  readonly input: Rows;
  readonly where: Expr;
}

/** Adds columns computed from each row. */
export interface Compute {
  readonly kind: 'compute';
  readonly input: Rows;
  readonly columns: readonly NamedExpr[];
}

/** One row per distinct keys (NULL is a key like any other); without keys exactly one row. */
export interface AggregateRows {
  readonly kind: 'aggregate';
  readonly input: Rows;
  readonly name: string;
  readonly keys: readonly NamedExpr[];
  readonly aggregates: readonly Aggregate[];
}

/** The calendar between two bounds: one row per period, in a column `period`. */
export interface Spine {
  readonly grain: Grain;
  /** Read from a time spine of the definitions, else generated. */
  readonly source?: { readonly relation: Relation; readonly column: string };
  /** First period, inclusive: a local date or datetime, else the period of the earliest `column` of `rows`. */
  readonly from: Expr | { readonly kind: 'earliest'; readonly rows: Rows; readonly value: Expr };
  /** Exclusive: no period starts at or after it. */
  readonly to: Expr;
}

/** Each period's rows of a snapshot: those valid just before `at`, which sees the spine's column `period`. */
export interface AsOf {
  readonly kind: 'asOf';
  readonly input: Rows;
  readonly spine: Spine;
  readonly at: Expr;
  readonly validFrom: string;
  readonly validTo: string;
}

/**
 * Rows of an earlier time read at a later period: spine period s takes the rows whose `time` equals `key`,
 * an expression of s. Month ends may repeat or drop rows: Mar 29, 30 and 31 less one month are all Feb 28.
 */
export interface Shift {
  readonly kind: 'shift';
  readonly input: Rows;
  readonly spine: Spine;
  readonly key: Expr;
  readonly time: Expr;
}

/** Every period of the spine, with the input's rows where there are any: a row of NULLs elsewhere. */
export interface Densify {
  readonly kind: 'densify';
  readonly input: Rows;
  readonly spine: Spine;
  /** The input's period column; put out under the same name. */
  readonly period: string;
}

/** Ordered steps: for each unit and step, whether some choice of strictly later events reaches it within the window. */
export interface Match {
  readonly kind: 'match';
  readonly input: Rows;
  /** Columns that tell units apart; NULLs are alike. */
  readonly unit: readonly string[];
  readonly time: string;
  /** One boolean column per step, and the name of the 0/1 column it puts out. */
  readonly steps: readonly { readonly name: string; readonly where: Expr }[];
  readonly window?: { readonly count: number; readonly grain: Grain };
}

/**
 * Sources side by side: UNION ALL, then one row per keys. NULL keys meet NULL keys, nothing is multiplied.
 * A source that is not `present` adds values to periods of the others, no period of its own.
 */
export interface Stack {
  readonly kind: 'stack';
  readonly keys: readonly string[];
  /** The keys that make a period; present-ness is decided per period. */
  readonly periodKeys: readonly string[];
  readonly sources: readonly { readonly rows: Rows; readonly values: readonly string[]; readonly present: boolean }[];
}

/** The first `limit` rows in order. */
export interface Top {
  readonly kind: 'top';
  readonly input: Rows;
  readonly name: string;
  readonly orderBy: readonly RowOrder[];
  readonly limit: number;
}

export interface RowOrder {
  readonly expr: Expr;
  readonly direction: 'asc' | 'desc';
}
