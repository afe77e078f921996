import type { Relation } from './types.js';

/** The physical tables that a relation reads, through all its SELECTs; each once. */
export function tablesOfRelation(relation: Relation): readonly string[] {
  if (relation.kind === 'table') return [relation.name];
  return [...new Set(relation.sql.flatMap((part) => (typeof part === 'string' ? [] : tablesOfRelation(part))))];
}
