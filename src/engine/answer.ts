import type { ValueType } from '../model/types.js';
import type { GroupBy } from '../plan/query.js';

/** A cell: long → number or bigint, decimal → its exact text, date and datetime → ISO 8601 text. */
export type Cell = string | number | bigint | boolean | null;

export type AnswerColumn =
  | { readonly role: 'key'; readonly name: string; readonly groupBy: GroupBy; readonly type: ValueType }
  /** Beside a `top` dimension: 1 in the rest's row, else 0. */
  | { readonly role: 'other'; readonly name: string; readonly type: ValueType }
  | { readonly role: 'metric'; readonly name: string; readonly metric: string; readonly type: ValueType };

/** Rows × columns of one statement, with what it took to get them. */
export interface Answer {
  readonly columns: readonly AnswerColumn[];
  readonly rows: readonly (readonly Cell[])[];
  /** There are rows beyond the query's limit. */
  readonly hasMore: boolean;
  /** First and last day that the rows speak of, local to the time zone; an open end is absent. */
  readonly from?: string;
  readonly to?: string;
  readonly timeZone: string;
  /** The instant up to which data counts, exclusive; RFC 3339. */
  readonly asOf: string;
  readonly sql: string;
  /** The state of the data that was asked; absent where nothing tells. */
  readonly dataVersion?: string;
  /** The rows were kept from an earlier statement: none ran. */
  readonly cached: boolean;
  /** Milliseconds from the engine's start on it, waiting included. */
  readonly durationMs: number;
}

/** Rows as they come, in batches of any size; to be read once. */
export interface AnswerStream extends Omit<Answer, 'rows' | 'hasMore' | 'cached' | 'durationMs'> {
  readonly batches: AsyncIterable<Answer['rows']>;
}
