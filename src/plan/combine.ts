import { groupByColumn } from './query.js';
import type { Rows } from './rows.js';
import { type InputRows, metricTimeGroups, type Settled } from './settled.js';

/**
 * Brings sources together on the query's keys. Each is aggregated by itself first, so nothing is multiplied:
 * Rows of sources without an anchoring input add values to the periods of the others.
 *   (A, 1) and (A, 7), (NULL, 2)  →  (A, 1, 7), (NULL, NULL, 2)
 */
export function combine(sources: readonly InputRows[], anchors: ReadonlySet<string>, settled: Settled): InputRows {
  const [only] = sources;
  if (!only) throw new Error('Broken invariant: no source to read');
  if (sources.length === 1) return only;
  const periodKeys = new Set(metricTimeGroups(settled.query).map((groupBy) => groupByColumn(groupBy)));
  const { keys } = only;
  const rows: Rows = {
    kind: 'stack',
    keys,
    periodKeys: keys.filter((key) => periodKeys.has(key)),
    sources: sources.map((source) => {
      const { rows, values } = source;
      return { rows, values, present: values.some((value) => anchors.has(value)) };
    }),
  };
  return { rows, keys, values: sources.flatMap(({ values }) => values) };
}

/** Adds sources that make no row of their own: by their keys; what has none, such as totals, stands beside every row. */
export function putBeside(rows: Rows, sources: readonly InputRows[], name: string): Rows {
  return sources.reduce<Rows>(
    (input, { rows: other, keys, values }) => ({
      kind: 'lookup',
      input,
      other,
      name,
      on: keys.map((key) => ({ left: key, right: key })),
      nullSafe: true,
      required: false,
      columns: values.map((value) => ({ from: value, name: value })),
    }),
    rows,
  );
}
