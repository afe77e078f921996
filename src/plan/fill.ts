import { invariant, TrellisError } from '../errors/trellis-error.js';
import { compareGrains, finer } from '../model/grains.js';
import type { SemanticModel } from '../model/types.js';
import { Conditions } from './conditions.js';
import { column } from './expression.js';
import { type GroupBy, groupByColumn } from './query.js';
import { smallestGrain } from './query-grains.js';
import { RowSource } from './row-source.js';
import type { Rows } from './rows.js';
import {
  baseGrain,
  filtered,
  type InputRows,
  metricTimeGroups,
  onlyMetricTime,
  periodColumn,
  predicateNames,
  type Settled,
  splitPredicate,
} from './settled.js';
import { type Beginning, keyedPeriods, periodsFor, periodTime } from './spine.js';
import { computedTime } from './time-column.js';

/**
 * A row for every period of each time that asks for it (`fill`), for every member that has a row at all. Only metric_time
 * has a range; where that is open, and of other times, periods run from the first to the last one with a row.
 */
export function filled(input: InputRows, model: SemanticModel, settled: Settled): Rows {
  const times = settled.query.groupBy.flatMap((item) => (item.kind === 'time' && item.fill ? [item.name] : []));
  return [...new Set(times)].reduce<Rows>(
    (rows, name) => filledBy({ ...input, rows }, model, asMetricTime(name, settled)),
    input.rows,
  );
}

function filledBy({ rows: input, keys, values }: InputRows, model: SemanticModel, settled: Settled): Rows {
  const { grain, query, range, planning } = settled;
  invariant(grain, 'a filled time has a grain');
  const names = metricTimeGroups(query).map((groupBy) => groupByColumn(groupBy));
  const { taken: onTime } = splitPredicate(
    query.where,
    (part) => onlyMetricTime(part) && predicateNames(part).length > 0,
  );
  const fine = baseGrain(settled) ?? grain;
  // A condition on days may leave a part of a month.
  const base = onTime ? finer(fine, 'day') : fine;
  const source = new RowSource(planning, model);
  const open = onTime && new Conditions(source, periodTime(base)).predicate(onTime);
  const periods = source.withPeriods(periodsFor(base, beginningOf(input, settled), settled));
  return {
    kind: 'fill',
    input,
    periods: keyedPeriods(filtered(periods, open), base, settled),
    on: names,
    members: keys.filter((name) => !names.includes(name)),
    values,
    fromFirst: range.from === undefined,
    toLast: range.until === undefined,
  };
}

/** The definitions' own spine, cut to the rows later; a generated one begins with their first period. */
function beginningOf(input: Rows, settled: Settled): Beginning {
  const period = periodColumn(settled);
  const isDay = compareGrains(settled.grain ?? 'day', 'day') >= 0;
  const time = computedTime(column(period ?? ''), isDay ? 'date' : 'datetime', isDay);
  return { rows: input, time, wholeSpine: true };
}

/** The settings as if that time were metric_time. */
function asMetricTime(name: string, settled: Settled): Settled {
  if (name === 'metric_time') return settled;
  const { where: _where, ...query } = settled.query;
  const groupBy = query.groupBy.map((item): GroupBy => {
    if (item.name === 'metric_time') return { kind: 'value', name: groupByColumn(item) };
    return item.name === name && item.kind !== 'value'
      ? { ...item, name: 'metric_time', as: groupByColumn(item) }
      : item;
  });
  const grain = smallestGrain(groupBy, settled.planning.catalog);
  return { ...settled, query: { ...query, groupBy }, grain, range: {} };
}

/** Without metrics metric_time lists every period by itself; of other times there are only their members. */
export function refuseFill(groupBy: readonly GroupBy[]): void {
  const filling = groupBy.find((item) => item.kind === 'time' && item.fill && item.name !== 'metric_time');
  if (!filling) return;
  throw new TrellisError('QUERY_INVALID', `"${filling.name}" can't be filled without a metric. Ask for one.`, {
    names: [filling.name],
  });
}
