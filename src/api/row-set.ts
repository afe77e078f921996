import type { Answer, AnswerColumn, Cell } from '../engine/answer.js';
import type { ValueType } from '../model/types.js';

/** The rows of a query with what is known of their columns. */
export interface RowSet<R extends object = Row> {
  readonly columns: readonly Column[];
  /** One object per row, keyed by column. */
  readonly rows: readonly R[];
  /** There are rows beyond the query's limit. */
  readonly hasMore: boolean;
  /** First and last day that the rows speak of, in whole periods, local to the time zone; an open end is absent. */
  readonly range: { readonly from?: string; readonly to?: string; readonly timeZone: string };
  /** The instant up to which data counts, exclusive; RFC 3339. */
  readonly asOf: string;
  /** Changes when the data does; absent where nothing tells. */
  readonly dataVersion?: string;
  readonly sql: string;
  /** The rows were kept from an earlier statement: none ran. */
  readonly cached: boolean;
  /** Milliseconds, waiting included. */
  readonly durationMs: number;
}

export interface Column {
  readonly name: string;
  /** `other` stands beside a `top` dimension: 1 in the row of the rest, else 0. */
  readonly role: 'key' | 'other' | 'metric';
  /**
   * Of the cells: string → string; long → number, or bigint beyond 2^53-1; decimal → its exact text ("12.50");
   * double → number; boolean → boolean; date → "2021-02-10"; datetime → RFC 3339 in UTC. NULL → null.
   */
  readonly type: ValueType;
  /** Of a metric's column: its name. */
  readonly metric?: string;
}

export type Row = Readonly<Record<string, Cell>>;

/** The rows are what the query asks for: that they fit `R` is the caller's word. */
export function rowSetOf<R extends object>(answer: Answer): RowSet<R> {
  const { columns, rows, hasMore, from, to, timeZone, asOf, dataVersion, sql, cached, durationMs } = answer;
  return {
    columns: columns.map(columnOf),
    rows: rows.map((row) => rowOf<R>(row, columns)),
    hasMore,
    range: { ...(from && { from }), ...(to && { to }), timeZone },
    asOf,
    ...(dataVersion !== undefined && { dataVersion }),
    sql,
    cached,
    durationMs,
  };
}

export function rowOf<R extends object>(row: readonly Cell[], columns: readonly AnswerColumn[]): R {
  return Object.fromEntries(columns.map(({ name, type }, index) => [name, cellOf(row[index] ?? null, type)])) as R;
}

function columnOf(column: AnswerColumn): Column {
  const { name, role, type } = column;
  return { name, role, type, ...(column.role === 'metric' && { metric: column.metric }) };
}

/** A warehouse sums decimals exactly, also where the column is told to be a double. */
function cellOf(cell: Cell, type: ValueType): Cell {
  return type === 'double' && typeof cell === 'string' ? Number(cell) : cell;
}
