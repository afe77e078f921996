import type { Metric } from '../metric-types.js';
import type { Dimension, Entity, SemanticModel, ValueType } from '../types.js';
import { knownTypeOf } from '../warehouse-types.js';
import { trellisOf } from './annotations.js';
import { loadDimension, loadEntity } from './dimensions.js';
import { loadOne } from './load-one.js';
import { type Loading, report } from './loading.js';
import { loadSimpleMetric2026 } from './metrics-2026.js';
import { at, child, isList, isMapping, items, type Place, plain } from './place.js';
import {
  type ColumnShape,
  type DerivedDimensionShape,
  type ModelEntryShape,
  modelEntrySchema,
} from './schemas/model-entry.js';
import { makeModel, trellisPlace } from './semantic-models.js';
import { shape } from './shape.js';

/** What an entry of `models:` defines in dbt's 2026 spec. */
export interface LoadedEntry {
  readonly model: SemanticModel;
  /** The simple ones; each has a measure of its name in the model. */
  readonly metrics: readonly Metric[];
  /** Where its other metrics stand. */
  readonly otherMetrics: readonly Place[];
}

/** A dbt model with a semantic model; any other is of no concern to us. */
export function loadModelEntry(place: Place, subject: string, loading: Loading): LoadedEntry | undefined {
  const semantic = child(place, 'semantic_model');
  const metricsAt = child(place, 'metrics');
  if (!semantic) {
    if (metricsAt) {
      report(loading, metricsAt, `${subject} has metrics, but no "semantic_model: true" that they could be made from.`);
    }
    return undefined;
  }
  const shaped = shape(modelEntrySchema, place, subject, loading);
  if (!shaped || !isEnabled(shaped)) return undefined;
  const { agg_time_dimension: aggTimeDimension } = shaped;
  const model = { aggTimeDimension, columnTypes: columnTypes(shaped) };

  const metricPlaces = metricsAt ? items(metricsAt) : [];
  if (metricsAt && !isList(metricsAt)) report(loading, metricsAt, `${subject}: "metrics" must be a list.`);
  const simple = metricPlaces.filter(isSimple);
  const made = simple.flatMap(
    (one) => loadOne(one, 'Metric', (whom) => loadSimpleMetric2026(one, whom, model, loading), loading) ?? [],
  );
  const parts = {
    relation: loading.relations.relationOf({ kind: 'ref', name: shaped.name }),
    ...elements(shaped, place, loading),
    measures: made.map(({ measure }) => measure),
  };
  const { name = shaped.name, config } = shaped.semantic_model;
  const keys = {
    ...{ name, description: shaped.description, primary_entity: shaped.primary_entity, config },
    defaults: { agg_time_dimension: aggTimeDimension },
  };
  return {
    model: makeModel(keys, parts, place, loading, trellisPlace(semantic)),
    metrics: made.map(({ metric }) => metric),
    otherMetrics: metricPlaces.filter((one) => !simple.includes(one)),
  };
}

function isEnabled({ semantic_model: { enabled = true, config } }: ModelEntryShape): boolean {
  return enabled && config?.enabled !== false;
}

/** A metric without a type is a simple one, as in dbt. */
function isSimple(place: Place): boolean {
  const type = child(place, 'type');
  return !type || String(plain(type)).toLowerCase() === 'simple';
}

function columnTypes({ columns = [] }: ModelEntryShape): ReadonlyMap<string, ValueType> {
  return new Map(
    columns.flatMap(({ name, data_type: dataType }) =>
      dataType === undefined ? [] : [[name, knownTypeOf(dataType).type]],
    ),
  );
}

/** Those on columns first, then the derived ones. */
function elements(
  shaped: ModelEntryShape,
  place: Place,
  loading: Loading,
): { readonly entities: readonly Entity[]; readonly dimensions: readonly Dimension[] } {
  const { columns = [], derived_semantics: derived = {} } = shaped;
  const derivedAt = (key: string, index: number) => at(place, ['derived_semantics', key, index]);
  return {
    entities: [
      ...columns.flatMap((column, index) => entityOf(column, at(place, ['columns', index]), loading)),
      ...(derived.entities ?? []).map((one, index) => loadEntity(one, derivedAt('entities', index), loading)),
    ],
    dimensions: [
      ...columns.flatMap((column, index) => dimensionOf(column, at(place, ['columns', index]), loading)),
      ...(derived.dimensions ?? []).map((one, index) => derivedDimension(one, derivedAt('dimensions', index), loading)),
    ],
  };
}

function entityOf(column: ColumnShape, place: Place, loading: Loading): readonly Entity[] {
  const { entity, name: expr } = column;
  if (!entity) return [];
  const { name = expr, description = column.description } = entity;
  return [loadEntity({ ...entity, name, description, expr }, mapAt(place, 'entity'), loading)];
}

function dimensionOf(column: ColumnShape, place: Place, loading: Loading): readonly Dimension[] {
  const { dimension, name: expr, granularity } = column;
  if (!dimension) return [];
  const { name = expr, description = column.description, validity_params: validity, ...keys } = dimension;
  const shaped = {
    ...{ ...keys, name, description, expr },
    config: { meta: { trellis: { ...trellisOf({ ...column, name }), ...trellisOf({ ...dimension, name }) } } },
    type_params: { time_granularity: granularity, validity_params: validity },
  };
  const type = column.data_type === undefined ? undefined : knownTypeOf(column.data_type);
  return [loadDimension(shaped, mapAt(place, 'dimension'), loading, { granularityAt: place, type })];
}

function derivedDimension(derived: DerivedDimensionShape, place: Place, loading: Loading): Dimension {
  const { granularity, validity_params: validity, ...keys } = derived;
  const shaped = { ...keys, type_params: { time_granularity: granularity, validity_params: validity } };
  return loadDimension(shaped, place, loading, { granularityAt: place, type: undefined });
}

/** `dimension: time` stands at its column, `dimension: {type: time}` at its own keys. */
function mapAt(place: Place, key: string): Place {
  const own = child(place, key);
  return own && isMapping(own) ? own : place;
}
