import { z } from 'zod';
import { anything, nameOr, text } from './common.js';
import { nodeRelation } from './semantic-model.js';

const customGrain = nameOr(z.looseObject({ name: text, column_name: text.optional() }));

/** A `models:` entry that has a time spine; dbt gives models many more keys. */
export const timeSpineSchema = z.looseObject({
  name: text,
  time_spine: z.strictObject({
    standard_granularity_column: text,
    custom_granularities: z.array(customGrain).optional(),
  }),
  columns: z.array(z.looseObject({ name: text, granularity: text.optional(), data_type: text.optional() })).optional(),
});

/** The document that MetricFlow's own files keep the time spines in. */
export const projectConfigurationSchema = z.strictObject({
  time_spines: z
    .array(
      z.strictObject({
        node_relation: nodeRelation,
        primary_column: z.strictObject({ name: text, time_granularity: text }),
        custom_granularity_columns: z.array(customGrain).optional(),
      }),
    )
    .optional(),
  time_spine_table_configurations: z
    .array(z.strictObject({ location: text, column_name: text, grain: text }))
    .optional(),
  dsi_package_version: anything,
  metadata: anything,
});
