import { invariant } from '../errors/trellis-error.js';
import { findElements } from '../model/joins.js';
import type { FilterTemplate, SemanticModel, TimeDimension } from '../model/types.js';
import { beforeNow, inputCondition } from './aggregates.js';
import { Conditions } from './conditions.js';
import { type Aggregate, allOf, column, type Expr, number } from './expression.js';
import type { Input } from './formula.js';
import { ownEntity } from './join-lookups.js';
import { keyExprs, timeKey } from './keys.js';
import { type GroupBy, groupByColumn, type MetricQuery } from './query.js';
import { type Planning, type RowSource, rowTimeName } from './row-source.js';
import type { Rows } from './rows.js';
import {
  filtered,
  type InputRows,
  metricTimeGroups,
  onlyMetricTime,
  predicateNames,
  type Settled,
  shareConditions,
  timeFilter,
  timeFrom,
} from './settled.js';
import { timeColumn } from './time-column.js';

/**
 * True where every input counts the entity that the time belongs to, so that rows can be brought down to one per
 * entity before its time is asked for; the general way looks the time up for every row and counts distinct.
 * With other keys under a range the general way is faster: the look-up leaves out what lies outside (test/bench/README.md).
 */
export function countsOneEntity(
  inputs: readonly Input[],
  dimension: TimeDimension,
  { query, range, planning }: Settled,
): boolean {
  const entityName = dimension.firstPer;
  const others = otherGroups(query).map(({ name }) => name);
  if (!entityName || (others.length > 0 && (range.from || range.until))) return false;
  const names = [...others, ...(query.where ? predicateNames(query.where) : [])];
  const ownName = `__${dimension.name}`;
  const isTime = (name: string) => name === 'metric_time' || name.endsWith(ownName);
  const needsTime = (model: SemanticModel) => (name: string) => isTime(name) || passesVersions(planning, model, name);
  return (
    !others.includes(entityName) &&
    inputs.every(
      ({ model, measure, filters, where, within, offset, accumulation, conversion }) =>
        !within &&
        !offset &&
        !accumulation &&
        !conversion &&
        !measure.nonAdditive &&
        !names.some(needsTime(model)) &&
        measure.agg === 'count_distinct' &&
        measure.expr === ownEntity(model, entityName).expr &&
        !filters.some((filter) => templateNames(filter).some(needsTime(model))) &&
        !where.some((predicate) => onlyMetricTime(predicate) || predicateNames(predicate).some(needsTime(model))),
    )
  );
}

/** Versions in time are joined at metric_time, which is not known before rows are brought down to entities. */
function passesVersions({ catalog }: Planning, model: SemanticModel, name: string): boolean {
  return findElements(catalog, model, name).some(({ through }) => through.some(({ validity }) => validity));
}

function templateNames({ parts }: FilterTemplate): readonly string[] {
  return parts.flatMap((part) => (typeof part === 'string' ? [] : [part.name]));
}

/** What is grouped by beside metric_time. */
function otherGroups({ groupBy }: MetricQuery): readonly GroupBy[] {
  return groupBy.filter(({ name }) => name !== 'metric_time');
}

/** One row per entity and other key with a flag per input; then the flags are summed by the time's period. */
export function aggregateByEntity(
  inputs: readonly Input[],
  dimension: TimeDimension,
  source: RowSource,
  settled: Settled,
): InputRows {
  const { query } = settled;
  const others = otherGroups(query);
  const perEntity =
    others.length > 0
      ? flagsPerKeys(inputs, { ...query, groupBy: others }, dimension, source, settled)
      : flagsPerEntity(inputs, dimension, source, settled);
  const times = metricTimeGroups(query).map((groupBy) => ({
    name: groupByColumn(groupBy),
    expr: timeKey(groupBy, timeColumn(column(dimension.name), dimension), source),
  }));
  const keys = [...times, ...perEntity.keys.map((name) => ({ name, expr: column(name) }))];
  const values = inputs.map(({ id }) => id);
  return {
    keys: keys.map(({ name }) => name),
    values,
    rows: {
      kind: 'aggregate',
      name: source.model.name,
      input: perEntity.rows,
      keys,
      aggregates: values.map((name) => ({ name, agg: 'sum', expr: column(name) })),
    },
  };
}

/** Rows per entity with a flag per input, and the keys beside the entity. */
type Flags = Omit<InputRows, 'values'>;

