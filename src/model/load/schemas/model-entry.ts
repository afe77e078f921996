import { z } from 'zod';
import { anything, described, flag, keyOr, oneOf, text } from './common.js';
import {
  DIMENSION_TYPES,
  dimensionTrellis,
  ENTITY_TYPES,
  semanticModelTrellis,
  validityParams,
} from './semantic-model.js';

/**
 * A `models:` entry with a semantic model, in dbt's 2026 spec: entities and dimensions on columns, metrics beside
 * them (https://docs.getdbt.com/reference/semantic-model-properties). dbt gives models and columns many more keys.
 */
const dimensionKeys = {
  ...described(dimensionTrellis),
  name: text.optional(),
  type: oneOf(DIMENSION_TYPES),
  is_partition: flag.optional(),
  validity_params: validityParams,
};
const entityKeys = { ...described({}), name: text.optional(), type: oneOf(ENTITY_TYPES) };

const columnKeys = described(dimensionTrellis);
const columnSchema = z.looseObject({
  name: text,
  description: text.optional(),
  meta: columnKeys.meta,
  config: columnKeys.config,
  data_type: text.optional(),
  granularity: text.optional(),
  dimension: keyOr('type', z.strictObject(dimensionKeys)).optional(),
  entity: keyOr('type', z.strictObject(entityKeys)).optional(),
});

const derivedDimensionSchema = z.strictObject({
  ...dimensionKeys,
  name: text,
  expr: text,
  granularity: text.optional(),
});
const derivedEntitySchema = z.strictObject({ ...entityKeys, name: text, expr: text });

export const modelEntrySchema = z.looseObject({
  name: text,
  description: text.optional(),
  semantic_model: keyOr(
    'enabled',
    z.strictObject({
      enabled: flag.optional(),
      name: text.optional(),
      group: anything,
      config: described(semanticModelTrellis).config,
    }),
  ),
  agg_time_dimension: text.optional(),
  primary_entity: text.optional(),
  columns: z.array(columnSchema).optional(),
  derived_semantics: z
    .strictObject({
      dimensions: z.array(derivedDimensionSchema).optional(),
      entities: z.array(derivedEntitySchema).optional(),
    })
    .optional(),
});

export type ModelEntryShape = z.output<typeof modelEntrySchema>;
export type ColumnShape = z.output<typeof columnSchema>;
export type DerivedDimensionShape = z.output<typeof derivedDimensionSchema>;
