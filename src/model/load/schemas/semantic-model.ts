import { z } from 'zod';
import { AGGREGATIONS, TOLD_TYPES } from '../../types.js';
import { anything, described, flag, oneOf, text, texts } from './common.js';

const toldType = z.enum(TOLD_TYPES).optional();

export const dimensionTrellis = { type: toldType, first_per: text.optional() };
export const DIMENSION_TYPES = ['categorical', 'time'] as const;
export const ENTITY_TYPES = ['primary', 'unique', 'foreign', 'natural'] as const;
export const validityParams = z.strictObject({ is_start: flag.optional(), is_end: flag.optional() }).optional();

export const entitySchema = z.strictObject({
  ...described({}),
  type: oneOf(ENTITY_TYPES),
  expr: text.optional(),
  role: anything,
  entity: anything,
});

export const dimensionSchema = z.strictObject({
  ...described(dimensionTrellis),
  type: oneOf(DIMENSION_TYPES),
  expr: text.optional(),
  is_partition: flag.optional(),
  type_params: z
    .strictObject({
      time_granularity: text.optional(),
      validity_params: validityParams,
      is_primary: anything,
      time_partitioning_granularity: anything,
    })
    .optional(),
});

export const measureTrellis = { kind: z.enum(['level', 'event', 'additive']).optional(), type: toldType };

export const measureSchema = z.strictObject({
  ...described(measureTrellis),
  agg: oneOf(AGGREGATIONS),
  expr: text.optional(),
  agg_params: z
    .strictObject({
      percentile: z.number().optional(),
      use_discrete_percentile: flag.optional(),
      use_approximate_percentile: flag.optional(),
    })
    .optional(),
  agg_time_dimension: text.optional(),
  create_metric: flag.optional(),
  create_metric_display_name: text.optional(),
  non_additive_dimension: z
    .strictObject({ name: text, window_choice: oneOf(['min', 'max']).optional(), window_groupings: texts.optional() })
    .optional(),
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

export const semanticModelTrellis = {
  rollups: z.array(rollupSchema).optional(),
  funnels: z.array(funnelSchema).optional(),
};

/** A table as MetricFlow's own files name it. */
export const nodeRelation = z.strictObject({
  alias: text.optional(),
  schema_name: text.optional(),
  database: text.optional(),
  relation_name: text.optional(),
});

export const semanticModelSchema = z.strictObject({
  ...described(semanticModelTrellis),
  model: text.optional(),
  node_relation: nodeRelation.optional(),
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
export type NodeRelationShape = z.output<typeof nodeRelation>;
export type SemanticModelShape = z.output<typeof semanticModelSchema>;
