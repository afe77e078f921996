import knex, { type Knex } from 'knex';
import type { MetricPlan } from '../plan/metric-plan.js';
import type { Dialect } from './dialects/dialect.js';
import { duckdb } from './dialects/duckdb.js';
import { snowflake } from './dialects/snowflake.js';
import type { Binding } from './fragment.js';
import type { Frame } from './frame.js';
import { RowsWriter } from './rows-sql.js';

export type DialectName = Dialect['name'];

/** Every warehouse that SQL can be written for. */
export const DIALECTS: Readonly<Record<DialectName, Dialect>> = { duckdb, snowflake };

/** One statement. Equal plans give equal text and bindings, byte for byte. */
export interface CompiledQuery {
  readonly sql: string;
  readonly bindings: readonly Binding[];
}

const builders = new Map<DialectName, Knex>();

/** Knex as a compiler only: without a connection it opens nothing. */
function knexFor({ name, client }: Dialect): Knex {
  const known = builders.get(name);
  if (known) return known;
  const made = knex({ client, compileSqlOnError: false });
  builders.set(name, made);
  return made;
}

/** Writes a plan as one SELECT: its output columns in order, ordered, at most `limit` rows. */
export function compileMetricPlan(plan: MetricPlan, dialectName: DialectName): CompiledQuery {
  const { writer, frame } = write(plan, dialectName);
  writer.select(
    frame,
    plan.outputs.map(({ name, expr }) => ({ name, sql: writer.expression(expr, frame) })),
  );
  writer.orderBy(frame, plan.orderBy);
  if (plan.limit !== undefined) frame.builder.limit(plan.limit);
  return finish(writer, frame.builder);
}

/** How many rows the plan has without its limit, in a column `rows`. */
export function compileRowCount(plan: MetricPlan, dialectName: DialectName): CompiledQuery {
  const { writer, frame } = write(plan, dialectName);
  return finish(writer, writer.select(frame, [{ name: 'rows', sql: { text: 'count(*)', bindings: [] } }]));
}

function write(plan: MetricPlan, dialectName: DialectName): { readonly writer: RowsWriter; readonly frame: Frame } {
  const dialect = DIALECTS[dialectName];
  const writer = new RowsWriter(knexFor(dialect), dialect);
  const frame = writer.frame(plan.rows);
  if (plan.having) writer.where(frame, plan.having);
  return { writer, frame };
}

function finish(writer: RowsWriter, select: Knex.QueryBuilder): CompiledQuery {
  for (const { name, builder } of writer.commonTables) select.with(name, builder);
  const { sql, bindings } = select.toSQL();
  return { sql: sql.replaceAll('\\?', '?'), bindings: bindings as readonly Binding[] };
}
