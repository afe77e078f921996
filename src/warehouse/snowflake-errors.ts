import { TrellisError } from '../errors/trellis-error.js';

const MISSING_OBJECT = /Object '([^']+)' does not exist/;
const MISSING_COLUMN = /invalid identifier '([^']+)'/;
const MISSING_FUNCTION = /Unknown (?:user-defined )?function '?([\w$.]+)'?/;
const UNAVAILABLE = 'Snowflake cannot be reached at the moment.';
const LOGIN_REFUSED = 'Snowflake refused the login: check the account, the user and the key, password or token.';

/** Sessions that ended; a new one may be opened. */
const ENDED_SESSIONS = new Set(['390104', '390111', '390112', '390114']);

/** An error of the snowflake-sdk as one of ours, without the statement's text and values. Codes: docs.snowflake.com, and the driver's own 4xxxxx. */
export function snowflakeError(error: unknown): TrellisError {
  if (error instanceof TrellisError) return error;
  const { code: rawCode = '', message = '', name = '' } = error as { code?: unknown; message?: string; name?: string };
  const code = String(rawCode).padStart(6, '0');
  const details = { cause: error };

  const table = MISSING_OBJECT.exec(message)?.[1]?.replaceAll('"', '');
  if (code === '002003' && table !== undefined) {
    const text = `Snowflake has no table "${table}", or the role may not read it.`;
    return new TrellisError('TABLE_NOT_FOUND', text, { ...details, names: [table] });
  }
  const column = MISSING_COLUMN.exec(message)?.[1]?.replaceAll('"', '');
  if (code === '000904' && column !== undefined) {
    return new TrellisError('WAREHOUSE_REJECTED', `Snowflake finds no column "${column}".`, {
      ...details,
      names: [column],
    });
  }
  const missing = MISSING_FUNCTION.exec(message)?.[1];
  if (missing !== undefined) {
    return new TrellisError('WAREHOUSE_REJECTED', `Snowflake finds no function "${missing}".`, {
      ...details,
      names: [missing],
    });
  }
  if (code === '000604') return new TrellisError('CANCELLED', 'The query was cancelled.', details);
  if (code === '000630') {
    const text = "The query took longer than the statement's or the warehouse's timeout.";
    return new TrellisError('DEADLINE_EXCEEDED', text, { ...details, retryable: true });
  }
  if (isNetworkError(code, name) || ENDED_SESSIONS.has(code)) {
    return new TrellisError('WAREHOUSE_UNAVAILABLE', UNAVAILABLE, { ...details, retryable: true });
  }
  if (/^(390|394)\d{3}$/.test(code) || /^404\d{3}$/.test(code)) {
    return new TrellisError('WAREHOUSE_UNAVAILABLE', LOGIN_REFUSED, details);
  }
  const numbered = /[1-9]/.test(code) ? ` (error ${code})` : '';
  return new TrellisError('WAREHOUSE_REJECTED', `Snowflake refused the statement${numbered}.`, details);
}

/** The pool passes only a message on, so whatever keeps a connection from opening is one of two things. */
export function connectError(error: unknown): TrellisError {
  if (error instanceof TrellisError) return error;
  const { message = '' } = error as { message?: string };
  const isLogin = /password|username|user name|JWT|token|authenticat|not allowed to access|private key/i.test(message);
  return new TrellisError('WAREHOUSE_UNAVAILABLE', isLogin ? LOGIN_REFUSED : UNAVAILABLE, {
    cause: error,
    retryable: !isLogin,
  });
}

/** 401xxx: no answer or an odd one; 402xxx: a result's chunk; 405xxx and 407xxx: the connection is closed. */
function isNetworkError(code: string, name: string): boolean {
  return name === 'NetworkError' || name === 'RequestFailedError' || /^(401|402|405|407)\d{3}$/.test(code);
}
