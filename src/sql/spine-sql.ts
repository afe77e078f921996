import type { Knex } from 'knex';
import type { AsOf, Densify, Shift, Spine } from '../plan/rows.js';
import { expressionSql } from './expression-sql.js';
import { type Sql, sql, text } from './fragment.js';
import { columnOf, columnsOf, type Frame, noColumns, relationSql, scopeOf } from './frame.js';
import type { SelectWriter } from './select-writer.js';

/** The periods of a spine. `earliest` reads the rows that a spine without a start begins with. */
export function spineSql({ grain, source, from, to }: Spine, earliest: Frame | undefined, writer: SelectWriter): Sql {
  const { dialect } = writer;
  const first =
    from.kind === 'earliest' ? minimum(from.value, earliest, writer) : expressionSql(from, noColumns, dialect);
  const end = expressionSql(to, noColumns, dialect);
  if (!source) return dialect.spine(grain, first, end);
  const day = sql`src.${text(source.column)}`;
  const inside = sql`${day} >= ${dialect.truncate(first, grain)} and ${day} < ${end}`;
  return sql`select distinct ${dialect.truncate(day, grain)} as "period" from ${relationSql(source.relation)} as src where ${inside}`;
}

function minimum(
  value: Extract<Spine['from'], { kind: 'earliest' }>['value'],
  earliest: Frame | undefined,
  writer: SelectWriter,
): Sql {
  if (!earliest) throw new Error('Broken invariant: a spine without a start has rows to begin with');
  const first = writer.raw(sql`min(${writer.expression(value, earliest.columns)})`);
  const { sql: query, bindings } = earliest.builder.select(first).toSQL();
  return sql`(${{ text: query, bindings: bindings as Sql['bindings'] }})`;
}

/** What every node over a spine joins: its periods and the rows below it, closed. */
interface OverSpine {
  readonly periods: Sql;
  readonly rows: Frame;
}

export function asOfFrame({ at, validFrom, validTo }: AsOf, { periods, rows }: OverSpine, writer: SelectWriter): Frame {
  const frame = writer.from(periods, 'periods', ['period']);
  const columns = new Map([...frame.columns, ...columnsOf('versions', [...rows.columns.keys()])]);
  const point = writer.expression(at, columns);
  const [start, end] = [validFrom, validTo].map(scopeOf(columns)) as [Sql, Sql];
  const valid = sql`${start} < ${point} and (${end} is null or ${end} >= ${point})`;
  return joined(frame, 'innerJoin', rows, 'versions', columns, valid, writer);
}

export function shiftFrame({ key, time }: Shift, { periods, rows }: OverSpine, writer: SelectWriter): Frame {
  const frame = writer.from(periods, 'periods', ['period']);
  const columns = new Map([...columnsOf('earlier', [...rows.columns.keys()]), ...frame.columns]);
  const same = sql`${writer.expression(time, columns)} = ${writer.expression(key, columns)}`;
  return joined(frame, 'innerJoin', rows, 'earlier', columns, same, writer);
}

export function densifyFrame({ period }: Densify, { periods, rows }: OverSpine, writer: SelectWriter): Frame {
  const frame = writer.from(periods, 'periods', ['period']);
  const known = columnsOf('known', [...rows.columns.keys()]);
  const every = columnOf('periods', 'period');
  const columns = new Map([...known, ...frame.columns, [period, every]]);
  return joined(frame, 'leftJoin', rows, 'known', columns, sql`${scopeOf(known)(period)} = ${every}`, writer);
}

function joined(
  frame: Frame,
  join: 'innerJoin' | 'leftJoin',
  rows: Frame,
  name: string,
  columns: Frame['columns'],
  on: Sql,
  writer: SelectWriter,
): Frame {
  const condition = (clause: Knex.JoinClause) => void clause.on(writer.raw(on));
  frame.builder[join](writer.derived(writer.closed(rows), name), condition);
  return { builder: frame.builder, columns, aliases: new Set([...frame.aliases, name]) };
}
