import { z } from 'zod';
import { anything, described, text, texts } from './common.js';

export const savedQuerySchema = z.strictObject({
  ...described({}),
  query_params: z.strictObject({
    metrics: texts.optional(),
    group_by: texts.optional(),
    where: texts.optional(),
    order_by: texts.optional(),
    limit: z.int().nonnegative().optional(),
  }),
  exports: anything,
});

export const exposureSchema = z.strictObject({
  ...described({}),
  type: z.enum(['dashboard', 'notebook', 'analysis', 'ml', 'application']),
  url: text.optional(),
  maturity: z.enum(['high', 'medium', 'low']).optional(),
  owner: z.looseObject({ name: text.optional(), email: texts.optional() }),
  depends_on: texts.optional(),
  enabled: anything,
});
