import { z } from 'zod';
import { anything, described, text, texts } from './common.js';

const day = z.iso.date({ error: 'write a day such as 2026-12-31' });

const deprecation = z.strictObject({
  column: text.optional(),
  since: day,
  remove_on: day,
  replacement: text.optional(),
});

export const savedQuerySchema = z.strictObject({
  ...described({ deprecations: z.array(deprecation).optional() }),
  query_params: z.strictObject({
    metrics: texts.optional(),
    group_by: texts.optional(),
    where: texts.optional(),
    order_by: texts.optional(),
    limit: z.int().nonnegative().optional(),
  }),
  exports: anything,
});
export type SavedQueryShape = z.output<typeof savedQuerySchema>;

export const exposureSchema = z.strictObject({
  ...described({}),
  type: z.enum(['dashboard', 'notebook', 'analysis', 'ml', 'application']),
  url: text.optional(),
  maturity: z.enum(['high', 'medium', 'low']).optional(),
  owner: z.looseObject({ name: text.optional(), email: texts.optional() }),
  depends_on: texts.optional(),
  enabled: anything,
});
