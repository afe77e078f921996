import type { ResultSet } from '../src/warehouse/warehouse.js';

/** A row by the names of its columns, as answers and truth's SQL are compared. */
export type Flat = Readonly<Record<string, unknown>>;

/** The parts of a document's answer, and the truth of each. */
export const TRUTHS = [
  ['nodes', 'truth.sql'],
  ['totals', 'truth_totals.sql'],
] as const;

/** The answer of a document's first field: its rows and totals. */
export function firstAnswer(data: unknown): Flat {
  return Object.values(data as Record<string, Flat>)[0] ?? {};
}

/** Rows, or totals as one row, without nesting. */
export function flatRows(part: unknown): readonly Flat[] {
  return [part ?? []].flat().map((node) => flatten(node as object));
}

/** `{steps: [{name: "page_view", count: 5}]}` → `{"steps.page_view.count": 5}` */
function flatten(node: object, prefix = ''): Flat {
  return Object.fromEntries(
    Object.entries(node).flatMap(([key, value]): readonly (readonly [string, unknown])[] => {
      const at = `${prefix}${key}`;
      if (Array.isArray(value)) {
        return value.flatMap(({ name, ...rest }) => Object.entries(flatten(rest, `${at}.${name}.`)));
      }
      return value !== null && typeof value === 'object' ? Object.entries(flatten(value, `${at}.`)) : [[at, value]];
    }),
  );
}

/** Rows of a warehouse; numbers of every type as numbers. */
export function records({ columns, rows }: Pick<ResultSet, 'columns' | 'rows'>): readonly Flat[] {
  return rows.map((row) =>
    Object.fromEntries(
      columns.map(({ name, type }, index) => {
        const cell = row[index] ?? null;
        return [name, cell !== null && NUMBERS.has(type) ? Number(cell) : cell];
      }),
    ),
  );
}

const NUMBERS: ReadonlySet<string> = new Set(['decimal', 'long', 'double']);

/** Doubles may differ in the last digits with the order of summation. */
export function rounded(rows: readonly Flat[]): readonly Flat[] {
  return rows.map((row) =>
    Object.fromEntries(
      Object.entries(row).map(([name, value]) => [
        name,
        typeof value === 'number' ? Number(value.toPrecision(12)) : value,
      ]),
    ),
  );
}
