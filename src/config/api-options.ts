import { z } from 'zod';
import { TrellisError } from '../errors/trellis-error.js';
import { embedded, general, limits, type WarehouseKind, warehouseKinds, warehouses } from './settings.js';

/** A message completes the sentence "KEY must be …". */
const duckdbInMemory = z.strictObject({
  kind: z.literal('duckdb'),
  setup: z.array(z.string(), { error: 'a list of SQL statements' }).optional(),
  ...embedded,
});

const options = z.strictObject({
  definitions: z
    .union([z.string().min(1), z.record(z.string(), z.unknown())], { error: 'a path or an object' })
    .optional(),
  warehouse: z.looseObject(
    { kind: z.enum(warehouseKinds, { error: `one of ${warehouseKinds.join(', ')}` }) },
    { error: 'an object such as {kind: "duckdb", file: "warehouse.duckdb"}' },
  ),
  now: z.union([general.shape.now, z.custom<() => string>((value) => typeof value === 'function')], {
    error: 'an instant such as 2021-03-01T00:00:00Z, or a function that gives one',
  }),
  timeZone: general.shape.timeZone,
  maxRows: limits.shape.maxRows,
  deadlineMs: limits.shape.deadlineMs,
  concurrency: limits.shape.concurrency,
});

/** What a program may say, with defaults; the warehouse is checked by its kind. */
export type ApiOptions = z.output<typeof options>;

/** @throws CONFIG_INVALID with all problems; it quotes no value, which may be a secret */
export function readApiOptions(input: unknown): ApiOptions {
  const read = options.safeParse(input);
  if (!read.success) throw invalid(read.error, '');
  const { kind } = read.data.warehouse;
  const schema = warehouseSchema(kind, read.data.warehouse);
  const warehouse = schema.safeParse(read.data.warehouse);
  if (!warehouse.success) throw invalid(warehouse.error, 'warehouse.');
  return read.data;
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
    if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => `There is no option "${prefix}${key}".`);
    const key = issue.path.join('.');
    return [
      key === '' ? 'The options must be an object.' : `${prefix}${key} must be ${issue.message.replace(/\.$/, '')}.`,
    ];
  });
  return new TrellisError(
    'CONFIG_INVALID',
    ['The options of openTrellis:', ...problems.map((one) => `  ${one}`)].join('\n'),
  );
}
