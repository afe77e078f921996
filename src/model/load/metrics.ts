import type { Metric } from '../metric-types.js';
import { loadOne } from './load-one.js';
import { type Loading, placed, report } from './loading.js';
import { type KnownMetrics, loadMetric2026 } from './metrics-2026.js';
import { loadLegacyMetric } from './metrics-legacy.js';
import { child, type Place, plain } from './place.js';
import { METRIC_TYPES, type MetricType } from './schemas/metric.js';

/**
 * Metrics in their order, of either spec, besides those that stand in `made` already. Cumulative and conversion
 * metrics of the 2026 spec read the events of a simple metric, so they are loaded after all others.
 */
export function loadMetrics(places: readonly Place[], made: readonly Metric[], loading: Loading): readonly Metric[] {
  const late = new Set(places.filter(readsEvents));
  const load = (place: Place, known: KnownMetrics) =>
    loadOne(place, 'Metric', (subject) => loadMetric(place, subject, known, loading), loading);
  const later = new Set([...late].map((place) => String(plain(child(place, 'name') ?? place))));
  const none: KnownMetrics = { loaded: new Map(), later };
  const first = places.map((place) => (late.has(place) ? undefined : load(place, none)));
  const loaded = new Map([...made, ...first].flatMap((metric) => (metric ? [[metric.name, metric]] : [])));
  return places.flatMap(
    (place, index) => first[index] ?? (late.has(place) ? load(place, { loaded, later }) : undefined) ?? [],
  );
}

function readsEvents(place: Place): boolean {
  const type = typeOf(place);
  return isOfSpec2026(place) && (type === 'cumulative' || type === 'conversion');
}

/** A metric type of its own is a schema and a case in metrics-legacy.ts and metrics-2026.ts, and a formula in `plan`. */
function loadMetric(place: Place, subject: string, known: KnownMetrics, loading: Loading): Metric | undefined {
  const type = typeOf(place);
  const agg = child(place, 'agg');
  if (agg && isOfSpec2026(place)) {
    const message = `${subject} aggregates by itself, so it belongs to a model: "metrics" of an entry of "models".`;
    report(loading, agg, message);
    return undefined;
  }
  const metric =
    isOfSpec2026(place) && type && type !== 'simple'
      ? loadMetric2026(type, place, subject, known, loading)
      : loadLegacyMetric(type, place, subject, loading);
  return metric && placed(loading, place, metric);
}

/** So dbt tells its two specs apart. */
function isOfSpec2026(place: Place): boolean {
  return !child(place, 'type_params');
}

/** Types may be written in any case, as in dbt. */
function typeOf(place: Place): MetricType | undefined {
  const type = child(place, 'type');
  const name = type && String(plain(type)).toLowerCase();
  return METRIC_TYPES.find((known) => known === name);
}
