import { nearestNames } from '../../errors/did-you-mean.js';
import type { Arithmetic, MeasureInput, Metric, MetricInput } from '../metric-types.js';
import type { GrainCount } from '../types.js';
import { catalogueKeys, trellisOf } from './annotations.js';
import { parseArithmetic } from './arithmetic.js';
import { parseDuration, parseGrainCount } from './duration.js';
import { loadFilters } from './filter-template.js';
import { grainNameOf, grainOf } from './grain-names.js';
import { type Loading, readText, report } from './loading.js';
import { at, locationOf, type Place } from './place.js';
import { present } from './present.js';
import type { ConversionShape, MeasureInputShape, MetricCommonShape, MetricInputShape } from './schemas/metric.js';
import { trellisPlace } from './semantic-models.js';

/** What every metric says, whatever its type and spec. */
export function commonKeys(shaped: MetricCommonShape, type: Metric['type'], place: Place, loading: Loading) {
  const { exact_periods: exactPeriods, offset_periods: offsets } = trellisOf(shaped);
  if (offsets && type !== 'derived') {
    const where = at(trellisPlace(place), ['offset_periods']);
    report(loading, where, `Metric "${shaped.name}": "offset_periods" needs type derived.`);
  }
  return {
    name: shaped.name,
    ...catalogueKeys(shaped),
    ...present({ timeGranularity: grainNameAt(place, 'time_granularity', shaped.time_granularity, loading) }),
    filters: loadFilters(shaped.filter, at(place, ['filter']), loading),
    exactPeriods: exactPeriods ?? false,
    source: locationOf(place),
  };
}

export function measureInput(shaped: MeasureInputShape, place: Place, loading: Loading): MeasureInput {
  return {
    measure: shaped.name,
    filters: loadFilters(shaped.filter, at(place, ['filter']), loading),
    ...present({ fillNullsWith: shaped.fill_nulls_with }),
    joinToTimespine: shaped.join_to_timespine ?? false,
  };
}

export function metricInput(shaped: MetricInputShape, place: Place, loading: Loading): MetricInput {
  const { name, alias = name, offset_window: offset } = shaped;
  const offsetAt = at(place, ['offset_window']);
  return {
    metric: name,
    alias,
    filters: loadFilters(shaped.filter, at(place, ['filter']), loading),
    ...present({
      offsetWindow:
        offset === undefined
          ? undefined
          : readText(loading, offsetAt, () => parseDuration(offset, loading.customGrains)),
      offsetToGrain: grainNameAt(place, 'offset_to_grain', shaped.offset_to_grain, loading),
    }),
  };
}

/** The inputs of a derived metric, with our offsets in periods. */
export function derivedInputs(
  shaped: MetricCommonShape,
  inputs: readonly MetricInputShape[],
  listAt: Place,
  place: Place,
  loading: Loading,
): readonly MetricInput[] {
  const offsets = trellisOf(shaped).offset_periods ?? {};
  const loaded = inputs.map((one, index): MetricInput => {
    const input = metricInput(one, at(listAt, [index]), loading);
    return { ...input, ...present({ offsetPeriods: offsets[input.alias] }) };
  });
  checkOffsetPeriods(shaped.name, offsets, loaded, at(trellisPlace(place), ['offset_periods']), loading);
  return loaded;
}

/** What a cumulative metric says besides its input; `place` is where its keys stand. */
export function cumulation(
  shaped: { window?: string | undefined; grain_to_date?: string | undefined },
  place: Place,
  loading: Loading,
) {
  const { window: span, grain_to_date: grain } = shaped;
  const grainAt = at(place, ['grain_to_date']);
  return present({
    window: windowAt(place, span, loading),
    grainToDate:
      grain === undefined ? undefined : readText(loading, grainAt, () => grainOf(grain, loading.customGrains)),
  });
}

/** What a conversion metric says besides its inputs; `place` is where its keys stand. */
export function conversion(shaped: ConversionShape, place: Place, loading: Loading) {
  const { entity, calculation = 'conversion_rate', window: span, constant_properties: properties = [] } = shaped;
  return {
    entity,
    calculation,
    ...present({ window: windowAt(place, span, loading) }),
    constantProperties: properties.map(({ base_property: base, conversion_property: other }) => ({
      base,
      conversion: other,
    })),
  };
}

/** A formula that can't be read is a problem already; any other does in its place. */
export function formulaAt(place: Place, expr: string, loading: Loading): Arithmetic {
  return readText(loading, place, () => parseArithmetic(expr)) ?? { kind: 'number', value: 0 };
}

function windowAt(place: Place, span: string | undefined, loading: Loading): GrainCount | undefined {
  if (span === undefined) return undefined;
  return readText(loading, at(place, ['window']), () => parseGrainCount(span, loading.customGrains));
}

function grainNameAt(place: Place, key: string, name: string | undefined, loading: Loading) {
  if (name === undefined) return undefined;
  return readText(loading, at(place, [key]), () => grainNameOf(name, loading.customGrains));
}

/** Checked here because a loaded metric no longer shows an offset of no input. */
function checkOffsetPeriods(
  metric: string,
  offsets: Readonly<Record<string, number>>,
  inputs: readonly MetricInput[],
  place: Place,
  loading: Loading,
): void {
  const aliases = inputs.map(({ alias }) => alias);
  for (const [alias, periods] of Object.entries(offsets)) {
    const told = `Metric "${metric}": "offset_periods"`;
    const input = inputs.find((one) => one.alias === alias);
    const where = at(place, [alias]);
    const other = input?.offsetWindow ? 'offset_window' : input?.offsetToGrain ? 'offset_to_grain' : undefined;
    if (!input) report(loading, where, `${told} names no input "${alias}".`, nearestNames(alias, aliases));
    else if (other) report(loading, where, `${told} and "${other}" can't both shift "${alias}".`);
    if (periods < 1) report(loading, where, `${told} must be 1 or more, not ${periods}.`);
  }
}
