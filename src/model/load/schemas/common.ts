import { z } from 'zod';

/** Text; a bare number or boolean of YAML is taken as it reads. */
export const text = z.preprocess(
  (value) => (typeof value === 'number' || typeof value === 'boolean' ? String(value) : value),
  z.string(),
);

const FLAGS: Readonly<Record<string, boolean>> = {
  yes: true,
  on: true,
  true: true,
  no: false,
  off: false,
  false: false,
};

/** true or false; also the yes and on of YAML 1.1, which dbt reads. */
export const flag = z.preprocess(
  (value) => (typeof value === 'string' ? (FLAGS[value.toLowerCase()] ?? value) : value),
  z.boolean(),
);

/** Several texts; a single one may stand alone. */
export const texts = z.preprocess((value) => (typeof value === 'string' ? [value] : value), z.array(text));

/** An enum whose values may be written in any case, as in dbt. */
export function oneOf<const T extends readonly [string, ...string[]]>(values: T) {
  return z.preprocess((value) => (typeof value === 'string' ? value.toLowerCase() : value), z.enum(values));
}

/** A value that may stand alone for its one telling key: `entity: primary` for `{type: primary}`. */
export function keyOr<S extends z.ZodType>(key: string, schema: S) {
  return z.preprocess((value) => (isScalar(value) ? { [key]: value } : value), schema);
}

/** `name` where `{name: name}` is meant. */
export function nameOr<S extends z.ZodType>(schema: S) {
  return keyOr('name', schema);
}

function isScalar(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

export const anything = z.unknown().optional();

const owner = z.preprocess(
  (value) => (typeof value === 'string' ? { [value.includes('@') ? 'email' : 'name']: value } : value),
  z.strictObject({ name: text.optional(), email: text.optional() }),
);

/** What may stand under `config.meta.trellis` everywhere; goal, clients and policy are read by others. */
export const trellisCommon = {
  owner: owner.optional(),
  status: z.enum(['draft', 'certified', 'deprecated']).optional(),
  tags: texts.optional(),
  unit: text.optional(),
  format: text.optional(),
  graphql_name: text.optional(),
  goal: anything,
  clients: anything,
  policy: anything,
};

/** The keys that every definition takes, with its own under `config.meta.trellis`, or `meta.trellis` as of old. */
export function described<T extends z.ZodRawShape>(trellis: T) {
  const meta = z
    .looseObject({ owner: anything, trellis: z.strictObject({ ...trellisCommon, ...trellis }).optional() })
    .optional();
  return {
    name: text,
    label: text.optional(),
    description: text.optional(),
    meta,
    config: z.looseObject({ enabled: flag.optional(), tags: texts.optional(), meta }).optional(),
    tags: texts.optional(),
    ...UNUSED,
  };
}

/** dbt's keys that say nothing about numbers. */
const UNUSED = {
  group: anything,
  docs: anything,
  access: anything,
  columns: anything,
  tests: anything,
  data_tests: anything,
  version: anything,
};
