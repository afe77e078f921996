import type { Expr } from './expression.js';
import type { Input } from './formula.js';
import { groupByColumn } from './query.js';
import { ownNames, type RowSource } from './row-source.js';
import type { Rows } from './rows.js';
import type { Settled } from './settled.js';
import { atOwnGrain, timeDimension } from './time-column.js';

/** Which rows close a semi-additive measure: those at the first or last time of each partition. */
export interface Closing {
  readonly by: readonly Expr[];
  readonly time: Expr;
  readonly choice: 'min' | 'max';
}

/**
 * dbt's non_additive_dimension, if the measure has one: the extreme time of all rows that passed the filters, per
 * grouping, whatever else is grouped by.
 */
export function closingOf({ measure, model }: Input, source: RowSource, { planning }: Settled): Closing | undefined {
  const { nonAdditive } = measure;
  if (!nonAdditive) return undefined;
  const dimension = timeDimension(model, nonAdditive.name);
  const own = source.element(`${model.primaryEntity}__${dimension.name}`).column;
  return {
    by: nonAdditive.groupings.map((name) => source.element(name).column),
    time: atOwnGrain(own, dimension, planning.clock.zone),
    choice: nonAdditive.choice,
  };
}

/** The queried periods of metric_time or of the measure's own time: each closes by itself. */
export function closingPeriods({ measure, model }: Input, { query }: Settled): readonly string[] {
  const { nonAdditive } = measure;
  const names = nonAdditive ? ownNames(model, timeDimension(model, nonAdditive.name)) : [];
  return query.groupBy
    .filter(({ kind, name }) => kind !== 'value' && (name === 'metric_time' || names.includes(name)))
    .map((groupBy) => groupByColumn(groupBy));
}

export function closingRows(input: Rows, closing: Closing | undefined, periods: readonly Expr[]): Rows {
  if (!closing) return input;
  const { by, time, choice } = closing;
  return { kind: 'pick', name: 'closing', input, by: [...by, ...periods], time, choice };
}
