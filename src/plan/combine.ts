import type { PresentRows } from './inputs.js';
import { groupByColumn } from './query.js';
import type { Rows } from './rows.js';
import { metricTimeGroups, type Settled } from './settled.js';

/**
 * Brings sources together on the query's keys. Each is aggregated by itself first, so nothing is multiplied:
 *   (A, 1) and (A, 7), (NULL, 2)  →  (A, 1, 7), (NULL, NULL, 2)
 */
export function combine(sources: readonly PresentRows[], settled: Settled): Rows {
  const [only] = sources;
  if (!only) throw new Error('Broken invariant: no source to read');
  const anyPresent = sources.some(({ present }) => present);
  if (sources.length === 1) return only.rows;
  const periodKeys = new Set(metricTimeGroups(settled.query).map((groupBy) => groupByColumn(groupBy)));
  return {
    kind: 'stack',
    keys: only.keys,
    periodKeys: only.keys.filter((key) => periodKeys.has(key)),
    sources: sources.map(({ rows, values, present }) => ({ rows, values, present: present || !anyPresent })),
  };
}
