import { ownMeasures } from '../describe.js';
import type { MeasureInput, Metric, MetricInput } from '../metric-types.js';
import type { FilterTemplate } from '../types.js';

/** A metric's reference to another, and where its name stands below the metric. */
export interface PlacedInput {
  readonly input: MetricInput;
  readonly path: readonly PropertyKey[];
}

/** The metrics that a metric is made of; none where it is made of measures. */
export function metricInputs(metric: Metric): readonly PlacedInput[] {
  switch (metric.type) {
    case 'simple':
    case 'cumulative':
    case 'conversion':
      return [];
    case 'ratio':
      return [
        { input: metric.numerator, path: ['type_params', 'numerator'] },
        { input: metric.denominator, path: ['type_params', 'denominator'] },
      ];
    case 'derived':
      return metric.inputs.map((input, index) => ({ input, path: ['type_params', 'metrics', index] }));
  }
}

/** A metric's reference to a measure, and where it stands below the metric. */
export interface PlacedMeasure {
  readonly input: MeasureInput;
  readonly path: readonly PropertyKey[];
}

/** The measures that a metric names itself. */
export function placedMeasures(metric: Metric): readonly PlacedMeasure[] {
  switch (metric.type) {
    case 'simple':
    case 'cumulative':
      return [{ input: metric.input, path: ['type_params', 'measure'] }];
    case 'conversion':
      return [
        { input: metric.base, path: ['type_params', 'conversion_type_params', 'base_measure'] },
        { input: metric.conversion, path: ['type_params', 'conversion_type_params', 'conversion_measure'] },
      ];
    case 'ratio':
    case 'derived':
      return [];
  }
}

/** All filters of a metric, those of its inputs included. */
export function filtersOf(metric: Metric): readonly FilterTemplate[] {
  const measures = ownMeasures(metric).flatMap(({ filters }) => filters);
  return [...metric.filters, ...measures, ...metricInputs(metric).flatMap(({ input }) => input.filters)];
}
