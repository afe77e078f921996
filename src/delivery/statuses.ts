import type { ErrorCode, TrellisError } from '../errors/trellis-error.js';

/**
 * What HTTP says of a coded error, where a status of its own is expected: 4xx for what its sender can change, 429, 503
 * and 504 for what may work later, 502 where the tables and the definitions do not fit.
 */
const STATUSES: Readonly<Record<ErrorCode, number>> = {
  UNKNOWN_DATASET: 404,
  UNKNOWN_METRIC: 400,
  UNKNOWN_DIMENSION: 400,
  UNKNOWN_FUNNEL: 400,
  DIMENSION_UNREACHABLE: 400,
  DIMENSION_NOT_GROUPED: 400,
  AMBIGUOUS_JOIN_PATH: 400,
  GRAIN_TOO_FINE: 400,
  TIME_RANGE_INVALID: 400,
  FILTER_NULL: 400,
  QUERY_INVALID: 400,
  NUMBER_OUT_OF_RANGE: 400,
  REQUEST_LIMIT_EXCEEDED: 400,
  PERSISTED_QUERY_NOT_FOUND: 400,
  PERSISTED_QUERY_NOT_ALLOWED: 403,
  ROW_LIMIT_EXCEEDED: 413,
  COST_LIMIT_EXCEEDED: 413,
  TABLE_NOT_FOUND: 502,
  WAREHOUSE_REJECTED: 502,
  WAREHOUSE_UNAVAILABLE: 503,
  CANCELLED: 503,
  DEADLINE_EXCEEDED: 504,
  DEFINITIONS_INVALID: 500,
  CONFIG_INVALID: 500,
};

export function statusOf({ code, reason }: TrellisError): number {
  return reason === 'BUSY' ? 429 : STATUSES[code];
}

/** Seconds after which to try again; clients of tables honour it. */
const RETRY_AFTER: Readonly<Record<number, number>> = { 429: 5, 503: 10 };

export function retryAfter(status: number): number | undefined {
  return RETRY_AFTER[status];
}
