import type {
  Dimension,
  Entity,
  Measure,
  Metric,
  Relation,
  Rollup,
  SemanticModel,
  TimeDimension,
  ValueType,
} from '../types.js';
import { catalogueKeys, trellisOf, wording } from './annotations.js';
import { grainOf } from './element-call.js';
import { loadFunnel } from './funnels.js';
import { type Loading, placed, readText, report } from './loading.js';
import { at, locationOf, type Place } from './place.js';
import { present } from './present.js';
import { parseReferenceCall } from './reference.js';
import type {
  DimensionShape,
  EntityShape,
  MeasureShape,
  RollupShape,
  SemanticModelShape,
} from './schemas/semantic-model.js';
import { semanticModelSchema } from './schemas/semantic-model.js';
import { shape } from './shape.js';

/** A semantic model, and the metrics that its measures make by `create_metric: true`. */
export interface LoadedModel {
  readonly model: SemanticModel;
  readonly metrics: readonly Metric[];
}

export function loadSemanticModel(place: Place, subject: string, loading: Loading): LoadedModel | undefined {
  const shaped = shape(semanticModelSchema, place, subject, loading);
  if (!shaped) return undefined;
  const trellis = trellisOf(shaped);
  const trellisAt = trellisPlace(place);
  const list = (key: string, index: number) => at(place, [key, index]);
  const entities = (shaped.entities ?? []).map((one, index) => loadEntity(one, list('entities', index), loading));
  const dimensions = (shaped.dimensions ?? []).map((one, index) =>
    loadDimension(one, list('dimensions', index), loading),
  );
  const measures = (shaped.measures ?? []).map((one, index) =>
    loadMeasure(one, shaped.defaults?.agg_time_dimension, list('measures', index), loading),
  );
  const primaryEntity = primaryEntityOf(shaped, entities, place, loading);
  const validity = validityOf(dimensions);
  const model: SemanticModel = {
    name: shaped.name,
    ...wording(shaped),
    relation: loadRelation(shaped.model, at(place, ['model']), loading),
    rollups: (trellis.rollups ?? []).map((one, index) => loadRollup(one, at(trellisAt, ['rollups', index]), loading)),
    primaryEntity,
    ...present({ aggTimeDimension: shaped.defaults?.agg_time_dimension, validity }),
    entities,
    dimensions,
    measures,
    funnels: (trellis.funnels ?? []).map((one, index) =>
      loadFunnel(one, shaped, at(trellisAt, ['funnels', index]), loading),
    ),
    source: locationOf(place),
  };
  const created = (shaped.measures ?? []).flatMap((one, index) =>
    one.create_metric ? [metricOf(one, list('measures', index))] : [],
  );
  return { model: placed(loading, place, model), metrics: created };
}

/** Where our own keys stand, or the definition where it has none. */
export function trellisPlace(place: Place): Place {
  const nested = at(place, ['config', 'meta', 'trellis']);
  return nested.node === at(place, ['config', 'meta']).node ? at(place, ['meta', 'trellis']) : nested;
}

export function loadRelation(text: string, place: Place, loading: Loading): Relation {
  const reference = readText(loading, place, () => parseReferenceCall(text));
  if (reference?.kind === 'metric') report(loading, place, 'Rows come from ref(…) or source(…), not from a metric.');
  return reference ? loading.relations.relationOf(reference) : { kind: 'table', name: '' };
}

function loadEntity(shaped: EntityShape, place: Place, loading: Loading): Entity {
  const { name, type, expr = name } = shaped;
  return placed(loading, place, { name, type, expr, ...wording(shaped), source: locationOf(place) });
}

