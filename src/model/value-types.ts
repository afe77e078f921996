import type { SemanticCatalog } from './catalog.js';
import { isDimension } from './joins.js';
import type { Dimension, Entity, Measure, Metric, ValueType } from './types.js';

/**
 * The type of a metric's values: counts are whole, sums and extremes follow their column (`double` where it
 * is not told), ratios, averages and everything derived are doubles.
 */
export function metricType(catalog: SemanticCatalog, metric: Metric): ValueType {
  return metric.type === 'simple' ? measureType(catalog.measure(metric.input.measure).measure) : 'double';
}

function measureType({ agg, type }: Measure): ValueType {
  switch (agg) {
    case 'count':
    case 'count_distinct':
    case 'sum_boolean':
      return 'long';
    case 'sum':
    case 'min':
    case 'max':
      return type ?? 'double';
    case 'average':
    case 'median':
    case 'percentile':
      return 'double';
  }
}

/** Entities are keys, shown as text. */
export function elementType(element: Dimension | Entity): ValueType {
  return isDimension(element) ? element.type : 'string';
}
