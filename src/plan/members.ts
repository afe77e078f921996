import { TrellisError } from '../errors/trellis-error.js';
import type { SemanticCatalog } from '../model/catalog.js';
import type { TimeSpine } from '../model/definitions.js';
import { finer } from '../model/grains.js';
import { findElements } from '../model/joins.js';
import type { SemanticModel } from '../model/types.js';
import { Conditions } from './conditions.js';
import { column } from './expression.js';
import { keyExprs } from './keys.js';
import { groupByColumn, type MetricQuery, type Predicate } from './query.js';
import { RowSource } from './row-source.js';
import type { Rows } from './rows.js';
import {
  baseGrain,
  filtered,
  metricTimeGroups,
  onlyMetricTime,
  predicateNames,
  type Settled,
  splitPredicate,
} from './settled.js';
import { type Beginning, periodsFor, periodTime, spineFor, withTimeKeys } from './spine.js';
import { computedTime, utcOf } from './time-column.js';

/**
 * Without metrics: the members that occur together in the first model that knows all of them; of metric_time the
 * periods of the time spine, each beside all of those members.
 */
export function distinctMembers(settled: Settled): Rows {
  const { query } = settled;
  const times = metricTimeGroups(query);
  const groupBy = query.groupBy.filter(({ name }) => name !== 'metric_time');
  if (times.length === 0) {
    if (query.timeRange) {
      throw new TrellisError('TIME_RANGE_INVALID', 'A time range needs a metric or metric_time, whose time it bounds.');
    }
    return members(query, settled);
  }
  const { taken, rest } = splitPredicate(query.where, onlyMetricTime);
  const periods = spineMembers(taken, settled);
  if (groupBy.length === 0 && !rest) return periods;
  const { where: _where, ...unfiltered } = query;
  const input = members({ ...unfiltered, groupBy, ...(rest && { where: rest }) }, settled);
  return { kind: 'align', name: 'members', input, periods, on: { kind: 'and', operands: [] } };
}

function members(query: MetricQuery, { planning }: Settled): Rows {
  const source = new RowSource(planning, modelOf(query, planning.catalog));
  const conditions = new Conditions(source, undefined);
  const keys = keyExprs(query, source, conditions);
  const where = query.where && conditions.predicate(query.where);
  const input = filtered(source.withPeriods(source.rows()), where);
  return { kind: 'aggregate', name: source.model.name, keys, aggregates: [], input };
}

/** The periods of the range, or of the whole time spine up to now. */
function spineMembers(asked: Predicate | undefined, settled: Settled): Rows {
  const { planning, query } = settled;
  const fine = baseGrain(settled) ?? 'day';
  // A condition on days may leave a part of a month.
  const grain = asked ? finer(fine, 'day') : fine;
  const spine = spineFor(grain, settled) ?? planning.catalog.definitions.timeSpines[0];
  if (!spine) {
    throw new TrellisError(
      'TIME_RANGE_INVALID',
      'A metric_time without metrics lists the periods of a time spine, and the definitions have none.',
    );
  }
  const periods = periodsFor(grain, spineRows(spine), settled);
  const names = metricTimeGroups(query).map((groupBy) => groupByColumn(groupBy));
  const source = new RowSource(planning, modelOf(query, planning.catalog));
  const conditions = new Conditions(source, periodTime(grain));
  const where = asked && conditions.predicate(asked);
  const keyed = withTimeKeys(periods, periodTime(grain), settled);
  return {
    kind: 'aggregate',
    name: 'periods',
    input: filtered(source.withPeriods(keyed), where),
    keys: names.map((name) => ({ name, expr: column(name) })),
    aggregates: [],
  };
}

const SPINE = '__spine';

/** All periods of a time spine. */
function spineRows({ name, relation, column: sql, stored }: TimeSpine): Beginning {
  return {
    rows: { kind: 'scan', name, relation, columns: [{ name: SPINE, sql }] },
    time: computedTime(utcOf(column(SPINE), stored), 'date', true),
    wholeSpine: true,
  };
}

/** Columns of the smallest and largest member. */
export function extremeColumns({ groupBy }: MetricQuery): readonly string[] {
  return groupBy.flatMap((item) => [`${groupByColumn(item)}__min`, `${groupByColumn(item)}__max`]);
}

export function extremesOf(members: Rows, { groupBy }: MetricQuery): Rows {
  const aggregates = groupBy.flatMap((item) =>
    (['min', 'max'] as const).map((agg) => {
      const name = groupByColumn(item);
      return { name: `${name}__${agg}`, agg, expr: column(name) };
    }),
  );
  return { kind: 'aggregate', name: 'members', input: members, keys: [], aggregates };
}

/** The model that owns the most of the dimensions asked for, among those that reach them all. */
function modelOf({ groupBy, where }: MetricQuery, catalog: SemanticCatalog): SemanticModel {
  const names = [...new Set([...groupBy.map(({ name }) => name), ...(where ? predicateNames(where) : [])])];
  const hops = (model: SemanticModel) =>
    names.reduce((sum, name) => sum + (findElements(catalog, model, name)[0]?.path.length ?? 100), 0);
  const [best] = [...catalog.definitions.models].sort((a, b) => hops(a) - hops(b));
  if (!best) throw new TrellisError('UNKNOWN_DIMENSION', 'There are no semantic models.');
  return best;
}
