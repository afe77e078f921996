import type { Stack } from '../plan/rows.js';
import { join, type Sql, sql, text } from './fragment.js';
import { columnOf, type Frame, scopeOf } from './frame.js';
import type { SelectWriter } from './select-writer.js';

const PRESENT = '__present';

/** UNION ALL, then one row per keys: max() takes the one value that is not NULL. */
export function stackFrame(
  { keys, periodKeys, sources }: Stack,
  frames: readonly Frame[],
  writer: SelectWriter,
): Frame {
  const values = sources.flatMap((source) => source.values);
  const allPresent = sources.every(({ present }) => present) || keys.length === 0;
  const branches = sources.flatMap(({ values: own, present }, index) => {
    const frame = frames[index];
    if (!frame) return [];
    const scope = scopeOf(frame.columns);
    return writer.select(frame, [
      ...keys.map((name) => ({ name, sql: scope(name) })),
      ...values.map((name) => ({ name, sql: own.includes(name) ? scope(name) : text('null') })),
      ...(allPresent ? [] : [{ name: PRESENT, sql: text(present ? '1' : '0') }]),
    ]);
  });
  const [head, ...rest] = branches;
  if (!head) throw new Error('Broken invariant: a stack of nothing');
  const stacked = writer.from(head.unionAll(rest), 'sources', [...keys, ...values, PRESENT]);
  const columns = [
    ...keys.map((name) => ({ name, sql: columnOf('sources', name) })),
    ...values.map((name) => ({ name, sql: sql`max(${columnOf('sources', name)})` })),
    ...(allPresent ? [] : [{ name: PRESENT, sql: presentPerPeriod(periodKeys) }]),
  ];
  const combined = writer.from(writer.grouped(stacked, columns, keys.length), 'combined', [...keys, ...values]);
  if (!allPresent) combined.builder.whereRaw(`${columnOf('combined', PRESENT).text} = 1`);
  return combined;
}

/** A period exists if any source that is present has a row in it; its other rows come along. */
function presentPerPeriod(periodKeys: readonly string[]): Sql {
  const present = sql`max(max(${columnOf('sources', PRESENT)}))`;
  const keys = periodKeys.map((name) => columnOf('sources', name));
  return keys.length > 0 ? sql`${present} over (partition by ${join(keys, ', ')})` : sql`${present} over ()`;
}
