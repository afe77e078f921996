import { z } from 'zod';
import { AGGREGATIONS, VALUE_TYPES } from '../../types.js';
import { anything, described, flag, notYet, oneOf, text, texts } from './common.js';

const valueType = z.enum(VALUE_TYPES).optional();

export const entitySchema = z.strictObject({
  ...described({}),
  type: oneOf(['primary', 'unique', 'foreign', 'natural']),
  expr: text.optional(),
  role: anything,
});

export const dimensionSchema = z.strictObject({
  ...described({ type: valueType, first_per: text.optional() }),
  type: oneOf(['categorical', 'time']),
  expr: text.optional(),
  is_partition: notYet('is_partition'),
  type_params: z
    .strictObject({
      time_granularity: text.optional(),
      validity_params: z.strictObject({ is_start: flag.optional(), is_end: flag.optional() }).optional(),
      is_primary: anything,
    })
    .optional(),
});

export const measureSchema = z.strictObject({
  ...described({ kind: z.enum(['level', 'event', 'additive']).optional(), type: valueType }),
  agg: oneOf(AGGREGATIONS),
  expr: text.optional(),
  agg_params: z
    .strictObject({
      percentile: z.number().optional(),
      use_discrete_percentile: flag.optional(),
      use_approximate_percentile: notYet('use_approximate_percentile'),
    })
    .optional(),
  agg_time_dimension: text.optional(),
  create_metric: flag.optional(),
  create_metric_display_name: text.optional(),
  non_additive_dimension: notYet('non_additive_dimension'),
});

const rollupSchema = z.strictObject({ model: text, without: texts });

const funnelSchema = z.strictObject({
  name: text,
  label: text.optional(),
  description: text.optional(),
  entity: text,
  event_time: text,
  time: text.optional(),
  order: z.enum(['any', 'strict']).optional(),
  window: text.optional(),
  graphql_name: text.optional(),
  clients: anything,
  goal: anything,
  steps: z.array(z.strictObject({ name: text, label: text.optional(), filter: text })),
});

export const semanticModelSchema = z.strictObject({
  ...described({ rollups: z.array(rollupSchema).optional(), funnels: z.array(funnelSchema).optional() }),
  model: text,
  defaults: z.strictObject({ agg_time_dimension: text.optional() }).optional(),
  primary_entity: text.optional(),
  entities: z.array(entitySchema).optional(),
  dimensions: z.array(dimensionSchema).optional(),
  measures: z.array(measureSchema).optional(),
});

export type EntityShape = z.output<typeof entitySchema>;
export type DimensionShape = z.output<typeof dimensionSchema>;
export type MeasureShape = z.output<typeof measureSchema>;
export type RollupShape = z.output<typeof rollupSchema>;
export type FunnelShape = z.output<typeof funnelSchema>;
export type SemanticModelShape = z.output<typeof semanticModelSchema>;
