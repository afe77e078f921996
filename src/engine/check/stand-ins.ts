import type { Relation } from '../../model/types.js';
import { quoteName } from '../../warehouse/table-names.js';

export const STAND_IN_TYPES = ['timestamp', 'double', 'varchar'] as const;
export type StandInType = (typeof STAND_IN_TYPES)[number];

/** The relation as it would be if a table had such a column too. */
export function withColumn(relation: Relation, table: string, name: string, type: StandInType): Relation {
  return withTable(relation, table, `select *, cast(null as ${type}) as ${quoteName(name)}`);
}

/** The relation as it would be if a table's column were of another type. */
export function withType(relation: Relation, table: string, name: string, type: StandInType): Relation {
  return withTable(relation, table, `select * replace (cast(null as ${type}) as ${quoteName(name)})`);
}

function withTable(relation: Relation, table: string, select: string): Relation {
  const { name } = relation;
  if (relation.kind === 'table') {
    return name === table ? { kind: 'select', name, sql: [`${select} from `, relation] } : relation;
  }
  const sql = relation.sql.map((part) => (typeof part === 'string' ? part : withTable(part, table, select)));
  return { kind: 'select', name, sql };
}
