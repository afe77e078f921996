import { z } from 'zod';
import { PERIOD_AGGS } from '../../metric-types.js';
import { AGGREGATIONS } from '../../types.js';
import { anything, flag, nameOr, oneOf, text, texts } from './common.js';
import { conversionKeys, metricInput, metricKeysWith } from './metric.js';
import { measureTrellis } from './semantic-model.js';

/**
 * Metrics of dbt's 2026 spec: no measures, and no type_params around their keys
 * (https://docs.getdbt.com/reference/metric-properties).
 */
const common = { ...metricKeysWith({}), hidden: anything };

/** A cumulative or conversion metric reads single events, so that its input takes no offset. */
const eventInput = nameOr(z.strictObject({ name: text, alias: text.optional(), filter: texts.optional() }));

export const simpleMetricSchema2026 = z.strictObject({
  ...common,
  ...metricKeysWith(measureTrellis),
  type: oneOf(['simple']).optional(),
  agg: oneOf(AGGREGATIONS),
  expr: text.optional(),
  percentile: z.number().optional(),
  percentile_type: oneOf(['discrete', 'continuous']).optional(),
  agg_time_dimension: text.optional(),
  non_additive_dimension: z
    .strictObject({ name: text, window_agg: oneOf(['min', 'max']).optional(), group_by: texts.optional() })
    .optional(),
  fill_nulls_with: z.number().optional(),
  join_to_timespine: flag.optional(),
});

export const ratioMetricSchema2026 = z.strictObject({
  ...common,
  type: oneOf(['ratio']),
  numerator: metricInput,
  denominator: metricInput,
});

export const derivedMetricSchema2026 = z.strictObject({
  ...common,
  type: oneOf(['derived']),
  expr: text,
  input_metrics: z.array(metricInput),
});

export const cumulativeMetricSchema2026 = z.strictObject({
  ...common,
  type: oneOf(['cumulative']),
  input_metric: eventInput,
  window: text.optional(),
  grain_to_date: text.optional(),
  period_agg: oneOf(PERIOD_AGGS).optional(),
});

export const conversionMetricSchema2026 = z.strictObject({
  ...common,
  type: oneOf(['conversion']),
  base_metric: eventInput,
  conversion_metric: eventInput,
  ...conversionKeys,
});

export type EventInputShape = z.output<typeof eventInput>;