function loadDimension(shaped: DimensionShape, place: Place, loading: Loading): Dimension {
  const { name, type: kind, expr = name, type_params: params } = shaped;
  const { type, graphql_name: graphqlName, first_per: firstPer } = trellisOf(shaped);
  const base = {
    name,
    expr,
    ...wording(shaped),
    ...present({ graphqlName }),
    isPartition: false,
    source: locationOf(place),
  };
  if (kind === 'categorical') {
    for (const key of ['validity_params', 'time_granularity'] as const) {
      if (params?.[key] !== undefined)
        report(loading, place, `Dimension "${name}": "${key}" needs a dimension of type time.`);
    }
    if (firstPer) report(loading, place, `Dimension "${name}": "first_per" needs a dimension of type time.`);
    return placed(loading, place, { ...base, kind, ...typed(type, 'string') });
  }
  const granularity = params?.time_granularity;
  if (!granularity) report(loading, place, `Time dimension "${name}" has no "time_granularity" in "type_params".`);
  const grainAt = at(place, ['type_params', 'time_granularity']);
  const grain = granularity ? readText(loading, grainAt, () => grainOf(granularity)) : undefined;
  const { is_start: start, is_end: end } = params?.validity_params ?? {};
  if (start && end) report(loading, place, `Dimension "${name}" can't be both start and end of a row's validity.`);
  const dimension: TimeDimension = {
    ...base,
    kind,
    ...typed(type, 'datetime'),
    grain: grain ?? 'day',
    ...present({ firstPer, validity: start ? ('start' as const) : end ? ('end' as const) : undefined }),
  };
  return placed(loading, place, dimension);
}

function typed(told: ValueType | undefined, otherwise: ValueType): Pick<Dimension, 'type' | 'typeOrigin'> {
  return told ? { type: told, typeOrigin: 'meta' } : { type: otherwise, typeOrigin: 'default' };
}

function loadMeasure(shaped: MeasureShape, defaultTime: string | undefined, place: Place, loading: Loading): Measure {
  const { name, agg, expr = name, agg_params: params, agg_time_dimension: aggTimeDimension = defaultTime } = shaped;
  const { kind = 'additive', type } = trellisOf(shaped);
  if (agg === 'count' && shaped.expr === undefined) {
    report(loading, place, `Measure "${name}" counts, so it needs an "expr": what is counted, or 1 for rows.`);
  }
  const percentile =
    params?.percentile === undefined
      ? undefined
      : { value: params.percentile, discrete: params.use_discrete_percentile ?? false, approximate: false };
  return placed(loading, place, {
    name,
    agg,
    expr,
    ...present({ percentile, aggTimeDimension, type }),
    kind,
    ...wording(shaped),
    source: locationOf(place),
  });
}

/** dbt's `create_metric: true`: a simple metric of the measure's name. */
function metricOf(shaped: MeasureShape, place: Place): Metric {
  const keys = catalogueKeys(shaped);
  return {
    name: shaped.name,
    ...keys,
    label: shaped.create_metric_display_name ?? keys.label,
    type: 'simple',
    input: { measure: shaped.name, filters: [], joinToTimespine: false },
    filters: [],
    exactPeriods: false,
    source: locationOf(place),
  };
}

function loadRollup(shaped: RollupShape, place: Place, loading: Loading): Rollup {
  const relation = loadRelation(shaped.model, at(place, ['model']), loading);
  return placed(loading, place, { relation, without: shaped.without, source: locationOf(place) });
}

function primaryEntityOf(
  shaped: SemanticModelShape,
  entities: readonly Entity[],
  place: Place,
  loading: Loading,
): string {
  const primary = entities.find(({ type }) => type === 'primary')?.name;
  if (primary && shaped.primary_entity && primary !== shaped.primary_entity) {
    report(
      loading,
      at(place, ['primary_entity']),
      `Semantic model "${shaped.name}" names a "primary_entity" beside its primary entity "${primary}"; one of them is enough.`,
    );
  }
  const name = primary ?? shaped.primary_entity ?? entities.find(({ type }) => type === 'natural')?.name;
  if (!name && shaped.dimensions?.length) {
    report(
      loading,
      place,
      `Semantic model "${shaped.name}" has dimensions but no primary entity; "primary_entity" gives it a name of its own.`,
    );
  }
  return name ?? shaped.name;
}

function validityOf(dimensions: readonly Dimension[]): SemanticModel['validity'] {
  const bound = (which: 'start' | 'end') =>
    dimensions.find((dimension) => dimension.kind === 'time' && dimension.validity === which)?.name;
  const start = bound('start');
  const end = bound('end');
  return start && end ? { start, end } : undefined;
}
