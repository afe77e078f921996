import { TrellisError } from '../errors/trellis-error.js';
import type { SemanticCatalog } from '../model/catalog.js';
import { findElements } from '../model/joins.js';
import type { SemanticModel } from '../model/types.js';
import { Conditions } from './conditions.js';
import { keyExprs } from './keys.js';
import type { MetricQuery } from './query.js';
import { RowSource } from './row-source.js';
import type { Rows } from './rows.js';
import { filtered, metricTimeGroups, predicateNames, type Settled } from './settled.js';

/** Without metrics: the members that occur together in the first model that knows all of them. */
export function distinctMembers(settled: Settled): Rows {
  const { planning, query } = settled;
  if (query.timeRange || metricTimeGroups(query).length > 0) {
    throw new TrellisError('TIME_RANGE_INVALID', 'A time needs at least one metric: only metrics have a metric_time.');
  }
  const source = new RowSource(planning, modelOf(query, planning.catalog));
  const conditions = new Conditions(source, undefined);
  const keys = keyExprs(query, source, conditions);
  const where = query.where && conditions.predicate(query.where);
  return { kind: 'aggregate', name: source.model.name, keys, aggregates: [], input: filtered(source.rows(), where) };
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
