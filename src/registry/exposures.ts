import type { SemanticCatalog } from '../model/catalog.js';
import type { Exposure } from '../model/definitions.js';
import type { Metric } from '../model/metric-types.js';

/** The exposures that declare to use a metric. */
export function exposuresOf(catalog: SemanticCatalog, metric: Metric): readonly Exposure[] {
  return catalog.definitions.exposures.filter(({ dependsOn }) => dependsOn.metrics.includes(metric.name));
}
