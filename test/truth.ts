import { expect } from 'vitest';
import type { ResultSet, Warehouse } from '../src/warehouse/warehouse.js';
import type { Case } from './case-data.js';

/** A row by the names of its columns, as answers and truth's SQL are compared. */
export type Flat = Readonly<Record<string, unknown>>;

/** Holds the rows and totals of a document's answer against truth's SQL, and against what was worked out by hand. */
export async function expectTruth(one: Case, data: unknown, warehouse: Warehouse, sql = ''): Promise<void> {
  const answer = Object.values(data as Readonly<Record<string, Flat>>)[0] ?? {};
  expect('nodes' in answer || 'totals' in answer).toBe(true);
  for (const [part, file] of [
    ['nodes', 'truth.sql'],
    ['totals', 'truth_totals.sql'],
  ] as const) {
    const truth = one.file(file);
    expect(truth === undefined, `${file} stands beside a query that selects ${part}`).toBe(!(part in answer));
    if (truth === undefined) continue;
    const rows = [answer[part] ?? []].flat().map((node) => flatten(node as object));
    const expected = records(await warehouse.run({ sql: truth, bindings: [] }));
    expect(rounded(rows), sql).toEqual(rounded(expected));
    expectByHand(one, part, rows);
  }
}

/** Rows worked out by hand stand beside some queries; they must agree with the truth's SQL too. */
export function expectByHand(one: Case, part: 'nodes' | 'totals', rows: readonly Flat[]): void {
  const text = one.file('rows.json');
  if (text === undefined) return;
  const byHand = JSON.parse(text) as Readonly<Record<string, Flat | readonly Flat[]>>;
  const expected = byHand[part];
  if (expected !== undefined) expect(rounded(rows)).toEqual(rounded([expected].flat() as readonly Flat[]));
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
