import { nearestNames } from '../../errors/did-you-mean.js';
import { metricInputs } from './inputs.js';
import { problem, type Rule } from './rule.js';

/** Ratios and derived metrics are made of metrics that exist. */
export const knownMetrics: Rule = ({ metrics }, { catalog, locate, dropped }) =>
  metrics.flatMap((metric) =>
    metricInputs(metric)
      .filter(({ input }) => !catalog.metrics.has(input.metric) && !dropped.has(input.metric))
      .map(({ input, path }) =>
        problem(
          locate(metric, ...path, 'name'),
          `Metric "${metric.name}" refers to an unknown metric "${input.metric}".`,
          nearestNames(input.metric, catalog.metrics.keys()),
        ),
      ),
  );
