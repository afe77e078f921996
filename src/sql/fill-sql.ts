import { type Fill, PERIOD } from '../plan/rows.js';
import { join, sql, text } from './fragment.js';
import { columnOf, type Frame, scopeOf } from './frame.js';
import type { SelectWriter, SharedRows } from './select-writer.js';

const REAL = '__real';
const FIRST = '__first';
const LAST = '__last';

/**
 * The rows and an empty one for each period and member, then one per keys: the values of the rows where there are any.
 * Where the periods go by the rows, empty ones before their first and after their last period are dropped.
 */
export function fillFrame(
  { on, members, values, fromFirst, toLast }: Fill,
  periods: Frame,
  known: SharedRows,
  writer: SelectWriter,
): Frame {
  const keys = [...on, ...members];
  const rows = writer.fromShared(known.name, [...keys, ...values]);
  const real = writer.select(rows, [
    ...[...keys, ...values].map((name) => ({ name, sql: scopeOf(rows.columns)(name) })),
    { name: REAL, sql: text('1') },
    { name: PERIOD, sql: text('null') },
  ]);
  if (members.length > 0) {
    const all = writer.fromShared(known.name, members);
    const columns = members.map((name) => ({ name, sql: scopeOf(all.columns)(name) }));
    periods.builder.crossJoin(writer.derived(writer.grouped(all, columns, members.length), 'members'));
  }
  const empty = writer.select(periods, [
    ...on.map((name) => ({ name, sql: scopeOf(periods.columns)(name) })),
    ...members.map((name) => ({ name, sql: columnOf('members', name) })),
    ...values.map((name) => ({ name, sql: text('null') })),
    { name: REAL, sql: text('0') },
    { name: PERIOD, sql: scopeOf(periods.columns)(PERIOD) },
  ]);
  const all = writer.from(real.unionAll([empty]), 'rows_and_gaps', [...keys, ...values, REAL, PERIOD]);
  const at = (name: string) => columnOf('rows_and_gaps', name);
  const largest = (name: string) => ({ name, sql: sql`max(${at(name)})` });
  const columns = [...keys.map((name) => ({ name, sql: at(name) })), ...values.map(largest)];
  if (!fromFirst && !toLast)
    return writer.from(writer.grouped(all, columns, keys.length), 'filled', [...keys, ...values]);
  const bound = (name: string, which: 'min' | 'max') => ({
    name,
    sql: sql`${which}(case when max(${at(REAL)}) = 1 then max(${at(PERIOD)}) end) over ()`,
  });
  const bounded = [...columns, largest(REAL), largest(PERIOD), bound(FIRST, 'min'), bound(LAST, 'max')];
  const filled = writer.from(writer.grouped(all, bounded, keys.length), 'filled', [...keys, ...values]);
  const own = (name: string) => columnOf('filled', name);
  const within = [
    ...(fromFirst ? [sql`${own(PERIOD)} >= ${own(FIRST)}`] : []),
    ...(toLast ? [sql`${own(PERIOD)} <= ${own(LAST)}`] : []),
  ];
  filled.builder.whereRaw(writer.raw(sql`(${own(REAL)} = 1 or (${join(within, ' and ')}))`));
  return filled;
}
