import knex, { type Knex } from 'knex';
import type { MetricPlan } from '../plan/metric-plan.js';
import { wordsOfRelations } from '../plan/tables.js';
import type { CompiledQuery, DialectName } from './compiled-query.js';
import type { Dialect } from './dialects/dialect.js';
import { duckdb } from './dialects/duckdb.js';
import { snowflake } from './dialects/snowflake.js';
import { statementOf } from './fragment.js';
import type { Frame } from './frame.js';
import { rowsFrame } from './rows-sql.js';
import { SelectWriter } from './select-writer.js';

export const DIALECTS: Readonly<Record<DialectName, Dialect>> = { duckdb, snowflake };

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
  const outputs = plan.outputs.map(({ name, expr }) => ({ name, sql: writer.expression(expr, frame.columns) }));
  writer.orderBy(frame, plan.orderBy);
  if (plan.limit !== undefined) writer.limit(frame, plan.limit);
  return statementOf(writer.finish(writer.select(frame, outputs)));
}

/** How many rows the plan has without its limit, in a column `rows`. */
export function compileRowCount(plan: MetricPlan, dialectName: DialectName): CompiledQuery {
  const { writer, frame } = write(plan, dialectName);
  return statementOf(writer.finish(writer.select(frame, [{ name: 'rows', sql: { text: 'count(*)' } }])));
}

function write(plan: MetricPlan, dialectName: DialectName): { readonly writer: SelectWriter; readonly frame: Frame } {
  const dialect = DIALECTS[dialectName];
  const writer = new SelectWriter(knexFor(dialect), dialect, () => wordsOfRelations(plan));
  const frame = rowsFrame(plan.rows, writer);
  if (plan.having) writer.where(frame, plan.having);
  return { writer, frame };
}
