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
  /** Kept from an earlier statement: nothing ran. */
  readonly cached?: true;
}

export interface Statement {
  readonly sql: string;
  readonly bindings: readonly Binding[];
}

/** Rows as they come, for results that should never stand in memory as a whole. */
export interface RowStream {
  readonly columns: readonly ResultColumn[];
  /** Some rows at a time, in order; to be read once, to its end or until it is returned. */
  readonly batches: AsyncIterable<readonly (readonly Scalar[])[]>;
}

/** On whose account a statement runs, for the warehouse's own history: names and lists of names, never values. */
export type StatementTag = Readonly<Record<string, string | readonly string[]>>;

export interface RunOptions {
  /** Aborting interrupts the statement: CANCELLED. */
  readonly signal?: AbortSignal;
  /** Milliseconds until the statement is interrupted: DEADLINE_EXCEEDED. */
  readonly deadlineMs?: number;
  /** Kept beside the statement where the warehouse can. */
  readonly tag?: StatementTag;
  /** Of `run`: rows of the same statement that were read at this version of the data will do. */
  readonly dataVersion?: string | undefined;
}

/** What a warehouse says that it would do. */
export interface Explanation {
  /** In the warehouse's own words, several lines. */
  readonly text: string;
  /** What the statement reads at most; absent where the warehouse does not tell. */
  readonly scan?: ScanEstimate;
}

export interface ScanEstimate {
  readonly bytes: number;
  /** Micro-partitions that are left after pruning, of all of the tables. */
  readonly partitions: number;
  readonly partitionsTotal: number;
}

export interface TableColumn {
  readonly name: string;
  readonly type: ColumnType;
}

/**
 * A place that runs SQL.
 *
 * Errors of `run`, `stream`, of reading its batches, and of `explain`: TABLE_NOT_FOUND (names), DEADLINE_EXCEEDED,
 * CANCELLED, WAREHOUSE_UNAVAILABLE (with a reason), WAREHOUSE_REJECTED. No message holds SQL text or a bound value; the driver's own
 * error is the `cause`.
 */
export interface Warehouse {
  readonly dialect: 'duckdb' | 'snowflake';
  /** All rows. The deadline counts until the last one is read. */
  run(statement: Statement, options?: RunOptions): Promise<ResultSet>;
  /** The deadline counts until the warehouse has computed the rows; then the reader sets the pace, and the signal ends it. */
  stream(statement: Statement, options?: RunOptions): Promise<RowStream>;
  /** How the warehouse would run a statement; runs nothing. */
  explain(statement: Statement, options?: RunOptions): Promise<Explanation>;
  /** Columns of a table or view, in order; undefined where there is none of that name. */
  describe(table: string): Promise<readonly TableColumn[] | undefined>;
  close(): Promise<void>;
}
