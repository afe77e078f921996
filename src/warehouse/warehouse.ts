/** Where SQL runs. Knows nothing of metrics: text and bindings in, typed rows out. */

export type Scalar = string | number | bigint | boolean | null;
/** What a statement may bind. Dates and timestamps travel as text and are cast in the SQL. */
export type Binding = string | number | boolean | null;

export type ColumnType = 'string' | 'long' | 'decimal' | 'double' | 'boolean' | 'date' | 'datetime';

export interface ResultColumn {
  readonly name: string;
  readonly type: ColumnType;
  /** Of a decimal. */
  readonly precision?: number;
  readonly scale?: number;
}

/**
 * Rows × columns. Values by column type: string → string; long → number, or bigint beyond 2^53-1;
 * decimal → its exact text ("12.50"); double → number; boolean → boolean; date → "YYYY-MM-DD";
 * datetime → RFC 3339 in UTC without a fraction where it is zero ("2021-02-10T00:00:00Z"). NULL → null.
 */
export interface ResultSet {
  readonly columns: readonly ResultColumn[];
  readonly rows: readonly (readonly Scalar[])[];
}

export interface Statement {
  readonly sql: string;
  readonly bindings: readonly Binding[];
}

export interface RunOptions {
  /** Aborting interrupts the statement: CANCELLED. */
  readonly signal?: AbortSignal;
  /** Milliseconds until the statement is interrupted: DEADLINE_EXCEEDED. */
  readonly deadlineMs?: number;
}

export interface TableColumn {
  readonly name: string;
  readonly type: ColumnType;
}

/**
 * A place that runs SQL.
 *
 * Errors of `run`: TABLE_NOT_FOUND (names), DEADLINE_EXCEEDED, CANCELLED, WAREHOUSE_UNAVAILABLE (retryable),
 * WAREHOUSE_REJECTED. No message holds SQL text or a bound value; the driver's own error is the `cause`.
 */
export interface Warehouse {
  readonly dialect: 'duckdb' | 'snowflake';
  run(statement: Statement, options?: RunOptions): Promise<ResultSet>;
  /** Columns of a table or view, in order; undefined where there is none of that name. */
  describe(table: string): Promise<readonly TableColumn[] | undefined>;
  close(): Promise<void>;
}
