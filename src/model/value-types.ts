import type { SemanticCatalog } from './catalog.js';
import { isDimension } from './joins.js';
import type { Metric } from './metric-types.js';
import type { Dimension, Entity, Measure, ValueType } from './types.js';

/**
 * The type of a metric's values: counts are whole, sums and extremes follow their column (`double` where it
 * is not told), ratios, averages and everything derived are doubles.
 */
export function metricType(catalog: SemanticCatalog, metric: Metric): ValueType {
  switch (metric.type) {
    case 'simple':
      return measureType(catalog.measure(metric.input.measure).measure);
    case 'cumulative':
      // An average of points is no whole number.
      return metric.periodAgg === 'average' ? 'double' : measureType(catalog.measure(metric.input.measure).measure);
    case 'conversion':
      return metric.calculation === 'conversions'
        ? measureType(catalog.measure(metric.conversion.measure).measure)
        : 'double';
    case 'ratio':
    case 'derived':
      return 'double';
  }
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
