import { nearestNames } from '../../errors/did-you-mean.js';
import { problem, type Rule } from './rule.js';

/** A simple metric names a measure of some model. */
export const knownMeasures: Rule = ({ metrics }, { measures, locate, dropped }) =>
  metrics.flatMap((metric) =>
    metric.type !== 'simple' || measures.has(metric.input.measure) || dropped.has(metric.input.measure)
      ? []
      : [
          problem(
            locate(metric, 'type_params', 'measure', 'name'),
            `Metric "${metric.name}" refers to an unknown measure "${metric.input.measure}".`,
            nearestNames(metric.input.measure, measures.keys()),
          ),
        ],
  );
