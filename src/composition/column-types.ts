import type { WarehouseFindings } from '../engine/check/warehouse-check.js';
import { type ColumnTable, columnsInUse, countTypeOrigins, foldName } from '../model/column-types.js';
import type { Definitions } from '../model/definitions.js';
import { TYPE_ORIGINS, type TypeOrigin, type ValueType } from '../model/types.js';

/** The types that a warehouse has for the columns that the definitions need them of. */
export function columnTypesOf(definitions: Definitions, { columns }: WarehouseFindings): ColumnTable {
  const table = new Map<string, Map<string, ValueType>>();
  for (const { relation, column } of columnsInUse(definitions)) {
    const type = columns.get(relation.name)?.find(({ name }) => foldName(name) === column)?.type;
    if (!type) continue;
    const types = table.get(relation.name) ?? new Map<string, ValueType>();
    table.set(relation.name, types.set(column, type));
  }
  return table;
}

const TOLD: Readonly<Record<TypeOrigin, string>> = {
  meta: 'by config.meta.trellis.type',
  column: 'by data_type of their column',
  cast: 'by a cast',
  manifest: "by dbt's manifest",
  catalog: "by dbt's catalog.json",
  warehouse: 'by the warehouse (column_types.json)',
  default: 'by nobody: string, or datetime for a time',
};

/** `3 by config.meta.trellis.type, 12 by nobody: …` */
export function describeTypeOrigins(definitions: Definitions): string {
  const counts = countTypeOrigins(definitions);
  return TYPE_ORIGINS.flatMap((origin) => {
    const count = counts.get(origin);
    return count ? [`${count} ${TOLD[origin]}`] : [];
  }).join('; ');
}
