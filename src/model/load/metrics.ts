import { nearestNames } from '../../errors/did-you-mean.js';
import type { MeasureInput, Metric, MetricInput } from '../types.js';
import { catalogueKeys, trellisOf } from './annotations.js';
import { parseArithmetic } from './arithmetic.js';
import { parseDuration } from './duration.js';
import { grainOf } from './element-call.js';
import { loadFilters } from './filter-template.js';
import { type Loading, placed, readText, report } from './loading.js';
import { at, child, locationOf, type Place, plain } from './place.js';
import { present } from './present.js';
import * as schemas from './schemas/metric.js';
import { trellisPlace } from './semantic-models.js';
import { shape } from './shape.js';

const LATER_TYPES: readonly unknown[] = ['cumulative', 'conversion'];

/** One entry of `metrics:`. A metric type of its own is a schema, a case here, and a formula in `plan`. */
export function loadMetric(place: Place, subject: string, loading: Loading): Metric | undefined {
  const type = child(place, 'type');
  const typeName = type ? plain(type) : undefined;
  if (type && LATER_TYPES.includes(typeName)) {
    report(loading, type, `${subject}: metrics of type "${typeName}" are not supported yet.`);
    return undefined;
  }
  const agg = child(place, 'agg');
  if (agg) {
    report(loading, agg, `${subject}: metrics without measures, as in dbt's 2026 spec, are not supported yet.`);
    return undefined;
  }
  const metric = loadTyped(typeName, place, subject, loading);
  return metric && placed(loading, place, metric);
}

function loadTyped(type: unknown, place: Place, subject: string, loading: Loading): Metric | undefined {
  switch (type) {
    case 'simple': {
      const shaped = shape(schemas.simpleMetricSchema, place, subject, loading);
      if (!shaped) return undefined;
      const input = measureInput(shaped.type_params.measure, at(place, ['type_params', 'measure']), loading);
      return { ...commonKeys(shaped, place, loading), type, input };
    }
    case 'ratio': {
      const shaped = shape(schemas.ratioMetricSchema, place, subject, loading);
      if (!shaped) return undefined;
      const { numerator, denominator } = shaped.type_params;
      return {
        ...commonKeys(shaped, place, loading),
        type,
        numerator: metricInput(numerator, at(place, ['type_params', 'numerator']), loading),
        denominator: metricInput(denominator, at(place, ['type_params', 'denominator']), loading),
      };
    }
    case 'derived': {
      const shaped = shape(schemas.derivedMetricSchema, place, subject, loading);
      return shaped && { ...commonKeys(shaped, place, loading), type, ...derivation(shaped, place, loading) };
    }
    default:
      shape(schemas.anyMetricSchema, place, subject, loading);
      return undefined;
  }
}

function commonKeys(shaped: schemas.MetricCommonShape, place: Place, loading: Loading) {
  const { exact_periods: exactPeriods, offset_periods: offsets } = trellisOf(shaped);
  const granularity = shaped.time_granularity;
  const timeGranularity =
    granularity === undefined
      ? undefined
      : readText(loading, at(place, ['time_granularity']), () => grainOf(granularity));
  if (offsets && plain(at(place, ['type'])) !== 'derived') {
    report(
      loading,
      at(trellisPlace(place), ['offset_periods']),
      `Metric "${shaped.name}": "offset_periods" needs type derived.`,
    );
  }
  return {
    name: shaped.name,
    ...catalogueKeys(shaped),
    ...present({ timeGranularity }),
    filters: loadFilters(shaped.filter, at(place, ['filter']), loading),
    exactPeriods: exactPeriods ?? false,
    source: locationOf(place),
  };
}

function measureInput(shaped: schemas.MeasureInputShape, place: Place, loading: Loading): MeasureInput {
  return {
    measure: shaped.name,
    filters: loadFilters(shaped.filter, at(place, ['filter']), loading),
    ...present({ fillNullsWith: shaped.fill_nulls_with }),
    joinToTimespine: shaped.join_to_timespine ?? false,
  };
}

function metricInput(shaped: schemas.MetricInputShape, place: Place, loading: Loading): MetricInput {
  const { name, alias = name, offset_window: offset } = shaped;
  const offsetAt = at(place, ['offset_window']);
  const offsetWindow = offset === undefined ? undefined : readText(loading, offsetAt, () => parseDuration(offset));
  const filters = loadFilters(shaped.filter, at(place, ['filter']), loading);
  return { metric: name, alias, filters, ...present({ offsetWindow }) };
}

function derivation(shaped: schemas.DerivedMetricShape, place: Place, loading: Loading) {
  const { expr, metrics } = shaped.type_params;
  const formula = readText(loading, at(place, ['type_params', 'expr']), () => parseArithmetic(expr));
  const offsets = trellisOf(shaped).offset_periods ?? {};
  const inputs = metrics.map((one, index) => {
    const input = metricInput(one, at(place, ['type_params', 'metrics', index]), loading);
    return { ...input, ...present({ offsetPeriods: offsets[input.alias] }) };
  });
  checkOffsetPeriods(shaped.name, offsets, inputs, at(trellisPlace(place), ['offset_periods']), loading);
  return { expr, formula: formula ?? { kind: 'number' as const, value: 0 }, inputs };
}

/** Checked here because a loaded metric no longer shows an offset of no input. */
function checkOffsetPeriods(
  metric: string,
  offsets: Readonly<Record<string, number>>,
  inputs: readonly MetricInput[],
  place: Place,
  loading: Loading,
): void {
  for (const [alias, periods] of Object.entries(offsets)) {
    const told = `Metric "${metric}": "offset_periods"`;
    const input = inputs.find((one) => one.alias === alias);
    const where = at(place, [alias]);
    if (!input) report(loading, where, `${told} names no input "${alias}".`, nearestAliases(alias, inputs));
    else if (input.offsetWindow) report(loading, where, `${told} and "offset_window" can't both shift "${alias}".`);
    if (periods < 1) report(loading, where, `${told} must be 1 or more, not ${periods}.`);
  }
}

function nearestAliases(alias: string, inputs: readonly MetricInput[]): readonly string[] {
  return nearestNames(
    alias,
    inputs.map((input) => input.alias),
  );
}
