import { type ErrorDetails, TrellisError } from '../../errors/trellis-error.js';

/** What the snowflake-sdk's errors carry; its codes are docs.snowflake.com's, and its own 4xxxxx. */
interface DriverError {
  readonly code?: unknown;
  readonly message?: string;
  readonly name?: string;
  readonly response?: { readonly status?: unknown; readonly statusCode?: unknown };
}

const MISSING_OBJECT = /(?:Object|Table|View|Schema|Database) '([^']+)' does not exist/;
const FORBIDDEN_OBJECT = /Insufficient privileges to operate on \w+ '([^']+)'/;
const MISSING_COLUMN = /invalid identifier '([^']+)'/;
const MISSING_FUNCTION = /Unknown (?:user-defined )?function '?([\w$.]+)'?/;
const NO_WAREHOUSE = /No active warehouse|cannot be resumed|Warehouse '[^']*' (?:is|was) suspended/i;
const LOGIN = /password|username|user name|JWT|token|authenticat|not allowed to access|private key/i;

/** Sessions that ended, or whose token nobody knows: a statement that is refused so has not run. */
const ENDED_SESSIONS = new Set(['390104', '390110', '390111', '390112', '390114', '401004', '407001', '407002']);
const SUSPENDED = new Set(['000606', '090073', '090109']);

const UNAVAILABLE = 'Snowflake cannot be reached at the moment.';
const LOGIN_REFUSED =
  'Snowflake refused the login: check the account, the user, the role and the key, password or token.';
const SUSPENDED_TEXT =
  'The virtual warehouse does not run: it is suspended and may not resume, or none is named. Set warehouse.warehouse to one that the role may use, or have it resumed.';

/** An error of a statement as one of ours, without the statement's text and values. */
export function snowflakeError(error: unknown): TrellisError {
  if (error instanceof TrellisError) return error;
  const { message = '' } = error as DriverError;
  const code = codeOf(error);
  const rejected = (text: string, names: readonly string[] = []) =>
    new TrellisError('WAREHOUSE_REJECTED', text, { names, cause: error });

  const table = (MISSING_OBJECT.exec(message) ?? FORBIDDEN_OBJECT.exec(message))?.[1]?.replaceAll('"', '');
  if (table !== undefined) {
    const text = `Snowflake has no table "${table}", or the role may not read it.`;
    return new TrellisError('TABLE_NOT_FOUND', text, { names: [table], cause: error });
  }
  const column = MISSING_COLUMN.exec(message)?.[1]?.replaceAll('"', '');
  if (code === '000904' && column !== undefined) return rejected(`Snowflake finds no column "${column}".`, [column]);
  const missing = MISSING_FUNCTION.exec(message)?.[1];
  if (missing !== undefined) return rejected(`Snowflake finds no function "${missing}".`, [missing]);
  if (code === '000604') return new TrellisError('CANCELLED', 'The query was cancelled.', { cause: error });
  if (code === '000630') {
    return new TrellisError(
      'DEADLINE_EXCEEDED',
      "The query took longer than the statement's timeout. Ask for a shorter time range or fewer groups, or raise the deadline and the warehouse's own STATEMENT_TIMEOUT_IN_SECONDS.",
      { retryable: true, reason: 'STATEMENT_TIMEOUT', cause: error },
    );
  }
  if (SUSPENDED.has(code) || NO_WAREHOUSE.test(message)) {
    return unavailable(SUSPENDED_TEXT, { reason: 'WAREHOUSE_SUSPENDED', retryable: true, cause: error });
  }
  if (isSessionEnded(error)) {
    const text = 'The session at Snowflake ended, and a new one ended too before the statement ran.';
    return unavailable(text, { reason: 'SESSION_EXPIRED', retryable: true, cause: error });
  }
  if (isNetworkError(error)) return unavailable(UNAVAILABLE, { reason: 'NETWORK', retryable: true, cause: error });
  if (/^39[04]\d{3}$/.test(code)) return unavailable(LOGIN_REFUSED, { reason: 'LOGIN_REFUSED', cause: error });
  return rejected(`Snowflake refused the statement${/[1-9]/.test(code) ? ` (error ${code})` : ''}.`);
}

/** What keeps a session from being opened. */
export function connectError(error: unknown): TrellisError {
  if (error instanceof TrellisError) return error;
  const code = codeOf(error);
  // Of a session that ended before it was ready.
  if (isSessionEnded(error)) return snowflakeError(error);
  if (/^404\d{3}$/.test(code) || code === '405506' || code === '405507') {
    const text = `The settings of Snowflake's login do not make one (driver's error ${code}): check authenticator and what it needs.`;
    return unavailable(text, { reason: 'LOGIN_REFUSED', cause: error });
  }
  if (isNetworkError(error)) return unavailable(UNAVAILABLE, { reason: 'NETWORK', retryable: true, cause: error });
  const isLogin = /^39\d{4}$/.test(code) || LOGIN.test((error as DriverError).message ?? '');
  return isLogin
    ? unavailable(LOGIN_REFUSED, { reason: 'LOGIN_REFUSED', cause: error })
    : unavailable(UNAVAILABLE, { reason: 'NETWORK', retryable: true, cause: error });
}

/** What keeps the rows of a computed statement from being read to their end. */
export function resultError(error: unknown): TrellisError {
  if (error instanceof TrellisError) return error;
  const text =
    'The rows could not be fetched to their end: the network, or the storage that Snowflake keeps results in, failed.';
  return unavailable(text, { reason: 'NETWORK', retryable: true, cause: error });
}

/** A statement that is refused so has not run, and a new session may be opened for it. */
export function isSessionEnded(error: unknown): boolean {
  const { response } = error as DriverError;
  return ENDED_SESSIONS.has(codeOf(error)) || [response?.statusCode, response?.status].includes(401);
}

/** 401xxx: no answer or an odd one; 402xxx: a result's chunk; 405xxx: the connection is closed. */
export function isNetworkError(error: unknown): boolean {
  const { name = '' } = error as DriverError;
  return name === 'NetworkError' || name === 'RequestFailedError' || /^(401|402|405)\d{3}$/.test(codeOf(error));
}

/** Whether it computes or can't be reached, Snowflake does not say before it is done. */
export function noAnswer(deadlineMs: number): TrellisError {
  return new TrellisError(
    'DEADLINE_EXCEEDED',
    `Snowflake did not answer within ${deadlineMs} ms. Ask for a shorter time range or fewer groups, or raise the deadline; or Snowflake can't be reached at the moment.`,
    { retryable: true },
  );
}

export function noLogin(deadlineMs: number): TrellisError {
  const text = `Snowflake did not answer the login within ${deadlineMs} ms.`;
  return unavailable(text, { reason: 'NETWORK', retryable: true });
}

function unavailable(text: string, details: ErrorDetails): TrellisError {
  return new TrellisError('WAREHOUSE_UNAVAILABLE', text, details);
}

function codeOf(error: unknown): string {
  return String((error as DriverError).code ?? '').padStart(6, '0');
}
