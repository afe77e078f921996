import { tablesOfRelation } from '../model/relation-tables.js';
import type { Relation } from '../model/types.js';
import type { MetricPlan } from './metric-plan.js';
import type { Rows } from './rows.js';

/** What a plan reads of one relation: the author's SQL over its columns. */
export interface RelationRead {
  readonly relation: Relation;
  readonly columns: readonly string[];
}

/** The physical tables that a plan reads; each once. */
export function tablesOfPlan(plan: MetricPlan): ReadonlySet<string> {
  return new Set(readsOfPlan(plan).flatMap(({ relation }) => tablesOfRelation(relation)));
}

/** Every word of the relations that a plan reads, in lower case: the names of tables are among them, however written. */
export function wordsOfRelations(plan: MetricPlan): ReadonlySet<string> {
  const texts = readsOfPlan(plan).flatMap(({ relation }) => textsOf(relation));
  return new Set(texts.flatMap((text) => text.toLowerCase().match(/\w+/gu) ?? []));
}

function textsOf(relation: Relation): readonly string[] {
  if (relation.kind === 'table') return [relation.name];
  return relation.sql.flatMap((part) => (typeof part === 'string' ? [part] : textsOf(part)));
}

/** All that a plan reads; a relation that is read twice stands there twice. */
export function readsOfPlan({ rows }: MetricPlan): readonly RelationRead[] {
  return readsOfRows(rows);
}

function readsOfRows(rows: Rows): readonly RelationRead[] {
  switch (rows.kind) {
    case 'scan':
      return [{ relation: rows.relation, columns: rows.columns.map(({ sql }) => sql) }];
    case 'lookup':
    case 'without':
      return [rows.input, rows.other].flatMap(readsOfRows);
    case 'stack':
      return rows.sources.flatMap((source) => readsOfRows(source.rows));
    case 'calendar':
      return [{ relation: rows.relation, columns: [rows.column, rows.value] }];
    case 'periods': {
      const { source, from } = rows.spine;
      const calendar = source ? [{ relation: source.relation, columns: [source.column] }] : [];
      return [...calendar, ...(from.kind === 'earliest' ? readsOfRows(from.rows) : [])];
    }
    case 'align':
    case 'densify':
    case 'fill':
    case 'running':
      return [rows.input, rows.periods].flatMap(readsOfRows);
    case 'credit':
      return [rows.input, rows.conversions].flatMap(readsOfRows);
    default:
      return readsOfRows(rows.input);
  }
}