/** One pass over the rows gives both the entity's time and who passed which filter. */
function flagsPerEntity(
  inputs: readonly Input[],
  dimension: TimeDimension,
  source: RowSource,
  settled: Settled,
): Flags {
  const { query, range } = settled;
  invariant(dimension.firstPer, `"${dimension.name}" is a first_per dimension`);
  const entity = source.element(dimension.firstPer).column;
  const rowTime = source.rowTime(dimension);
  const conditions = new Conditions(source, undefined);
  const where = query.where && conditions.predicate(query.where);
  const flags = inputs.map((input) => flag(input, allOf([inputCondition(input, conditions), where])));
  const timed = metricTimeGroups(query).length > 0 || range.from !== undefined || range.until !== undefined;
  const from = timeFrom(timeColumn(rowTime, dimension), range);
  const perEntity: Rows = {
    kind: 'aggregate',
    name: `by_${dimension.firstPer}`,
    input: filtered(source.rows(), allOf([notNull(entity), from, beforeNow(rowTime, dimension, settled)])),
    keys: [{ name: dimension.firstPer, expr: entity }],
    aggregates: [...(timed ? [{ name: dimension.name, agg: 'min', expr: rowTime } as const] : []), ...flags],
  };
  const until = timed ? timeFilter(timeColumn(column(dimension.name), dimension), range, settled) : undefined;
  const kept = filtered(perEntity, allOf([until, anyOf(flags)]));
  return { keys: [], rows: from ? withoutEarlier(kept, dimension, dimension.firstPer, source, settled) : kept };
}

/**
 * One row per entity and keys, then the entity's time. That a row lies before now is part of the flags: as a condition
 * on the rows, which nearly all of them pass, it misleads DuckDB's estimate, and the wrong side of a join is hashed.
 */
function flagsPerKeys(
  inputs: readonly Input[],
  query: MetricQuery,
  dimension: TimeDimension,
  source: RowSource,
  settled: Settled,
): Flags {
  invariant(dimension.firstPer, `"${dimension.name}" is a first_per dimension`);
  const entity = source.element(dimension.firstPer).column;
  const conditions = new Conditions(source, undefined);
  const keys = keyExprs(query, source, conditions);
  const { aggregates, where: wanted } = shareConditions(
    inputs.map((input) => flag(input, inputCondition(input, conditions))),
  );
  const asked = query.where && conditions.predicate(query.where);
  const now = beforeNow(source.rowTime(dimension), dimension, settled);
  const flags = aggregates.map((aggregate) => ({ ...aggregate, ...where(allOf([aggregate.where, now])) }));
  const perKeys: Rows = {
    kind: 'aggregate',
    name: `by_${dimension.firstPer}`,
    input: filtered(source.rows(), allOf([asked, wanted])),
    keys: [{ name: dimension.firstPer, expr: entity }, ...keys],
    aggregates: flags,
  };
  const timed = metricTimeGroups(settled.query).length > 0;
  const passed = anyOf(flags);
  return {
    keys: keys.map(({ name }) => name),
    rows: timed
      ? filtered(source.entityTimes(perKeys, dimension, dimension.firstPer), passed)
      : filtered(perKeys, allOf([notNull(column(dimension.firstPer)), passed])),
  };
}

/** 1 where a row passes, else NULL. */
function flag({ id }: Input, wanted: Expr | undefined): Aggregate {
  return { name: id, agg: 'max', expr: number(1), ...where(wanted) };
}

function where(condition: Expr | undefined): Pick<Aggregate, 'where'> {
  return condition ? { where: condition } : {};
}

function notNull(input: Expr): Expr {
  return { kind: 'not', operand: { kind: 'isNull', input } };
}

function anyOf(flags: readonly Aggregate[]): Expr {
  return { kind: 'or', operands: flags.map(({ name }) => notNull(column(name))) };
}

/**
 * Entities that began before the range. All rows of one that began within it lie after its start, so only those
 * need be read; what else was read of an entity that began earlier is dropped here (2 times faster than
 * reading all of history for the minimum).
 */
function withoutEarlier(
  input: Rows,
  dimension: TimeDimension,
  entityName: string,
  source: RowSource,
  { range }: Settled,
): Rows {
  const all = source.rowTimes(dimension, entityName);
  const from = timeFrom(timeColumn(column(rowTimeName(dimension)), dimension), range);
  invariant(from?.kind === 'compare', 'the range has a start');
  return {
    kind: 'without',
    name: 'began_earlier',
    input,
    other: { kind: 'filter', input: all, where: { ...from, operator: 'lt' } },
    on: [{ left: entityName, right: entityName }],
  };
}
