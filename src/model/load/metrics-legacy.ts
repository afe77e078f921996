import type { Metric } from '../metric-types.js';
import type { Loading } from './loading.js';
import {
  commonKeys,
  conversion,
  cumulation,
  derivedInputs,
  formulaAt,
  measureInput,
  metricInput,
} from './metric-keys.js';
import { at, type Place } from './place.js';
import * as schemas from './schemas/metric.js';
import { shape } from './shape.js';

/** A metric of dbt's older spec, whose keys stand under `type_params` and whose numbers come from measures. */
export function loadLegacyMetric(
  type: schemas.MetricType | undefined,
  place: Place,
  subject: string,
  loading: Loading,
): Metric | undefined {
  const params = at(place, ['type_params']);
  switch (type) {
    case 'simple': {
      const shaped = shape(schemas.simpleMetricSchema, place, subject, loading);
      if (!shaped) return undefined;
      const input = measureInput(shaped.type_params.measure, at(params, ['measure']), loading);
      return { ...commonKeys(shaped, type, place, loading), type, input };
    }
    case 'ratio': {
      const shaped = shape(schemas.ratioMetricSchema, place, subject, loading);
      if (!shaped) return undefined;
      const { numerator, denominator } = shaped.type_params;
      return {
        ...commonKeys(shaped, type, place, loading),
        type,
        numerator: metricInput(numerator, at(params, ['numerator']), loading),
        denominator: metricInput(denominator, at(params, ['denominator']), loading),
      };
    }
    case 'derived': {
      const shaped = shape(schemas.derivedMetricSchema, place, subject, loading);
      if (!shaped) return undefined;
      const { expr, metrics } = shaped.type_params;
      return {
        ...commonKeys(shaped, type, place, loading),
        type,
        expr,
        formula: formulaAt(at(params, ['expr']), expr, loading),
        inputs: derivedInputs(shaped, metrics, at(params, ['metrics']), place, loading),
      };
    }
    case 'cumulative': {
      const shaped = shape(schemas.cumulativeMetricSchema, place, subject, loading);
      if (!shaped) return undefined;
      const { measure, cumulative_type_params: newer, ...older } = shaped.type_params;
      return {
        ...commonKeys(shaped, type, place, loading),
        type,
        input: measureInput(measure, at(params, ['measure']), loading),
        ...cumulation(older, params, loading),
        ...cumulation(newer ?? {}, at(params, ['cumulative_type_params']), loading),
        periodAgg: newer?.period_agg ?? 'first',
      };
    }
    case 'conversion': {
      const shaped = shape(schemas.conversionMetricSchema, place, subject, loading);
      if (!shaped) return undefined;
      const { base_measure: base, conversion_measure: other, ...keys } = shaped.type_params.conversion_type_params;
      const keysAt = at(params, ['conversion_type_params']);
      return {
        ...commonKeys(shaped, type, place, loading),
        type,
        base: measureInput(base, at(keysAt, ['base_measure']), loading),
        conversion: measureInput(other, at(keysAt, ['conversion_measure']), loading),
        ...conversion(keys, keysAt, loading),
      };
    }
    case undefined:
      shape(schemas.anyMetricSchema, place, subject, loading);
      return undefined;
  }
}
