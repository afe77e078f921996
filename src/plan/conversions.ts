import { TrellisError } from '../errors/trellis-error.js';
import { inputCondition } from './aggregates.js';
import { Conditions } from './conditions.js';
import { type Aggregate, allOf, column, type Expr, type NamedExpr } from './expression.js';
import type { Conversion, Input } from './formula.js';
import { groupByColumn, type Predicate } from './query.js';
import type { Reach } from './reach.js';
import { RowSource } from './row-source.js';
import type { Rows } from './rows.js';
import {
  filtered,
  metricTimeGroups,
  onlyMetricTime,
  predicateNames,
  type Settled,
  splitPredicate,
  timeFilter,
} from './settled.js';
import { atOwnGrain, type TimeColumn, timeDimension } from './time-column.js';

const VALUE = '__conversion_value';
const BASE_TIME = '__base_time';
const TIME = '__conversion_time';

/** What is aggregated once conversions stand beside their base events; the filters hold for base events. */
export function conversionAggregate(input: Input, { measure }: Conversion, conditions: Conditions): Aggregate {
  const where = inputCondition(input, conditions);
  return { name: input.id, agg: measure.agg, expr: column(VALUE), ...(where && { where }) };
}

/**
 * Conditions on base events come before conversions are credited to them; those on a metric_time that only periods
 * have, after it.
 */
export function splitForCredit(
  where: Predicate | undefined,
  { conversion, metric }: Input,
  reach: Reach,
): { readonly early: Predicate | undefined; readonly late: Predicate | undefined } {
  if (!conversion) return { early: undefined, late: where };
  if (reach.kind !== 'rows' && reach.kind !== 'start') return { early: where, late: undefined };
  const { taken, rest } = splitPredicate(where, onlyMetricTime);
  if (rest && predicateNames(rest).includes('metric_time')) {
    throw new TrellisError(
      'QUERY_INVALID',
      `A condition on metric_time and others together can't be used with metric "${metric}", which is read at an earlier time. Give them as separate conditions.`,
      { names: [metric] },
    );
  }
  return { early: rest, late: taken };
}

/** Puts base events beside the conversions that are credited to them (dbt: conversion metrics). */
export function creditOf(
  { model, metric, measure }: Input,
  conversion: Conversion,
  time: TimeColumn,
  keys: readonly NamedExpr[],
  source: RowSource,
  settled: Settled,
): (base: Rows) => Rows {
  const { entity, constantProperties, window } = conversion;
  const { zone } = settled.planning.clock;
  const other = new RowSource(settled.planning, conversion.model, metric);
  const pairs = [{ base: entity, conversion: entity }, ...constantProperties].map((pair, index) => ({
    left: { name: `__base_${index}`, expr: ownProperty(source, pair.base, zone) },
    right: { name: `__conversion_${index}`, expr: ownProperty(other, pair.conversion, zone) },
  }));
  const baseTime = atOwnGrain(time.expr, timeDimension(model, measure.aggTimeDimension ?? ''), zone);
  const orderBy = tieBreak(source, keys, settled);
  const conversions = conversionEvents(
    conversion,
    pairs.map(({ right }) => right),
    other,
    settled,
  );
  return (base) => ({
    kind: 'credit',
    input: {
      kind: 'compute',
      input: base,
      columns: [...pairs.map(({ left }) => left), { name: BASE_TIME, expr: baseTime }],
    },
    conversions,
    on: pairs.map(({ left, right }) => ({ left: left.name, right: right.name })),
    time: { left: BASE_TIME, right: TIME },
    timeType: time.type,
    ...(window && { window }),
    orderBy,
    columns: [VALUE],
  });
}

/** All conversion events before now: no range and no filter but their own narrows them. */
function conversionEvents(
  { measure, model, filters }: Conversion,
  properties: readonly NamedExpr[],
  source: RowSource,
  settled: Settled,
): Rows {
  const dimension = timeDimension(model, measure.aggTimeDimension ?? '');
  const time = source.metricTimeOf(dimension);
  const conditions = new Conditions(source, time);
  const value = source.authored(`${measure.name}__measure`, measure.expr);
  const own = allOf(filters.map((filter) => conditions.template(filter)));
  const at = atOwnGrain(time.expr, dimension, settled.planning.clock.zone);
  return {
    kind: 'compute',
    input: filtered(source.rows(), allOf([timeFilter(time, {}, settled), own])),
    columns: [...properties, { name: TIME, expr: at }, { name: VALUE, expr: value }],
  };
}

/** A model's own dimension or entity by its bare name, or any element by its dbt name. */
function ownProperty(source: RowSource, name: string, zone: string): Expr {
  const { model } = source;
  const dimension = model.dimensions.find((each) => each.name === name);
  const { column: expr } = source.element(dimension ? `${model.primaryEntity}__${name}` : name);
  return dimension ? atOwnGrain(expr, dimension, zone) : expr;
}

/**
 * Which of the base events of one time takes the credit, where they may differ: that with the smallest key, so that it is
 * the same one whatever is grouped by. Only where the model has no key do the group-bys decide.
 */
function tieBreak(source: RowSource, keys: readonly NamedExpr[], { query }: Settled): readonly Expr[] {
  const times = metricTimeGroups(query).map((groupBy) => groupByColumn(groupBy));
  const named = keys.filter(({ name }) => !times.includes(name));
  const own = source.model.entities.find(({ type }) => type === 'primary');
  if (own && named.length > 0) return [source.element(own.name).column];
  return named.sort((a, b) => (a.name < b.name ? -1 : 1)).map(({ expr }) => expr);
}
