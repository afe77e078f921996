import { invariant } from '../errors/trellis-error.js';
import { compareGrains } from '../model/grains.js';
import type { Grain } from '../model/types.js';
import { type Align, type Calendar, type Densify, PERIOD, type Spine } from '../plan/rows.js';
import type { Dialect } from './dialects/dialect.js';
import { expressionSql } from './expression-sql.js';
import { join, quoted, type Sql, sql, text } from './fragment.js';
import { columnOf, columnsOf, type Frame, freshAlias, noColumns, relationSql, scopeOf } from './frame.js';
import type { SelectWriter } from './select-writer.js';

/** The periods of a spine. `earliest` reads the rows that a spine without a start begins with. */
export function spineSql({ grain, source, from, to }: Spine, earliest: Frame | undefined, writer: SelectWriter): Sql {
  const { dialect } = writer;
  const first = firstSql(from, grain, earliest, writer);
  const end = expressionSql(to, noColumns, dialect);
  if (!source) {
    invariant(first, 'a generated spine has a start');
    return dialect.spine(grain, first, end);
  }
  const day = sql`src.${text(source.column)}`;
  const inside = join([...(first ? [sql`${day} >= ${first}`] : []), sql`${day} < ${end}`], ' and ');
  // A spine has each of its own periods once.
  const select = source.grain === grain ? 'select' : 'select distinct';
  return sql`${select} ${dialect.truncate(dialect.utc(day, source.stored), grain)} as ${quoted(PERIOD)} from ${relationSql(source.relation)} as src where ${inside}`;
}

function firstSql(
  from: Spine['from'],
  grain: Grain,
  earliest: Frame | undefined,
  writer: SelectWriter,
): Sql | undefined {
  switch (from.kind) {
    case 'first':
      return undefined;
    case 'earliest':
      return startOfPeriod(minimum(from.value, earliest, writer), grain, writer.dialect);
    default:
      return expressionSql(from, noColumns, writer.dialect);
  }
}

/** Below a day the values are starts of periods already. */
function startOfPeriod(first: Sql, grain: Grain, dialect: Dialect): Sql {
  return compareGrains(grain, 'day') >= 0 ? dialect.truncate(first, grain) : first;
}

function minimum(
  value: Extract<Spine['from'], { kind: 'earliest' }>['value'],
  earliest: Frame | undefined,
  writer: SelectWriter,
): Sql {
  if (!earliest) throw new Error('Broken invariant: a spine without a start has rows to begin with');
  const first = writer.raw(sql`min(${writer.expression(value, earliest.columns)})`);
  return sql`(${writer.text(earliest.builder.select(first))})`;
}

/** Periods in front, the rows beside them as a derived table. */
export function alignFrame({ name, on }: Align, periods: Frame, rows: Frame, writer: SelectWriter): Frame {
  const alias = freshAlias(name, periods.aliases);
  const columns = new Map([...columnsOf(alias, [...rows.columns.keys()]), ...periods.columns]);
  const condition = writer.raw(writer.expression(on, columns));
  periods.builder.innerJoin(writer.derived(writer.closed(rows), alias), (clause) => clause.on(condition));
  return { builder: periods.builder, columns, aliases: new Set([...periods.aliases, alias]) };
}

export function densifyFrame({ on }: Densify, periods: Frame, rows: Frame, writer: SelectWriter): Frame {
  const known = columnsOf('known', [...rows.columns.keys()]);
  const same = on.map((name) => sql`${scopeOf(known)(name)} = ${scopeOf(periods.columns)(name)}`);
  const condition = writer.raw(join(same, ' and '));
  periods.builder.leftJoin(writer.derived(writer.closed(rows), 'known'), (clause) => clause.on(condition));
  return {
    builder: periods.builder,
    columns: new Map([...known, ...periods.columns]),
    aliases: new Set([...periods.aliases, 'known']),
  };
}

/** A custom grain's base periods, each with its place in the grain. */
export function calendarFrame(calendar: Calendar, writer: SelectWriter): Frame {
  const { name, grain, relation, column, stored, value } = calendar;
  const { dialect } = writer;
  const period = dialect.truncate(dialect.utc(sql`src.${text(column)}`, stored), grain);
  const base = sql`select distinct ${period} as ${quoted(PERIOD)}, ${text(value)} as "value" from ${relationSql(relation)} as src`;
  const [day, own] = [columnOf('base', PERIOD), columnOf('base', 'value')];
  const placed = sql`select ${day} as ${quoted(PERIOD)}, ${own} as "value", min(${day}) over (partition by ${own}) as "starts", row_number() over (partition by ${own} order by ${day}) as "ordinal" from (${base}) as "base" where ${own} is not null`;
  const columns = [PERIOD, 'value', 'starts', 'ordinal'];
  const list = join(
    columns.map((each) => columnOf('placed', each)),
    ', ',
  );
  const ranked = sql`select ${list}, dense_rank() over (order by ${columnOf('placed', 'starts')}) as "index" from (${placed}) as "placed"`;
  return writer.from(ranked, `${name}_calendar`, [...columns, 'index']);
}
