import { groupByColumn } from './query.js';
import type { Rows } from './rows.js';
import { type InputRows, metricTimeGroups, type Settled } from './settled.js';

/**
 * Brings sources together on the query's keys. Each is aggregated by itself first, so nothing is multiplied:
 * Rows of sources without an anchoring input add values to the periods of the others.
 *   (A, 1) and (A, 7), (NULL, 2)  →  (A, 1, 7), (NULL, NULL, 2)
 */
export function combine(sources: readonly InputRows[], anchors: ReadonlySet<string>, settled: Settled): Rows {
  const [only] = sources;
  if (!only) throw new Error('Broken invariant: no source to read');
  if (sources.length === 1) return only.rows;
  const periodKeys = new Set(metricTimeGroups(settled.query).map((groupBy) => groupByColumn(groupBy)));
  return {
    kind: 'stack',
    keys: only.keys,
    periodKeys: only.keys.filter((key) => periodKeys.has(key)),
    sources: sources.map(({ rows, values }) => ({ rows, values, present: values.some((value) => anchors.has(value)) })),
  };
}
