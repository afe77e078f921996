import { invariant } from '../errors/trellis-error.js';
import { compareGrains } from '../model/grains.js';
import type { Dimension, Grain, SemanticModel, TimeDimension, TimeStorage } from '../model/types.js';
import type { Expr, TimeType } from './expression.js';
import { isUtc } from './time.js';

/** A time of a row source. */
export interface TimeColumn {
  /** What is compared: of a column the bare column, so that a warehouse can skip what lies outside of bounds. */
  readonly expr: Expr;
  /** What is cut and shifted: naive UTC, or wall-clock time where `local`. */
  readonly utc: Expr;
  readonly type: TimeType;
  /** Already wall-clock time: no zone applies. */
  readonly local: boolean;
  /** The finest grain that the column knows. */
  readonly finest?: Grain;
  /** The dimension that it is, which a query may call metric_time. */
  readonly dimension?: string;
}

export function timeColumn(expr: Expr, dimension: TimeDimension): TimeColumn {
  return {
    expr,
    utc: utcOf(expr, dimension.type === 'date' ? 'date' : dimension.stored),
    type: dimension.type === 'date' ? 'date' : 'datetime',
    local: false,
    finest: dimension.grain,
    dimension: dimension.name,
  };
}

/** A column as naive UTC; a date or a time without a zone is that by itself. */
export function utcOf(input: Expr, stored: TimeStorage | undefined): Expr {
  if (stored === 'date' || stored === 'ntz') return input;
  return { kind: 'utc', input, ...(stored && { stored }) };
}

/** A time that is computed, not read. */
export function computedTime(expr: Expr, type: TimeType, local: boolean): TimeColumn {
  return { expr, utc: expr, type, local };
}

/** The wall-clock time in the query's zone; a DATE knows no zone. */
export function localExpr({ utc, type, local }: TimeColumn, zone: string): Expr {
  return local || type === 'date' || isUtc(zone) ? utc : { kind: 'toZone', input: utc, zone };
}

/**
 * The period of a time: a date at day and coarser; below, the instant in UTC at which it begins on the zone's clock,
 * so that the two hours of an autumn night stay two.
 */
export function periodOf(time: TimeColumn, grain: Grain, zone: string): Expr {
  const local: Expr = { kind: 'truncate', input: localExpr(time, zone), grain };
  if (compareGrains(grain, 'day') >= 0 || time.type === 'date' || isUtc(zone)) return local;
  return time.local ? { kind: 'fromZone', input: local, zone } : { kind: 'periodStart', input: time.utc, zone, grain };
}

/** A dimension's column as dbt compares it: a time truncated to the grain that it is declared with. */
export function atOwnGrain(expr: Expr, dimension: Dimension, zone: string): Expr {
  if (dimension.kind !== 'time') return expr;
  return { kind: 'truncate', input: localExpr(timeColumn(expr, dimension), zone), grain: dimension.grain };
}

export function timeDimension(model: SemanticModel, name: string): TimeDimension {
  const dimension = model.dimensions.find((candidate) => candidate.name === name);
  invariant(dimension?.kind === 'time', `model "${model.name}" has no time dimension "${name}"`);
  return dimension;
}
