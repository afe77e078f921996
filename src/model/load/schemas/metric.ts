import { z } from 'zod';
import { described, flag, nameOr, notYet, text, texts } from './common.js';

const measureInput = nameOr(
  z.strictObject({
    name: text,
    filter: texts.optional(),
    alias: text.optional(),
    fill_nulls_with: z.number().optional(),
    join_to_timespine: flag.optional(),
  }),
);

const inputKeys = { name: text, alias: text.optional(), filter: texts.optional() };
const ratioInput = nameOr(z.strictObject(inputKeys));
const derivedInput = nameOr(
  z.strictObject({ ...inputKeys, offset_window: text.optional(), offset_to_grain: notYet('offset_to_grain') }),
);

const common = {
  ...described({
    exact_periods: flag.optional(),
    offset_periods: z.record(z.string(), z.int()).optional(),
  }),
  filter: texts.optional(),
  time_granularity: text.optional(),
};

export const simpleMetricSchema = z.strictObject({
  ...common,
  type: z.literal('simple'),
  type_params: z.strictObject({ measure: measureInput }),
});

export const ratioMetricSchema = z.strictObject({
  ...common,
  type: z.literal('ratio'),
  type_params: z.strictObject({ numerator: ratioInput, denominator: ratioInput }),
});

export const derivedMetricSchema = z.strictObject({
  ...common,
  type: z.literal('derived'),
  type_params: z.strictObject({ expr: text, metrics: z.array(derivedInput) }),
});

/** For a metric whose type is missing or unknown: what can be said of it all the same. */
export const anyMetricSchema = z.strictObject({
  ...common,
  type: z.enum(['simple', 'ratio', 'derived']),
  type_params: z.unknown(),
});

export type MetricCommonShape = Pick<z.output<typeof anyMetricSchema>, keyof typeof common>;
export type SimpleMetricShape = z.output<typeof simpleMetricSchema>;
export type RatioMetricShape = z.output<typeof ratioMetricSchema>;
export type DerivedMetricShape = z.output<typeof derivedMetricSchema>;
export type MeasureInputShape = z.output<typeof measureInput>;
export type MetricInputShape = z.output<typeof derivedInput>;
