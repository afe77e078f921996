import { z } from 'zod';
import { type ColumnTable, type KnownColumns, knownColumns } from '../column-types.js';
import type { Problem } from '../definitions.js';
import { TOLD_TYPES, type ToldType } from '../types.js';
import { toldTypeOf } from '../warehouse-types.js';
import { parseYaml } from './documents.js';
import { readFileIfAny, type TextFile } from './files.js';
import type { Loading } from './loading.js';
import { entries, locationOf, type Place, plain } from './place.js';
import { problem } from './problem.js';
import { shape } from './shape.js';

/** Kept beside the definitions; `trellis validate --warehouse --write-types` writes it. */
export const COLUMN_TYPES_FILE = 'column_types.json';

const schema = z.record(z.string(), z.record(z.string(), z.enum(TOLD_TYPES)));

/** The types of columns that a folder keeps from its warehouse: `{"orders": {"order_total": "decimal"}}`. */
export function loadColumnTypes(folder: string, loading: Loading): readonly KnownColumns[] {
  const file = readFileIfAny(folder, COLUMN_TYPES_FILE);
  return file ? [knownColumns('warehouse', readColumnTypes(file, loading))] : [];
}

function readColumnTypes(file: TextFile, loading: Loading): ColumnTable {
  // JSON is YAML, whose parser says where things stand.
  const { documents, problems } = parseYaml(file);
  loading.problems.push(...problems);
  const [place] = documents;
  const shaped = place && shape(schema, place, COLUMN_TYPES_FILE, loading);
  return new Map(
    Object.entries(shaped ?? {}).map(([relation, columns]) => [relation, new Map(Object.entries(columns))]),
  );
}

/** The file's text: sorted, so that equal tables are equal bytes. */
export function columnTypesText(table: ColumnTable): string {
  const sorted = <T>(entries: ReadonlyMap<string, T>) => [...entries].sort(([a], [b]) => (a < b ? -1 : 1));
  const relations = sorted(table).map(([name, columns]) => [name, Object.fromEntries(sorted(columns))] as const);
  return `${JSON.stringify(Object.fromEntries(relations), null, 2)}\n`;
}

/** Where the file of a folder says other than the warehouse; nothing where there is no file. */
export function staleColumnTypes(folder: string, table: ColumnTable): readonly Problem[] {
  const file = readFileIfAny(folder, COLUMN_TYPES_FILE);
  const [place] = file ? parseYaml(file).documents : [];
  if (!place) return [];
  const kept = entries(place).flatMap(({ key: relation, value: columns }) =>
    (columns ? entries(columns) : []).map((entry) => ({ ...entry, relation, type: entry.value && plain(entry.value) })),
  );
  const changed = kept.flatMap(({ relation, key: column, keyPlace, type }) => {
    const now = table.get(relation)?.get(column);
    if (now && isTold(type) && toldTypeOf(now).type === toldTypeOf(type).type) return [];
    const told = now
      ? `is ${now} in the warehouse, not ${String(type)}`
      : 'is no column that a definition needs the type of';
    return [stale(keyPlace, `"${relation}.${column}" ${told}`)];
  });
  const names = new Set(kept.map(({ relation, key }) => `${relation}.${key}`));
  const missing = [...table].flatMap(([relation, columns]) =>
    [...columns.keys()]
      .filter((column) => !names.has(`${relation}.${column}`))
      .map((column) => `${relation}.${column}`),
  );
  return [...changed, ...missing.map((name) => stale(place, `"${name}" is missing`))];
}

function isTold(type: unknown): type is ToldType {
  return (TOLD_TYPES as readonly unknown[]).includes(type);
}

function stale(place: Place, what: string): Problem {
  return problem(locationOf(place), `${what}. To write the file anew: trellis validate --warehouse --write-types`);
}
