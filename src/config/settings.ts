import { z } from 'zod';
import { didYouMean, nearestNames } from '../errors/did-you-mean.js';
import { snowflakeSettings } from './snowflake/settings.js';
import { bytes, isUrl, text, whole } from './values.js';

/** Every setting and what it accepts. A message completes the sentence "KEY must be …". */

/** Limits of the embedded DuckDB; where absent, DuckDB takes the machine's. */
export const embedded = {
  threads: whole('a whole number of threads, from 1 to 256', 1, 256).exactOptional(),
  memoryLimit: z
    .string({ error: 'a size such as 2GB' })
    .regex(/^\d+(\.\d+)?\s?([KMGT]i?B)$/i, { error: 'a size such as 2GB' })
    .exactOptional(),
};

/** What can be configured of each kind of warehouse. */
export const warehouses = {
  demo: z.strictObject({
    kind: z.literal('demo'),
    scale: whole('a whole number from 1 to 10000', 1, 10_000).default(1),
    ...embedded,
  }),
  duckdb: z.strictObject({ kind: z.literal('duckdb'), file: text('the path of a DuckDB file'), ...embedded }),
  folder: z.strictObject({
    kind: z.literal('folder'),
    path: text('the path of a folder of CSV or Parquet files'),
    ...embedded,
  }),
  snowflake: snowflakeSettings,
} as const;

export type WarehouseKind = keyof typeof warehouses;
export const warehouseKinds = Object.keys(warehouses) as readonly WarehouseKind[];

export const limits = z.strictObject({
  maxRows: whole('a whole number of rows, 1 or more', 1).default(10_000),
  maxCost: whole('a whole number of values, 1 or more', 1).default(100_000_000),
  deadlineMs: whole('a whole number of milliseconds, from 1 to 86400000 (a day)', 1, 86_400_000).default(30_000),
  concurrency: whole('a whole number of statements, from 1 to 64', 1, 64).default(2),
  maxBodyBytes: whole('a whole number of bytes, 1024 or more', 1024).default(1_048_576),
  maxBatch: whole('a whole number of operations, from 1 to 1000', 1, 1000).default(20),
  maxTokens: whole('a whole number of tokens, from 100 to 1000000', 100, 1_000_000).default(10_000),
  maxDepth: whole('a whole number of fields within each other, from 1 to 100', 1, 100).default(15),
  maxAliases: whole('a whole number of aliases, 0 or more', 0).default(200),
  maxRootFields: whole('a whole number of fields, 1 or more', 1).default(100),
});

/** What is kept of the warehouse's answers, and what says that it is out of date. */
export const resultCache = z.strictObject({
  maxBytes: bytes('a number of bytes, 0 or more, or a size such as 64MB', 0).default(64_000_000),
  artifacts: text("the path of a folder of dbt's run_results.json or sources.json").optional(),
  versionQuery: text('a SQL query that gives one value').optional(),
  checkSeconds: whole('a whole number of seconds, from 1 to 86400 (a day)', 1, 86_400).default(30),
  ttlSeconds: whole('a whole number of seconds, from 0 (without end) to 31536000 (a year)', 0, 31_536_000).optional(),
});

export const cache = z.strictObject({
  ...resultCache.shape,
  maxAgeSeconds: whole('a whole number of seconds, from 0 to 31536000 (a year)', 0, 31_536_000).default(0),
});

const ORIGINS = 'a list of origins such as https://app.example.com, or "*" for all';

export const cors = z.strictObject({
  origins: z
    .preprocess(
      (value) => (typeof value === 'string' ? value.split(/[\s,]+/).filter((one) => one !== '') : value),
      z.custom<readonly string[]>((value) => Array.isArray(value) && value.every(isOrigin), { error: ORIGINS }),
    )
    .default([]),
});

/** All settings but the warehouse, which is checked by its kind. */
export const general = z.strictObject({
  definitions: text('the path of a folder of definitions'),
  port: whole('a port number, from 0 (any free one) to 65535', 0, 65_535).default(4000),
  host: text('a host name or an address').default('127.0.0.1'),
  now: z
    .string({ error: 'an instant such as 2021-03-01T00:00:00Z' })
    .transform((value, context) => {
      if (z.iso.datetime({ offset: true }).safeParse(value).success) {
        return new Date(value).toISOString().replace('.000Z', 'Z');
      }
      context.addIssue({ code: 'custom', message: 'an instant such as 2021-03-01T00:00:00Z' });
      return z.NEVER;
    })
    .exactOptional(),
  timeZone: text('an IANA time zone such as Europe/Berlin')
    .superRefine((value, context) => {
      if (isTimeZone(value)) return;
      const near = didYouMean(nearestNames(value, ['UTC', ...Intl.supportedValuesOf('timeZone')]).slice(0, 1));
      context.addIssue({ code: 'custom', message: `an IANA time zone such as Europe/Berlin.${near}` });
    })
    .default('UTC'),
  limits: limits.prefault({}),
  cache: cache.prefault({}),
  cors: cors.prefault({}),
  trustedDocuments: text('the path of a JSON file of GraphQL documents').exactOptional(),
});

/** Where a dbt project is, and which of its connections is meant. */
export const projectSettings = z.strictObject({
  project: text('the path of a dbt project').exactOptional(),
  profilesDir: text('the path of the folder of profiles.yml').exactOptional(),
  target: text('the name of a target in profiles.yml').exactOptional(),
});

/** Settings that hold paths, which are relative to where they are written. */
export const pathSettings: ReadonlySet<string> = new Set([
  'definitions',
  'project',
  'profilesDir',
  'trustedDocuments',
  'cache.artifacts',
  'warehouse.file',
  'warehouse.path',
  'warehouse.privateKeyPath',
  'warehouse.tokenFilePath',
]);

/** Settings that hold several values: a list in a file, a text with commas in the environment. */
export const listSettings: ReadonlySet<string> = new Set(['cors.origins']);

const groups = { limits, cache, cors };

/** `limits.maxRows` and its like, of all kinds of warehouses together. */
export const settingNames: readonly string[] = [
  ...Object.keys(general.shape).filter((key) => !(key in groups)),
  ...Object.keys(projectSettings.shape),
  ...Object.entries(groups).flatMap(([name, { shape }]) => Object.keys(shape).map((key) => `${name}.${key}`)),
  ...new Set(warehouseKinds.flatMap((kind) => Object.keys(warehouses[kind].shape).map((key) => `warehouse.${key}`))),
];

/** As browsers write it: no path, no slash at its end. */
function isOrigin(value: unknown): boolean {
  return value === '*' || (typeof value === 'string' && isUrl(value) && new URL(value).origin === value);
}

function isTimeZone(value: string): boolean {
  if (!/^[A-Za-z]/.test(value)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: value });
    return true;
  } catch {
    return false;
  }
}
