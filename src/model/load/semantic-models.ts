import type { Metric } from '../metric-types.js';
import type { Entity, Relation, Rollup, SemanticModel } from '../types.js';
import { trellisOf, wording } from './annotations.js';
import { loadDimension, loadEntity } from './dimensions.js';
import { loadFunnel } from './funnels.js';
import { type Loading, placed, readText, report } from './loading.js';
import { loadMeasure, metricOfMeasure } from './measures.js';
import { at, child, isMapping, locationOf, type Place } from './place.js';
import { present } from './present.js';
import { parseReferenceCall } from './reference.js';
import { type RollupShape, type SemanticModelShape, semanticModelSchema } from './schemas/semantic-model.js';
import { shape } from './shape.js';
import { tableOfNode } from './time-spines.js';

/** A semantic model, and the metrics that its measures make by themselves. */
export interface LoadedModel {
  readonly model: SemanticModel;
  readonly metrics: readonly Metric[];
}

/** An entry of `semantic_models:`. */
export function loadSemanticModel(place: Place, subject: string, loading: Loading): LoadedModel | undefined {
  if (isMapping(place) && !child(place, 'model') && !child(place, 'node_relation')) {
    report(loading, place, `${subject} has no "model".`);
  }
  const shaped = shape(semanticModelSchema, place, subject, loading);
  if (!shaped) return undefined;
  const list = (key: string, index: number) => at(place, [key, index]);
  const relation = relationOf(shaped, place, subject, loading);
  const entities = shaped.entities?.map((one, index) => loadEntity(one, list('entities', index), loading));
  const dimensions = shaped.dimensions?.map((one, index) => loadDimension(one, list('dimensions', index), loading));
  const measures = shaped.measures?.map((one, index) =>
    loadMeasure(one, shaped.defaults?.agg_time_dimension, list('measures', index), loading),
  );
  const created = shaped.measures?.flatMap((one, index) =>
    one.create_metric ? [metricOfMeasure(one, list('measures', index))] : [],
  );
  const parts = { relation, entities: entities ?? [], dimensions: dimensions ?? [], measures: measures ?? [] };
  return { model: makeModel(shaped, parts, place, loading), metrics: created ?? [] };
}

type ModelParts = Pick<SemanticModel, 'relation' | 'entities' | 'dimensions' | 'measures'>;

/** A model of either spec, from its keys besides those of its parts. */
export function makeModel(
  shaped: Omit<SemanticModelShape, keyof ModelParts | 'model' | 'node_relation'>,
  parts: ModelParts,
  place: Place,
  loading: Loading,
  trellisAt = trellisPlace(place),
): SemanticModel {
  const trellis = trellisOf(shaped);
  return placed(loading, place, {
    name: shaped.name,
    ...wording(shaped),
    ...parts,
    rollups: (trellis.rollups ?? []).map((one, index) => loadRollup(one, at(trellisAt, ['rollups', index]), loading)),
    primaryEntity: primaryEntityOf(shaped, parts, place, loading),
    ...present({ aggTimeDimension: shaped.defaults?.agg_time_dimension, validity: validityOf(parts) }),
    funnels: (trellis.funnels ?? []).map((one, index) =>
      loadFunnel(one, shaped, at(trellisAt, ['funnels', index]), loading),
    ),
    source: locationOf(place),
  });
}

/** Where our own keys stand, or the definition where it has none. */
export function trellisPlace(place: Place): Place {
  const nested = at(place, ['config', 'meta', 'trellis']);
  return nested.node === at(place, ['config', 'meta']).node ? at(place, ['meta', 'trellis']) : nested;
}

function relationOf(shaped: SemanticModelShape, place: Place, subject: string, loading: Loading): Relation {
  if (shaped.model !== undefined) return loadRelation(shaped.model, at(place, ['model']), loading);
  if (shaped.node_relation) {
    return tableOfNode(shaped.node_relation, at(place, ['node_relation']), subject, loading);
  }
  return { kind: 'table', name: '' };
}

function loadRelation(text: string, place: Place, loading: Loading): Relation {
  const reference = readText(loading, place, () => parseReferenceCall(text));
  if (reference?.kind === 'metric') report(loading, place, 'Rows come from ref(…) or source(…), not from a metric.');
  return reference ? loading.relations.relationOf(reference) : { kind: 'table', name: '' };
}

function loadRollup(shaped: RollupShape, place: Place, loading: Loading): Rollup {
  const relation = loadRelation(shaped.model, at(place, ['model']), loading);
  return placed(loading, place, { relation, without: shaped.without, source: locationOf(place) });
}

function primaryEntityOf(
  shaped: Pick<SemanticModelShape, 'name' | 'primary_entity'>,
  { entities, dimensions }: ModelParts,
  place: Place,
  loading: Loading,
): string {
  const primary = ofType(entities, 'primary');
  if (primary && shaped.primary_entity && primary !== shaped.primary_entity) {
    report(
      loading,
      at(place, ['primary_entity']),
      `Semantic model "${shaped.name}" names a "primary_entity" beside its primary entity "${primary}"; one of them is enough.`,
    );
  }
  const name = primary ?? shaped.primary_entity ?? ofType(entities, 'natural');
  if (!name && dimensions.length > 0) {
    report(
      loading,
      place,
      `Semantic model "${shaped.name}" has dimensions but no primary entity; "primary_entity" gives it a name of its own.`,
    );
  }
  return name ?? shaped.name;
}

function ofType(entities: readonly Entity[], type: Entity['type']): string | undefined {
  return entities.find((entity) => entity.type === type)?.name;
}

function validityOf({ dimensions }: ModelParts): SemanticModel['validity'] {
  const bound = (which: 'start' | 'end') =>
    dimensions.find((dimension) => dimension.kind === 'time' && dimension.validity === which)?.name;
  const start = bound('start');
  const end = bound('end');
  return start && end ? { start, end } : undefined;
}
