import { z } from 'zod';
import { CONVERSION_CALCULATIONS, PERIOD_AGGS } from '../../metric-types.js';
import { anything, described, flag, nameOr, oneOf, text, texts } from './common.js';

const measureInput = nameOr(
  z.strictObject({
    name: text,
    filter: texts.optional(),
    alias: text.optional(),
    fill_nulls_with: z.number().optional(),
    join_to_timespine: flag.optional(),
  }),
);

export const metricInput = nameOr(
  z.strictObject({
    name: text,
    alias: text.optional(),
    filter: texts.optional(),
    offset_window: text.optional(),
    offset_to_grain: text.optional(),
  }),
);

/** The keys of every metric; `trellis` adds to those under `config.meta.trellis`. */
export function metricKeysWith<T extends z.ZodRawShape>(trellis: T) {
  return {
    ...described({
      exact_periods: flag.optional(),
      offset_periods: z.record(z.string(), z.int()).optional(),
      ...trellis,
    }),
    filter: texts.optional(),
    time_granularity: text.optional(),
  };
}

const metricKeys = metricKeysWith({});

export const simpleMetricSchema = z.strictObject({
  ...metricKeys,
  type: oneOf(['simple']),
  type_params: z.strictObject({ measure: measureInput, expr: anything }),
});

export const ratioMetricSchema = z.strictObject({
  ...metricKeys,
  type: oneOf(['ratio']),
  type_params: z.strictObject({ numerator: metricInput, denominator: metricInput }),
});

export const derivedMetricSchema = z.strictObject({
  ...metricKeys,
  type: oneOf(['derived']),
  type_params: z.strictObject({ expr: text, metrics: z.array(metricInput) }),
});

/** `window` and `grain_to_date` stood directly under type_params before dbt 1.9. */
export const cumulativeMetricSchema = z.strictObject({
  ...metricKeys,
  type: oneOf(['cumulative']),
  type_params: z.strictObject({
    measure: measureInput,
    expr: anything,
    window: text.optional(),
    grain_to_date: text.optional(),
    cumulative_type_params: z
      .strictObject({
        window: text.optional(),
        grain_to_date: text.optional(),
        period_agg: oneOf(PERIOD_AGGS).optional(),
      })
      .optional(),
  }),
});

export const conversionKeys = {
  entity: text,
  calculation: oneOf(CONVERSION_CALCULATIONS).optional(),
  window: text.optional(),
  constant_properties: z.array(z.strictObject({ base_property: text, conversion_property: text })).optional(),
};

export const conversionMetricSchema = z.strictObject({
  ...metricKeys,
  type: oneOf(['conversion']),
  type_params: z.strictObject({
    conversion_type_params: z.strictObject({
      base_measure: measureInput,
      conversion_measure: measureInput,
      ...conversionKeys,
    }),
  }),
});

export const METRIC_TYPES = ['simple', 'ratio', 'derived', 'cumulative', 'conversion'] as const;
export type MetricType = (typeof METRIC_TYPES)[number];

/** For a metric whose type is missing or unknown: what can be said of it all the same. */
export const anyMetricSchema = z.strictObject({
  ...metricKeys,
  type: oneOf(METRIC_TYPES),
  type_params: z.unknown(),
});

export type MetricCommonShape = Pick<z.output<typeof anyMetricSchema>, keyof typeof metricKeys>;
export type MeasureInputShape = z.output<typeof measureInput>;
export type MetricInputShape = z.output<typeof metricInput>;
export type ConversionShape = Pick<
  z.output<typeof conversionMetricSchema>['type_params']['conversion_type_params'],
  keyof typeof conversionKeys
>;
