import { CHANGE, type Credit, PERIOD, type Pick, type Running, type Spans } from '../plan/rows.js';
import { join, type Sql, sql, text } from './fragment.js';
import { columnOf, type Frame, scopeOf } from './frame.js';
import type { OutputColumn, SelectWriter } from './select-writer.js';

const PICKED = '__picked';
const NEXT = '__next';
const RANK = '__rank';
const POINT = '__point';
const SEEN = '__seen';

/** Rows beside the extreme time of their partition, then those that are at it. */
export function pickFrame({ name, by, time, choice }: Pick, input: Frame, writer: SelectWriter): Frame {
  const partition = by.map((expr) => writer.expression(expr, input.columns));
  const at = writer.expression(time, input.columns);
  const names = [...input.columns.keys()];
  const timed = writer.select(input, [
    ...outputs(input, names),
    { name: RANK, sql: at },
    { name: PICKED, sql: sql`${choice}(${at}) over (${partitionBy(partition)})` },
  ]);
  const frame = writer.from(timed, name, names);
  frame.builder.whereRaw(writer.raw(sql`${columnOf(name, RANK)} = ${columnOf(name, PICKED)}`));
  return frame;
}

/**
 * The input's rows and an empty one for each member and period, then sums up to the current period: its own rows
 * are peers of the empty one, which is kept.
 */
export function runningFrame(
  { keys, values, within }: Running,
  periods: Frame,
  input: Frame,
  writer: SelectWriter,
): Frame {
  const names = values.map(({ name }) => name);
  const shared = writer.share('by_period', writer.select(input, outputs(input, [PERIOD, ...keys, ...names])));
  const rows = writer.fromShared(shared, [PERIOD, ...keys, ...names]);
  const real = writer.select(rows, [
    ...outputs(rows, [PERIOD, ...keys, ...names]),
    { name: SEEN, sql: text('1') },
    { name: POINT, sql: text('0') },
  ]);
  if (keys.length > 0) {
    const members = writer.fromShared(shared, keys);
    const distinct = writer.grouped(members, outputs(members, keys), keys.length);
    periods.builder.crossJoin(writer.derived(distinct, 'members'));
  }
  const empty = writer.select(periods, [
    { name: PERIOD, sql: scopeOf(periods.columns)(PERIOD) },
    ...keys.map((name) => ({ name, sql: columnOf('members', name) })),
    ...names.map((name) => ({ name, sql: text('null') })),
    { name: SEEN, sql: text('0') },
    { name: POINT, sql: text('1') },
  ]);
  const all = writer.from(real.unionAll([empty]), 'rows_and_points', [PERIOD, ...keys, ...names]);
  const at = (name: string) => columnOf('rows_and_points', name);
  const partition = [...keys.map(at), ...(within ? [writer.expression(within, all.columns)] : [])];
  const frameSql = sql`over (${partitionBy(partition)}${partition.length > 0 ? ' ' : ''}order by ${at(PERIOD)} range between unbounded preceding and current row)`;
  const running = writer.select(all, [
    ...outputs(all, [PERIOD, ...keys]),
    ...values.map(({ name, agg }) => ({ name, sql: sql`${agg}(${at(name)}) ${frameSql}` })),
    { name: SEEN, sql: sql`max(${at(SEEN)}) ${frameSql}` },
    { name: POINT, sql: at(POINT) },
  ]);
  const result = writer.from(running, 'running', [PERIOD, ...keys, ...names]);
  result.builder.whereRaw(writer.raw(sql`${columnOf('running', POINT)} = 1 and ${columnOf('running', SEEN)} = 1`));
  return result;
}

/** Each appearance beside the thing's next one, then twice: where its span begins, and where it ends. */
export function spansFrame({ at, things, window, type }: Spans, input: Frame, writer: SelectWriter): Frame {
  const own = scopeOf(input.columns);
  const next = sql`lead(${own(at)}) over (${partitionBy(things.map(own))} order by ${own(at)})`;
  const seen = writer.select(input, [...outputs(input, [at, ...things]), { name: NEXT, sql: next }]);
  const frame = writer.from(seen, 'appearances', [at, ...things]);
  frame.builder.crossJoin(writer.derived(text('select 1 as "sign" union all select -1 as "sign"'), 'ends'));
  const sign = columnOf('ends', 'sign');
  const begin = columnOf('appearances', at);
  const end = writer.dialect.addGrain(begin, window.count, window.grain, type);
  const ended = sql`least(coalesce(${columnOf('appearances', NEXT)}, ${end}), ${end})`;
  const changes = writer.select(frame, [
    { name: PERIOD, sql: sql`case when ${sign} = 1 then ${begin} else ${ended} end` },
    ...things.map((name) => ({ name, sql: columnOf('appearances', name) })),
    { name: CHANGE, sql: sign },
  ]);
  return writer.from(changes, 'spans', [PERIOD, ...things, CHANGE]);
}

/**
 * Each base event holds until the next one of its entity, so a conversion falls to one of them at most. Of several at
 * one time all but the last hold for no time at all; the last is the one that `orderBy` has first.
 */
export function creditFrame(credit: Credit, input: Frame, conversions: Frame, writer: SelectWriter): Frame {
  const { on, time, window, timeType, orderBy, columns } = credit;
  const names = [...input.columns.keys()];
  const own = scopeOf(input.columns);
  const order = [
    own(time.left),
    ...orderBy.map((expr) => sql`${writer.expression(expr, input.columns)} desc nulls first`),
  ];
  const partition = partitionBy(on.map(({ left }) => own(left)));
  const followed = writer.select(input, [
    ...outputs(input, names),
    { name: NEXT, sql: sql`lead(${own(time.left)}) over (${partition} order by ${join(order, ', ')})` },
  ]);
  const frame = writer.from(followed, 'base', names);
  const base = (name: string) => columnOf('base', name);
  const converted = columnOf('conversion', time.right);
  const conditions: readonly Sql[] = [
    ...on.map(({ left, right }) => sql`${columnOf('conversion', right)} = ${base(left)}`),
    sql`${base(time.left)} <= ${converted}`,
    sql`(${base(NEXT)} is null or ${converted} < ${base(NEXT)})`,
    ...(window
      ? [sql`${base(time.left)} > ${writer.dialect.addGrain(converted, -window.count, window.grain, timeType)}`]
      : []),
  ];
  const condition = writer.raw(join(conditions, ' and '));
  frame.builder.innerJoin(writer.derived(writer.closed(conversions), 'conversion'), (clause) => clause.on(condition));
  return {
    builder: frame.builder,
    columns: new Map([...frame.columns, ...columns.map((name) => [name, columnOf('conversion', name)] as const)]),
    aliases: new Set([...frame.aliases, 'conversion']),
  };
}

function partitionBy(columns: readonly Sql[]): Sql {
  return columns.length > 0 ? sql`partition by ${join(columns, ', ')}` : text('');
}

function outputs(frame: Frame, names: readonly string[]): readonly OutputColumn[] {
  const scope = scopeOf(frame.columns);
  return names.map((name) => ({ name, sql: scope(name) }));
}
