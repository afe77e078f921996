import type { Knex } from 'knex';
import type { Relation } from '../model/types.js';
import { join, quoted, type Sql, sql, text } from './fragment.js';

/** A SELECT that can still take conditions and columns, and what its columns are called inside. */
export interface Frame {
  readonly builder: Knex.QueryBuilder;
  readonly columns: ReadonlyMap<string, Sql>;
  readonly aliases: ReadonlySet<string>;
}

export const noColumns = (name: string): Sql => {
  throw new Error(`Broken invariant: no column "${name}" here`);
};

export function scopeOf(columns: ReadonlyMap<string, Sql>): (name: string) => Sql {
  return (name) => columns.get(name) ?? noColumns(name);
}

export function columnOf(alias: string, name: string): Sql {
  return { text: `${quoted(alias)}.${quoted(name)}` };
}

export function columnsOf(alias: string, names: readonly string[]): ReadonlyMap<string, Sql> {
  return new Map(names.map((name) => [name, columnOf(alias, name)]));
}

export function freshAlias(wanted: string, taken: ReadonlySet<string>): string {
  let alias = wanted;
  for (let next = 2; taken.has(alias); next++) alias = `${wanted}_${next}`;
  return alias;
}

/** A physical table as its author wrote the name, or a SELECT in parentheses. */
export function relationSql(relation: Relation): Sql {
  if (relation.kind === 'table') return text(relation.name);
  return sql`(${join(
    relation.sql.map((part) => (typeof part === 'string' ? text(part) : relationSql(part))),
    '',
  )})`;
}
