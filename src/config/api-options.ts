import { z } from 'zod';
import { TrellisError } from '../errors/trellis-error.js';
import { embedded, general, limits, resultCache, type WarehouseKind, warehouseKinds, warehouses } from './settings.js';

/** A message completes the sentence "KEY must be …". */
const duckdbInMemory = z.strictObject({
  kind: z.literal('duckdb'),
  setup: z.array(z.string(), { error: 'a list of SQL statements' }).optional(),
  ...embedded,
});

const WAREHOUSE = 'an object such as {kind: "duckdb", file: "warehouse.duckdb"}';

const options = z.strictObject({
  definitions: z
    .union([z.string().min(1), z.record(z.string(), z.unknown())], { error: 'a path or an object' })
    .optional(),
  project: z
    .string({ error: 'the folder of a dbt project' })
    .min(1, { error: 'the folder of a dbt project' })
    .optional(),
  profilesDir: z.string({ error: 'the folder of profiles.yml' }).optional(),
  target: z.string({ error: "the name of a target of the project's profile" }).optional(),
  env: z
    .record(z.string(), z.string().optional(), { error: "an object of texts, such as the process's own" })
    .optional(),
  warehouse: z
    .looseObject(
      { kind: z.enum(warehouseKinds, { error: `one of ${warehouseKinds.join(', ')}` }) },
      { error: WAREHOUSE },
    )
    .optional(),
  now: z.union([general.shape.now, z.custom<() => string>((value) => typeof value === 'function')], {
    error: 'an instant such as 2021-03-01T00:00:00Z, or a function that gives one',
  }),
  timeZone: general.shape.timeZone,
  maxRows: limits.shape.maxRows,
  maxCost: limits.shape.maxCost,
  deadlineMs: limits.shape.deadlineMs,
  concurrency: limits.shape.concurrency,
  cache: resultCache.prefault({}),
  onWarning: z
    .custom<(message: string) => void>((value) => typeof value === 'function', { error: 'a function' })
    .optional(),
});

/** What a program may say, with defaults; the warehouse is checked by its kind. */
export type ApiOptions = z.output<typeof options>;

/** @throws CONFIG_INVALID with all problems; it quotes no value, which may be a secret */
export function readApiOptions(input: unknown): ApiOptions {
  const read = options.safeParse(input);
  if (!read.success) throw invalid(read.error, '');
  const { warehouse } = read.data;
  if (warehouse) {
    const checked = warehouseSchema(warehouse.kind, warehouse).safeParse(warehouse);
    if (!checked.success) throw invalid(checked.error, 'warehouse.');
  }
  const problems = sourceProblems(read.data);
  if (problems.length > 0) throw listed(problems);
  return read.data;
}

/** Definitions and warehouse are each named once; a project is both, unless a warehouse stands beside it. */
function sourceProblems({ definitions, project, warehouse, profilesDir, target, env }: ApiOptions): readonly string[] {
  if (project !== undefined) {
    return definitions === undefined ? [] : ['definitions and project exclude each other: both define metrics.'];
  }
  const alone = Object.entries({ profilesDir, target, ...(warehouse?.kind !== 'snowflake' && { env }) });
  return [
    ...alone
      .filter(([, value]) => value !== undefined)
      .map(([key]) => `${key} is of a dbt project, so it needs "project".`),
    ...(warehouse ? [] : [`warehouse must be ${WAREHOUSE}.`]),
    ...(definitions === undefined && warehouse && warehouse.kind !== 'demo'
      ? ['definitions must be a path or an object.']
      : []),
  ];
}

/** A connection of the caller's is left as it is; DuckDB without a file is in memory. */
function warehouseSchema(
  kind: WarehouseKind,
  { connection, file }: Readonly<Record<string, unknown>>,
): z.ZodType<object> {
  if (kind !== 'duckdb') return warehouses[kind];
  if (connection !== undefined) {
    const opened = z.custom((value) => typeof value === 'object' && value !== null && 'prepare' in value, {
      error: 'an open connection of @duckdb/node-api',
    });
    return z.strictObject({ kind: z.literal('duckdb'), connection: opened });
  }
  return file === undefined ? duckdbInMemory : warehouses.duckdb;
}

function invalid({ issues }: z.ZodError, prefix: string): TrellisError {
  const problems = issues.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => `There is no option "${prefix}${[...issue.path, key].join('.')}".`);
    }
    const key = issue.path.join('.');
    return [
      key === '' ? 'The options must be an object.' : `${prefix}${key} must be ${issue.message.replace(/\.$/, '')}.`,
    ];
  });
  return listed(problems);
}

function listed(problems: readonly string[]): TrellisError {
  return new TrellisError(
    'CONFIG_INVALID',
    ['The options of openTrellis:', ...problems.map((one) => `  ${one}`)].join('\n'),
  );
}
