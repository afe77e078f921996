import { invariant, TrellisError } from '../errors/trellis-error.js';
import type { GrainCount } from '../model/types.js';
import { aggregated, earliestOf, inputAggregates } from './aggregates.js';
import { Conditions } from './conditions.js';
import { allOf, column, type Expr } from './expression.js';
import type { Input } from './formula.js';
import { keyExprs } from './keys.js';
import { BEGINNING, earlierRange } from './reach.js';
import type { RowSource } from './row-source.js';
import {
  filtered,
  type InputRows,
  metricTimeGroups,
  predicateNames,
  type Settled,
  shareConditions,
} from './settled.js';
import { PERIOD, periodTime, spineFor } from './spine.js';
import { boundTime, isUtc, visibleUntil } from './time.js';
import { type TimeColumn, timeDimension } from './time-column.js';

/**
 * Level measures of a snapshot: the rows valid just before each period's end, or now if that comes first.
 * Without metric_time one point counts: the end of the range, else now.
 */
export function levelRows(inputs: readonly [Input, ...Input[]], source: RowSource, settled: Settled): InputRows {
  const [first] = inputs;
  const { model } = first;
  invariant(model.validity, `level measure "${first.measure.name}" stands on a snapshot`);
  const start = timeDimension(model, model.validity.start);
  const validFrom = source.time(start);
  const validTo = source.time(timeDimension(model, model.validity.end));
  const conditions = new Conditions(source, settled.grain && periodTime(settled.grain));
  refuseTimeFilter(first, settled);
  refuseParts(first, settled);
  const keys = keyExprs(settled.query, source, conditions);
  const { aggregates, where: wanted } = shareConditions(inputAggregates(inputs, source, conditions));
  const where = allOf([settled.query.where && conditions.predicate(settled.query.where), wanted]);
  const input = settled.grain
    ? source.rows((scan) => ({
        kind: 'asOf',
        input: scan,
        spine: spineFor(settled.grain ?? 'day', ...earliestOf(model, start, settled), settled),
        at: periodEnd(first, validFrom, settled),
        validFrom: columnName(validFrom),
        validTo: columnName(validTo),
      }))
    : source.rows((scan) => ({
        kind: 'filter',
        input: scan,
        where: validAt(pointOf(first, validFrom, settled), validFrom, validTo),
      }));
  return {
    keys: keys.map(({ name }) => name),
    values: aggregates.map(({ name }) => name),
    rows: aggregated(model.name, filtered(input, where), keys, aggregates),
  };
}

/** valid_from < at AND (valid_to IS NULL OR valid_to >= at): the end of what is seen is exclusive. */
export function validAt(at: Expr, validFrom: TimeColumn, validTo: TimeColumn): Expr {
  return {
    kind: 'and',
    operands: [
      { kind: 'compare', operator: 'lt', left: validFrom.expr, right: at },
      {
        kind: 'or',
        operands: [
          { kind: 'isNull', input: validTo.expr },
          { kind: 'compare', operator: 'gte', left: validTo.expr, right: at },
        ],
      },
    ],
  };
}

/** The end of a spine's period, moved by the input's offset, in the snapshot's own time. */
function periodEnd({ offset }: Input, { type }: TimeColumn, settled: Settled): Expr {
  const grain = settled.grain ?? 'day';
  const zone = settled.planning.clock.zone;
  const shifts: readonly GrainCount[] = [
    { count: 1 - (offset && !offset.grain ? offset.count : 0), grain },
    ...(offset?.grain ? [{ count: -offset.count, grain: offset.grain }] : []),
  ];
  const end = shifts
    .filter(({ count }) => count !== 0)
    .reduce<Expr>((input, shift) => ({ kind: 'addGrain', input, ...shift, type }), column(PERIOD));
  const instant: Expr = type === 'date' || isUtc(zone) ? end : { kind: 'fromZone', input: end, zone };
  return { kind: 'earlier', left: instant, right: boundTime(settled.planning.clock.now, type) };
}

function pointOf({ offset, metric }: Input, { type }: TimeColumn, settled: Settled): Expr {
  const { range, planning, totals } = settled;
  if (offset?.grain && !totals) {
    throw new TrellisError(
      'DIMENSION_NOT_GROUPED',
      `Metric "${metric}" is read at an earlier time here, which needs metric_time in the group-by.`,
      { names: [metric], suggestions: ['metric_time'] },
    );
  }
  const isAhead = range.from !== undefined && range.from >= planning.clock.now;
  if (isAhead) return boundTime(BEGINNING, type);
  const read = offset ? earlierRange(offset, settled) : range;
  return boundTime(visibleUntil(read, planning.clock), type);
}

/** A part holds many periods, and a level is never added over time. */
function refuseParts({ metric }: Input, { query }: Settled): void {
  if (!metricTimeGroups(query).some(({ kind }) => kind === 'part')) return;
  throw new TrellisError(
    'QUERY_INVALID',
    `Metric "${metric}" is a level, which is never added over time. Group it by a grain, not by a date part.`,
    { names: [metric] },
  );
}

function refuseTimeFilter({ metric }: Input, { query, grain }: Settled): void {
  if (grain || !query.where || !predicateNames(query.where).includes('metric_time')) return;
  throw new TrellisError(
    'TIME_RANGE_INVALID',
    `Metric "${metric}" is a level, read at one point in time. Give that as the time range, or group by metric_time.`,
    { names: [metric] },
  );
}

function columnName({ expr }: TimeColumn): string {
  invariant(expr.kind === 'column', 'a validity bound is a column');
  return expr.name;
}
