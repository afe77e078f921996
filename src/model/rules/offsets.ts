import { metricInputs } from './inputs.js';
import { problem, type Rule } from './rule.js';

/** An input is read so many periods earlier or at the start of one, not both. */
export const offsets: Rule = ({ metrics }, { locate }) =>
  metrics.flatMap((metric) =>
    metricInputs(metric)
      .filter(({ input }) => input.offsetWindow && input.offsetToGrain)
      .map(({ input, path }) =>
        problem(
          locate(metric, ...path, 'offset_to_grain'),
          `Metric "${metric.name}" reads "${input.alias}" with both an "offset_window" and an "offset_to_grain"; one excludes the other.`,
        ),
      ),
  );
