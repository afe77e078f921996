import type { Relation } from '../model/types.js';

/** Something to know of a relation's rows: how many there are, or of a column how many members, or its ends. */
export type Countable =
  | { readonly kind: 'rows'; readonly relation: Relation }
  | { readonly kind: 'members' | 'ends'; readonly relation: Relation; readonly sql: string };

/** Rows and members are numbers; ends are the smallest and the largest date or instant, as ISO text. */
export type Count = number | readonly [first: string, last: string];

/** Undefined where it is not known. */
export type CountOf = (countable: Countable) => Count | undefined;

/** One at least: a group-by of nothing else still makes one group. */
export function numberIn(count: Count | undefined): number | undefined {
  return typeof count === 'number' ? Math.max(1, count) : undefined;
}
