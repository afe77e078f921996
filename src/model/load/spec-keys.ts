import { child, type Path, type Place } from './place.js';

/** What dbt's 2026 spec calls keys of the older spec. */
const RENAMED: Readonly<Record<string, string>> = {
  time_granularity: 'granularity',
  window_choice: 'window_agg',
  window_groupings: 'group_by',
  metrics: 'input_metrics',
  measure: 'input_metric',
  base_measure: 'base_metric',
  conversion_measure: 'conversion_metric',
};

/** Maps of the older spec around keys that the 2026 spec has without. */
const WRAPPERS: ReadonlySet<PropertyKey> = new Set([
  ...['type_params', 'cumulative_type_params', 'conversion_type_params', 'agg_params', 'defaults'],
]);

/** The node at a path of the older spec, in either spec, or the deepest one on the way to it. */
export function find(place: Place, path: Path): Place {
  const [key, ...rest] = path;
  if (key === undefined) return place;
  const next = child(place, key) ?? child(place, RENAMED[String(key)] ?? key);
  if (next) return find(next, rest);
  return WRAPPERS.has(key) ? find(place, rest) : place;
}
