/**
 * Every mistake a user of Trellis can make has one of these codes; clients may switch on them.
 * Anything that is not a TrellisError is a defect of ours and reaches clients only as INTERNAL_SERVER_ERROR.
 */
export type ErrorCode =
  | 'UNKNOWN_METRIC'
  | 'UNKNOWN_DIMENSION'
  | 'UNKNOWN_FUNNEL'
  | 'UNKNOWN_DATASET'
  | 'DIMENSION_UNREACHABLE'
  | 'DIMENSION_NOT_GROUPED'
  | 'AMBIGUOUS_JOIN_PATH'
  | 'GRAIN_TOO_FINE'
  | 'TIME_RANGE_INVALID'
  | 'FILTER_NULL'
  | 'QUERY_INVALID'
  | 'REQUEST_LIMIT_EXCEEDED'
  | 'PERSISTED_QUERY_NOT_FOUND'
  | 'PERSISTED_QUERY_NOT_ALLOWED'
  | 'ROW_LIMIT_EXCEEDED'
  | 'COST_LIMIT_EXCEEDED'
  | 'NUMBER_OUT_OF_RANGE'
  | 'TABLE_NOT_FOUND'
  | 'DEADLINE_EXCEEDED'
  | 'CANCELLED'
  | 'WAREHOUSE_UNAVAILABLE'
  | 'WAREHOUSE_REJECTED'
  | 'DEFINITIONS_INVALID'
  | 'CONFIG_INVALID';

/**
 * Why a warehouse gave no answer, where a code has several causes that need different people: the network, the login,
 * the virtual warehouse, the session, the statement's own timeout, or other statements that were first.
 */
export type ErrorReason =
  | 'NETWORK'
  | 'LOGIN_REFUSED'
  | 'WAREHOUSE_SUSPENDED'
  | 'SESSION_EXPIRED'
  | 'STATEMENT_TIMEOUT'
  | 'BUSY';

export interface ErrorDetails {
  /** The names the message is about, as the caller wrote them. */
  readonly names?: readonly string[];
  /** The nearest valid names, best first. */
  readonly suggestions?: readonly string[];
  /** True where the same request may succeed later, unchanged. */
  readonly retryable?: boolean;
  readonly reason?: ErrorReason;
  readonly cause?: unknown;
}

/** A mistake or a failure that its reader can do something about: what is wrong, and the way out. */
export class TrellisError extends Error {
  readonly code: ErrorCode;
  readonly names: readonly string[];
  readonly suggestions: readonly string[];
  readonly retryable: boolean;
  readonly reason: ErrorReason | undefined;

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    const names = details.names ?? [];
    super(
      names.filter((name) => name.length > MOST_SHOWN).reduce(withCutName, message),
      details.cause === undefined ? undefined : { cause: details.cause },
    );
    this.name = 'TrellisError';
    this.code = code;
    this.names = names.map(cut);
    this.suggestions = details.suggestions ?? [];
    this.retryable = details.retryable ?? false;
    this.reason = details.reason;
  }
}

/** Nobody reads a longer name. */
const MOST_SHOWN = 100;

/** A caller's text as a message shows it: its first 100 characters. */
export function cut(text: string): string {
  return text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}…` : text;
}

function withCutName(message: string, name: string): string {
  return message.replaceAll(name, () => cut(name));
}

/** A state that the code's own rules exclude: a defect of Trellis, never a user's mistake. */
export function invariant(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(`Broken invariant: ${message}`);
}

/** Closes a switch over a union: a new member does not compile until it is handled. */
export function assertNever(value: never): never {
  throw new Error(`Broken invariant: unhandled case ${JSON.stringify(value)}`);
}
