import type { Problem } from '../definitions.js';
import type { Metric } from '../metric-types.js';
import { metricInputs, placedMeasures } from './inputs.js';
import { type Origin, originsOf, originsOfMeasure } from './origin.js';
import { problem, type Rule, type RuleContext } from './rule.js';

/** What happens over time needs measures with an aggregation time; a model without any time dimension gives none. */
export const timeNeeded: Rule = ({ metrics }, context) =>
  metrics.flatMap((metric) => [...ofMeasures(metric, context), ...ofOffsets(metric, context)]);

function ofMeasures(metric: Metric, context: RuleContext): readonly Problem[] {
  return placedMeasures(metric).flatMap(({ input, path }) => {
    const reason =
      metric.type !== 'simple'
        ? `is of type ${metric.type}`
        : input.joinToTimespine
          ? 'joins the time spine'
          : undefined;
    if (!reason || !originsOfMeasure(input, context).some(isTimeless)) return [];
    const message = `Metric "${metric.name}" ${reason}, but its measure "${input.measure}" has no aggregation time.`;
    return [problem(context.locate(metric, ...path), message)];
  });
}

function ofOffsets(metric: Metric, context: RuleContext): readonly Problem[] {
  return metricInputs(metric)
    .filter(({ input }) => input.offsetWindow || input.offsetToGrain || input.offsetPeriods)
    .filter(({ input }) => originsOf(input.metric, context).some(isTimeless))
    .map(({ input, path }) =>
      problem(
        context.locate(metric, ...path),
        `Metric "${metric.name}" shifts "${input.metric}" in time, which has no aggregation time.`,
      ),
    );
}

/** A wrong aggregation time is told by its own rule. */
function isTimeless({ model }: Origin): boolean {
  return !model.dimensions.some(({ kind }) => kind === 'time');
}
