import type { Dimension, Entity, Grain, TimeStorage } from '../types.js';
import { type KnownType, toldTypeOf } from '../warehouse-types.js';
import { trellisOf, wording } from './annotations.js';
import { grainOf } from './grain-names.js';
import { type Loading, placed, readText, report } from './loading.js';
import { at, locationOf, type Place } from './place.js';
import { present } from './present.js';
import type { DimensionShape, EntityShape } from './schemas/semantic-model.js';

export function loadEntity(shaped: EntityShape, place: Place, loading: Loading): Entity {
  const { name, type, expr = name } = shaped;
  return placed(loading, place, { name, type, expr, ...wording(shaped), source: locationOf(place) });
}

/** What the 2026 spec says of a dimension on its column. */
export interface ColumnOfDimension {
  /** Where `granularity` stands. */
  readonly granularityAt: Place;
  /** From the column's `data_type`. */
  readonly type: KnownType | undefined;
}

export function loadDimension(
  shaped: DimensionShape,
  place: Place,
  loading: Loading,
  column?: ColumnOfDimension,
): Dimension {
  const { name, type: kind, expr = name, type_params: params, is_partition: isPartition = false } = shaped;
  const { graphql_name: graphqlName, first_per: firstPer } = trellisOf(shaped);
  const { stored, ...told } = typeOf(shaped, column);
  const base = {
    name,
    expr,
    ...wording(shaped),
    ...present({ graphqlName }),
    ...told,
    isPartition,
    source: locationOf(place),
  };
  const granularity = params?.time_granularity;
  if (kind === 'categorical') {
    const misplaced = [
      ...(params?.validity_params === undefined ? [] : ['validity_params']),
      ...(granularity === undefined || column ? [] : ['time_granularity']),
      ...(firstPer ? ['first_per'] : []),
    ];
    for (const key of misplaced)
      report(loading, place, `Dimension "${name}": "${key}" needs a dimension of type time.`);
    return placed(loading, place, { ...base, kind });
  }
  const { is_start: start, is_end: end } = params?.validity_params ?? {};
  if (start && end) report(loading, place, `Dimension "${name}" can't be both start and end of a row's validity.`);
  return placed(loading, place, {
    ...base,
    kind,
    grain: grainAt(shaped, place, loading, column),
    ...present({ firstPer, stored, validity: start ? ('start' as const) : end ? ('end' as const) : undefined }),
  });
}

function grainAt(
  { name, type_params: params }: DimensionShape,
  place: Place,
  loading: Loading,
  column: ColumnOfDimension | undefined,
): Grain {
  const granularity = params?.time_granularity;
  if (granularity === undefined) {
    const missing = column ? '"granularity"' : '"time_granularity" in "type_params"';
    report(loading, place, `Time dimension "${name}" has no ${missing}.`);
    return 'day';
  }
  const where = column ? at(column.granularityAt, ['granularity']) : at(place, ['type_params', 'time_granularity']);
  return readText(loading, where, () => grainOf(granularity, loading.customGrains)) ?? 'day';
}

function typeOf(
  shaped: DimensionShape,
  column: ColumnOfDimension | undefined,
): Pick<Dimension, 'type' | 'typeOrigin'> & { readonly stored?: TimeStorage } {
  const { type } = trellisOf(shaped);
  const stored = column?.type?.stored;
  if (type) return { ...present({ stored }), ...toldTypeOf(type), typeOrigin: 'meta' };
  if (column?.type) return { ...column.type, typeOrigin: 'column' };
  return { type: shaped.type === 'time' ? 'datetime' : 'string', typeOrigin: 'default' };
}
