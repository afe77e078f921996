import { nearestNames } from '../../errors/did-you-mean.js';
import type { MeasureInput, Metric } from '../metric-types.js';
import type { Measure, ValueType } from '../types.js';
import { loadFilters } from './filter-template.js';
import { type Loading, placed, report } from './loading.js';
import { loadMeasure } from './measures.js';
import { commonKeys, conversion, cumulation, derivedInputs, formulaAt, metricInput } from './metric-keys.js';
import { at, type Place } from './place.js';
import type { MetricType } from './schemas/metric.js';
import * as schemas from './schemas/metric-2026.js';
import { shape } from './shape.js';

/** A simple metric of the 2026 spec is a measure of its model and a metric of the same name over it. */
export interface MetricWithMeasure {
  readonly measure: Measure;
  readonly metric: Metric;
}

export interface MetricModel {
  readonly aggTimeDimension: string | undefined;
  /** The columns' types, where they are told. */
  readonly columnTypes: ReadonlyMap<string, ValueType>;
}

export function loadSimpleMetric2026(
  place: Place,
  subject: string,
  model: MetricModel,
  loading: Loading,
): MetricWithMeasure | undefined {
  const shaped = shape(schemas.simpleMetricSchema2026, place, subject, loading);
  if (!shaped) return undefined;
  const { name, expr = name, percentile, percentile_type: kind, non_additive_dimension: nonAdditive } = shaped;
  const measure = loadMeasure(
    {
      ...shaped,
      agg_params: { percentile, use_discrete_percentile: kind === 'discrete' },
      non_additive_dimension: nonAdditive && {
        name: nonAdditive.name,
        window_choice: nonAdditive.window_agg,
        window_groupings: nonAdditive.group_by,
      },
    },
    model.aggTimeDimension,
    place,
    loading,
    model.columnTypes.get(expr),
  );
  const metric: Metric = placed(loading, place, {
    ...commonKeys(shaped, 'simple', place, loading),
    type: 'simple',
    input: {
      measure: name,
      filters: [],
      ...(shaped.fill_nulls_with !== undefined && { fillNullsWith: shaped.fill_nulls_with }),
      joinToTimespine: shaped.join_to_timespine ?? false,
    },
  });
  return { measure, metric };
}

/** The metrics that others may take as their input. */
export interface KnownMetrics {
  readonly loaded: ReadonlyMap<string, Metric>;
  /** The names of cumulative and conversion metrics, which are read last. */
  readonly later: ReadonlySet<string>;
}

export function loadMetric2026(
  type: Exclude<MetricType, 'simple'>,
  place: Place,
  subject: string,
  known: KnownMetrics,
  loading: Loading,
): Metric | undefined {
  switch (type) {
    case 'ratio': {
      const shaped = shape(schemas.ratioMetricSchema2026, place, subject, loading);
      if (!shaped) return undefined;
      return {
        ...commonKeys(shaped, type, place, loading),
        type,
        numerator: metricInput(shaped.numerator, at(place, ['numerator']), loading),
        denominator: metricInput(shaped.denominator, at(place, ['denominator']), loading),
      };
    }
    case 'derived': {
      const shaped = shape(schemas.derivedMetricSchema2026, place, subject, loading);
      if (!shaped) return undefined;
      return {
        ...commonKeys(shaped, type, place, loading),
        type,
        expr: shaped.expr,
        formula: formulaAt(at(place, ['expr']), shaped.expr, loading),
        inputs: derivedInputs(shaped, shaped.input_metrics, at(place, ['input_metrics']), place, loading),
      };
    }
    case 'cumulative': {
      const shaped = shape(schemas.cumulativeMetricSchema2026, place, subject, loading);
      const input = shaped && inputMeasure(shaped.input_metric, at(place, ['input_metric']), subject, known, loading);
      if (!shaped || !input) return dropped(shaped, loading);
      return {
        ...commonKeys(shaped, type, place, loading),
        type,
        input,
        ...cumulation(shaped, place, loading),
        periodAgg: shaped.period_agg ?? 'first',
      };
    }
    case 'conversion': {
      const shaped = shape(schemas.conversionMetricSchema2026, place, subject, loading);
      const base = shaped && inputMeasure(shaped.base_metric, at(place, ['base_metric']), subject, known, loading);
      const otherAt = at(place, ['conversion_metric']);
      const other = shaped && inputMeasure(shaped.conversion_metric, otherAt, subject, known, loading);
      if (!shaped || !base || !other) return dropped(shaped, loading);
      const keys = commonKeys(shaped, type, place, loading);
      return { ...keys, type, base, conversion: other, ...conversion(shaped, place, loading) };
    }
  }
}

/** The measure below a simple metric, with the filters of both. */
function inputMeasure(
  shaped: schemas.EventInputShape,
  place: Place,
  subject: string,
  { loaded, later }: KnownMetrics,
  loading: Loading,
): MeasureInput | undefined {
  const { name } = shaped;
  const metric = loaded.get(name);
  if (metric?.type === 'simple') {
    const filters = loadFilters(shaped.filter, at(place, ['filter']), loading);
    return { ...metric.input, filters: [...metric.filters, ...metric.input.filters, ...filters] };
  }
  const where = at(place, ['name']);
  if (metric || later.has(name)) {
    const message = `${subject} reads the events of "${name}", which is of type ${metric?.type ?? 'cumulative or conversion'}; only simple metrics have any.`;
    report(loading, where, message);
  } else if (!loading.dropped.has(name)) {
    const message = `${subject} refers to an unknown metric "${name}".`;
    report(loading, where, message, nearestNames(name, loaded.keys()));
  }
  return undefined;
}

/** A metric whose input could not be loaded can't be either, which is no mistake of its own. */
function dropped(shaped: { readonly name: string } | undefined, loading: Loading): undefined {
  if (shaped) loading.dropped.add(shaped.name);
  return undefined;
}
