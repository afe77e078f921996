import { compareGrains } from '../model/grains.js';
import type { Grain } from '../model/types.js';
import { Conditions } from './conditions.js';
import { column, type Expr, type NamedExpr } from './expression.js';
import { timeKey } from './keys.js';
import { groupByColumn } from './query.js';
import type { RowSource } from './row-source.js';
import type { Rows, Spine } from './rows.js';
import {
  filtered,
  type InputRows,
  metricTimeGroups,
  periodColumn,
  predicateNames,
  type Settled,
  splitPredicate,
} from './settled.js';
import { ceilPeriod, localTime, visibleUntil } from './time.js';
import type { TimeColumn } from './time-column.js';

/** The column that every spine puts out. */
export const PERIOD = 'period';

/** A spine's period as a time: a plain date at day and coarser, wall-clock time below. */
export function periodTime(grain: Grain): TimeColumn {
  return { expr: column(PERIOD), type: compareGrains(grain, 'day') >= 0 ? 'date' : 'datetime', local: true };
}

/**
 * The periods of the query's range, none at or after now. Without a range they begin with the earliest
 * `value` of `rows`; the definitions' own spine (the coarsest that is fine enough) comes before a generated one.
 */
export function spineFor(grain: Grain, rows: Rows, value: Expr, { planning, range }: Settled): Spine {
  const source = planning.catalog.definitions.timeSpines
    .filter((spine) => compareGrains(spine.grain, grain) <= 0)
    .sort((a, b) => compareGrains(b.grain, a.grain))[0];
  return {
    grain,
    ...(source && { source: { relation: source.relation, column: source.column } }),
    from: range.from ? localTime(range.from) : { kind: 'earliest', rows, value },
    to: localTime(ceilPeriod(visibleUntil(range, planning.clock), grain)),
  };
}

/** Every metric_time column of the query, made from the spine's period. */
export function periodKeys(grain: Grain, source: RowSource, settled: Settled): readonly NamedExpr[] {
  return metricTimeGroups(settled.query).map((groupBy) => ({
    name: groupByColumn(groupBy),
    expr: timeKey(groupBy, periodTime(grain), source),
  }));
}

/**
 * A row for every period (dbt: join_to_timespine): Jan 1: 5, Jan 3: 7 → Jan 1: 5, Jan 2: NULL, Jan 3: 7.
 * Filters that speak only of time and of what is grouped by hold for the added rows too.
 */
export function densified(input: InputRows, source: RowSource, settled: Settled, spine: Spine): InputRows {
  const period = periodColumn(settled);
  const { grain, query } = settled;
  if (!period || !grain) return input;
  const dense: Rows = {
    kind: 'compute',
    input: { kind: 'densify', input: input.rows, spine, period },
    columns: periodKeys(grain, source, settled),
  };
  const grouped = new Set(['metric_time', ...query.groupBy.map(({ name }) => name)]);
  const { taken } = splitPredicate(query.where, (part) => predicateNames(part).every((name) => grouped.has(name)));
  const conditions = new Conditions(source, periodTime(grain), (name) =>
    input.keys.includes(name) ? column(name) : undefined,
  );
  return { ...input, rows: filtered(dense, taken && conditions.predicate(taken)) };
}
