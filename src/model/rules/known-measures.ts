import { nearestNames } from '../../errors/did-you-mean.js';
import { placedMeasures } from './inputs.js';
import { problem, type Rule } from './rule.js';

/** Metrics name measures that some model has. */
export const knownMeasures: Rule = ({ metrics }, { measures, locate, dropped }) =>
  metrics.flatMap((metric) =>
    placedMeasures(metric)
      .filter(({ input: { measure } }) => !measures.has(measure) && !dropped.has(measure))
      .map(({ input: { measure }, path }) =>
        problem(
          locate(metric, ...path, 'name'),
          `Metric "${metric.name}" refers to an unknown measure "${measure}".`,
          nearestNames(measure, measures.keys()),
        ),
      ),
  );
