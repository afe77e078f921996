import type { Relation } from '../model/types.js';
import { quoted, type Sql, sql, text } from './fragment.js';
import { scanSql } from './rows-sql.js';

/** What is counted of a relation in one pass. */
export interface Counted {
  readonly relation: Relation;
  /** Expressions whose different values are counted, about. */
  readonly members: readonly string[];
  /** Expressions of which the smallest and the largest value are asked. */
  readonly ends: readonly string[];
}

/** One row: the number of rows, then of each of `members`, then the smallest and the largest of each of `ends`. */
export function countsStatement({ relation, members, ends }: Counted): string {
  const columns = [...members, ...ends].map((expr, index) => ({ name: `column_${index}`, sql: expr }));
  const counts = columns.flatMap(({ name }, index) =>
    index < members.length ? [approximateCount(name)] : [extreme('min', name), extreme('max', name)],
  );
  const list = [text('count(*)'), ...counts].map((count, index) => `${count.text} as ${quoted(`count_${index}`)}`);
  return `select ${list.join(', ')} from (${scanSql({ relation, columns }).text}) as counted`;
}

/** Of one name in all warehouses; NULL is no member to it. */
const approximateCount = (name: string): Sql => sql`approx_count_distinct(${quoted(name)})`;

const extreme = (choice: 'min' | 'max', name: string): Sql => sql`${choice}(${quoted(name)})`;
