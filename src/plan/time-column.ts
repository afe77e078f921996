import { invariant } from '../errors/trellis-error.js';
import type { Dimension, Grain, SemanticModel, TimeDimension } from '../model/types.js';
import type { Expr, TimeType } from './expression.js';
import { isUtc } from './time.js';

/** A time column of a row source. */
export interface TimeColumn {
  readonly expr: Expr;
  readonly type: TimeType;
  /** Already wall-clock time: no zone applies. */
  readonly local: boolean;
  /** The finest grain that the column knows. */
  readonly finest?: Grain;
}

export function timeColumn(expr: Expr, dimension: TimeDimension): TimeColumn {
  return { expr, type: dimension.type === 'date' ? 'date' : 'datetime', local: false, finest: dimension.grain };
}

/** The wall-clock time in the query's zone; a DATE knows no zone. */
export function localExpr({ expr, type, local }: TimeColumn, zone: string): Expr {
  return local || type === 'date' || isUtc(zone) ? expr : { kind: 'toZone', input: expr, zone };
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
