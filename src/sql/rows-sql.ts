import { assertNever } from '../errors/trellis-error.js';
import {
  type AggregateRows,
  type Lookup,
  type Match,
  PERIOD,
  type Periods,
  type Rows,
  type Scan,
  type Top,
  type Without,
} from '../plan/rows.js';
import { aggregateSql } from './expression-sql.js';
import { fillFrame } from './fill-sql.js';
import { join, quoted, type Sql, sql, text } from './fragment.js';
import { columnOf, columnsOf, type Frame, freshAlias, relationSql, scopeOf } from './frame.js';
import { matchFrame } from './match-sql.js';
import type { SelectWriter } from './select-writer.js';
import { alignFrame, calendarFrame, densifyFrame, spineSql } from './spine-sql.js';
import { stackFrame } from './stack-sql.js';
import { creditFrame, pickFrame, runningFrame, spansFrame } from './window-sql.js';

/** Writes plan rows as a SELECT. A node that only adds columns or conditions adds to the SELECT below it. */
export function rowsFrame(rows: Rows, writer: SelectWriter): Frame {
  const shared = writer.sharedRows(rows);
  if (shared) return writer.fromShared(shared.name, shared.columns);
  switch (rows.kind) {
    case 'scan':
      return scanFrame(rows, writer);
    case 'lookup':
      return lookupFrame(rows, writer);
    case 'without':
      return withoutFrame(rows, writer);
    case 'filter': {
      const frame = rowsFrame(rows.input, writer);
      writer.where(frame, rows.where);
      return frame;
    }
    case 'compute': {
      const frame = rowsFrame(rows.input, writer);
      const added = rows.columns.map(({ name, expr }) => [name, writer.expression(expr, frame.columns)] as const);
      return { ...frame, columns: new Map([...frame.columns, ...added]) };
    }
    case 'aggregate':
      return aggregateFrame(rows, writer);
    case 'periods':
      return periodsFrame(rows, writer);
    case 'calendar':
      return calendarFrame(rows, writer);
    case 'align':
      return alignFrame(rows, rowsFrame(rows.periods, writer), rowsFrame(rows.input, writer), writer);
    case 'densify':
      return densifyFrame(rows, rowsFrame(rows.periods, writer), rowsFrame(rows.input, writer), writer);
    case 'fill': {
      const known = writer.shareRows('known', rows.input, rowsFrame(rows.input, writer));
      return fillFrame(rows, rowsFrame(rows.periods, writer), known, writer);
    }
    case 'pick':
      return pickFrame(rows, rowsFrame(rows.input, writer), writer);
    case 'running':
      return runningFrame(rows, rowsFrame(rows.periods, writer), rowsFrame(rows.input, writer), writer);
    case 'spans':
      return spansFrame(rows, rowsFrame(rows.input, writer), writer);
    case 'credit':
      return creditFrame(rows, rowsFrame(rows.input, writer), rowsFrame(rows.conversions, writer), writer);
    case 'match':
      return matchRowsFrame(rows, writer);
    case 'stack': {
      const frames = rows.sources.map((source) => rowsFrame(source.rows, writer));
      return stackFrame(rows, frames, writer);
    }
    case 'top':
      return topFrame(rows, writer);
    default:
      return assertNever(rows);
  }
}

function periodsFrame({ spine }: Periods, writer: SelectWriter): Frame {
  const earliest = spine.from.kind === 'earliest' ? rowsFrame(spine.from.rows, writer) : undefined;
  return writer.from(spineSql(spine, earliest, writer), 'periods', [PERIOD]);
}

function scanFrame(scan: Scan, writer: SelectWriter): Frame {
  return writer.from(
    scanSql(scan),
    scan.name,
    scan.columns.map(({ name }) => name),
  );
}

export function scanSql({ relation, columns }: Pick<Scan, 'relation' | 'columns'>): Sql {
  const list = columns.map(({ name, sql: expr }) => sql`${text(expr)} as ${quoted(name)}`);
  return sql`select ${list.length > 0 ? join(list, ', ') : text('1 as "row"')} from ${relationSql(relation)} as src`;
}

function lookupFrame(lookup: Lookup, writer: SelectWriter): Frame {
  const { input, other, name, on, where, nullSafe, columns, required } = lookup;
  const left = rowsFrame(input, writer);
  const alias = freshAlias(name, left.aliases);
  const otherFrame = rowsFrame(other, writer);
  const right = writer.derived(other.kind === 'scan' ? scanSql(other) : writer.closed(otherFrame), alias);
  const equal = nullSafe ? 'is not distinct from' : '=';
  const keys = on.map((pair) => sql`${columnOf(alias, pair.right)} ${equal} ${scopeOf(left.columns)(pair.left)}`);
  const both = new Map([...columnsOf(alias, [...otherFrame.columns.keys()]), ...left.columns]);
  const conditions = [...keys, ...(where ? [writer.expression(where, both)] : [])];
  const condition = writer.raw(conditions.length > 0 ? join(conditions, ' and ') : text('1 = 1'));
  if (required) left.builder.innerJoin(right, (clause) => clause.on(condition));
  else left.builder.leftJoin(right, (clause) => clause.on(condition));
  return {
    builder: left.builder,
    columns: new Map([...left.columns, ...columns.map(({ from, name: as }) => [as, columnOf(alias, from)] as const)]),
    aliases: new Set([...left.aliases, alias]),
  };
}

function withoutFrame({ input, other, on }: Without, writer: SelectWriter): Frame {
  const left = rowsFrame(input, writer);
  const right = rowsFrame(other, writer);
  const equal = on.map((pair) => sql`${scopeOf(right.columns)(pair.right)} = ${scopeOf(left.columns)(pair.left)}`);
  right.builder.select(writer.raw(text('1'))).whereRaw(writer.raw(join(equal, ' and ')));
  left.builder.whereNotExists(right.builder);
  return left;
}

function aggregateFrame({ input, name, keys, aggregates }: AggregateRows, writer: SelectWriter): Frame {
  const frame = rowsFrame(input, writer);
  const scope = scopeOf(frame.columns);
  const columns = [
    ...keys.map((key) => ({ name: key.name, sql: writer.expression(key.expr, frame.columns) })),
    ...aggregates.map((aggregate) => ({
      name: aggregate.name,
      sql: aggregateSql(aggregate, keys.length > 0, scope, writer.dialect),
    })),
  ];
  return writer.from(
    writer.grouped(frame, columns, keys.length),
    name,
    columns.map((column) => column.name),
  );
}

function matchRowsFrame(rows: Match, writer: SelectWriter): Frame {
  const input = rowsFrame(rows.input, writer);
  const events = writer.share('funnel_events', writer.closed(input));
  return matchFrame(rows, { name: events, columns: [...input.columns.keys()] }, writer);
}

function topFrame({ input, name, orderBy, limit }: Top, writer: SelectWriter): Frame {
  const frame = rowsFrame(input, writer);
  writer.orderBy(frame, orderBy);
  writer.limit(frame, limit);
  return writer.from(writer.closed(frame), name, [...frame.columns.keys()]);
}
