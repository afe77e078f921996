import type { Grain, Relation, TimeStorage } from '../model/types.js';
import type { Aggregate, Expr, NamedExpr, TimeType } from './expression.js';

/**
 * Where rows come from: a small closed union that recurses. Every node says which columns it puts out.
 * Only `align`, `densify`, `fill` and `running` may repeat or add rows, and on purpose.
 */
export type Rows =
  | Scan
  | Lookup
  | Without
  | Filter
  | Compute
  | AggregateRows
  | Periods
  | Calendar
  | Align
  | Densify
  | Fill
  | Pick
  | Running
  | Spans
  | Credit
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

/** Many-to-one left join: adds columns, never rows, since `on` is a key of `other`, which without any has one row. */
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

/** The calendar between two bounds: one row per period of a grain. */
export interface Spine {
  readonly grain: Grain;
  /** Read from a time spine of the definitions, else generated. */
  readonly source?: {
    readonly relation: Relation;
    readonly column: string;
    readonly grain: Grain;
    readonly stored?: TimeStorage;
  };
  /**
   * The first period's start: on the wall clock, below a day as an instant; else that of the earliest `value` of
   * `rows`, or the source's own first one.
   */
  readonly from:
    | Expr
    | { readonly kind: 'earliest'; readonly rows: Rows; readonly value: Expr }
    | { readonly kind: 'first' };
  /** Exclusive: no period starts at or after it. */
  readonly to: Expr;
}

/** The column that holds periods; no dimension can have that name. */
export const PERIOD = '__period';

/** The periods of a spine, in a column `__period`. */
export interface Periods {
  readonly kind: 'periods';
  readonly spine: Spine;
}

/**
 * A custom grain's calendar, a row per base period of its spine: `__period`, the grain's value, the first base period
 * with that value (`starts`), the place within it from 1 (`ordinal`), and the place among the values in time (`index`).
 */
export interface Calendar {
  readonly kind: 'calendar';
  readonly name: string;
  readonly grain: Grain;
  readonly relation: Relation;
  readonly column: string;
  readonly stored?: TimeStorage;
  /** The custom grain's SQL over the spine's columns. */
  readonly value: string;
}

/**
 * Each period beside all rows that belong to it by `on`, a condition over the columns of both: snapshot rows valid at
 * its end, rows of an earlier time, rows of the window before it, all members. A row may belong to none or to many.
 */
export interface Align {
  readonly kind: 'align';
  /** What the rows are to the periods, for the reader of the SQL. */
  readonly name: 'versions' | 'earlier' | 'window' | 'members';
  readonly input: Rows;
  readonly periods: Rows;
  readonly on: Expr;
}

/** A row for each of the periods, with the input's rows where there are any: a row of NULLs elsewhere. */
export interface Densify {
  readonly kind: 'densify';
  readonly input: Rows;
  readonly periods: Rows;
  /** The columns that make a period, in both; put out under the same names. */
  readonly on: readonly string[];
}

/** A row for each of the periods for each member, with the input's values where it has any: NULLs elsewhere. */
export interface Fill {
  readonly kind: 'fill';
  readonly input: Rows;
  readonly periods: Rows;
  /** The columns that make a period, in both. */
  readonly on: readonly string[];
  /** The input's other keys: a combination of them that it has is a member. */
  readonly members: readonly string[];
  readonly values: readonly string[];
  /** No period before the first, or after the last, that the input has. */
  readonly fromFirst: boolean;
  readonly toLast: boolean;
}

/**
 * Keeps the rows at the first or last `time` of each partition: the closing rows of a semi-additive measure.
 *   Jan 30: 5, Jan 31: 7, Jan 31: 1  →  Jan 31: 7, Jan 31: 1
 */
export interface Pick {
  readonly kind: 'pick';
  readonly input: Rows;
  readonly name: string;
  readonly by: readonly Expr[];
  readonly time: Expr;
  readonly choice: 'min' | 'max';
}

/**
 * Running values: for each member (a combination of `keys`) and period the values of all the input's periods up to it,
 * or of those that share its `within`, such as the enclosing month. A member begins with its first row.
 *   Jan 1: 2, Jan 3: 5  →  Jan 1: 2, Jan 2: 2, Jan 3: 7
 */
export interface Running {
  readonly kind: 'running';
  /** One row per period and keys; the period in a column `__period`. */
  readonly input: Rows;
  readonly periods: Rows;
  readonly keys: readonly string[];
  readonly values: readonly { readonly name: string; readonly agg: 'sum' | 'min' | 'max' }[];
  /** Of a period: what it must share with the earlier ones. */
  readonly within?: Expr;
}

/**
 * When things count, if each of their appearances does over `window`: a row with `__change` 1 where such a span begins
 * and one with -1 where it ends, which is at the next appearance where that comes first.
 *   7 days, on day 1, 3 and 20  →  +1 on 1, -1 and +1 on 3, -1 on 10, +1 on 20, -1 on 27
 */
export interface Spans {
  readonly kind: 'spans';
  /** One row per appearance: its period in the column `at`. */
  readonly input: Rows;
  readonly at: string;
  /** The columns that tell things apart; NULL is a thing like any other. */
  readonly things: readonly string[];
  readonly window: { readonly count: number; readonly grain: Grain };
  readonly type: TimeType;
}

/** The column of a span's ends: 1 or -1. */
export const CHANGE = '__change';

/**
 * Base events beside the conversions that are credited to them: each to the latest base event of the same entity (and
 * constant properties) at or before it, within the window. Conversions without one are dropped, none is repeated.
 */
export interface Credit {
  readonly kind: 'credit';
  readonly input: Rows;
  readonly conversions: Rows;
  /** Columns of the input and of the conversions that must be equal; NULL equals nothing. */
  readonly on: readonly { readonly left: string; readonly right: string }[];
  /** Columns that hold the events' times. */
  readonly time: { readonly left: string; readonly right: string };
  readonly timeType: TimeType;
  readonly window?: { readonly count: number; readonly grain: Grain };
  /** Which of several base events at one time counts: the first by these. */
  readonly orderBy: readonly Expr[];
  /** Columns of the conversions to add. */
  readonly columns: readonly string[];
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
