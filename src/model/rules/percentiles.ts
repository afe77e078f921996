import type { Measure } from '../types.js';
import { problem, type Rule } from './rule.js';

/** agg percentile says which one, between 0 and 1; no other aggregation takes one. */
export const percentiles: Rule = ({ models }, { locate }) =>
  models
    .flatMap(({ measures }) => measures)
    .flatMap((measure) => {
      const message = mistake(measure);
      return message
        ? [problem(locate(measure, 'agg_params', 'percentile'), `Measure "${measure.name}" ${message}`)]
        : [];
    });

function mistake({ agg, percentile }: Measure): string | undefined {
  if (agg !== 'percentile') return percentile && `has a percentile, but its agg is ${agg}.`;
  if (!percentile) return 'has no "percentile" in "agg_params".';
  if (percentile.value > 0 && percentile.value < 1) return undefined;
  return `has the percentile ${percentile.value}, which must be between 0 and 1.`;
}
