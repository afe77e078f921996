import { nearestNames } from '../../errors/did-you-mean.js';
import type { Problem } from '../definitions.js';
import type { Measure, SemanticModel } from '../types.js';
import { problem, type Rule, type RuleContext } from './rule.js';

/** Every measure of a model with time dimensions has an aggregation time: its metrics' metric_time. */
export const aggregationTime: Rule = ({ models }, context) =>
  models.flatMap((model) => [
    ...defaultTime(model, context),
    ...model.measures.flatMap((measure) => measureTime(model, measure, context)),
  ]);

function defaultTime(model: SemanticModel, { locate }: RuleContext): readonly Problem[] {
  const { name, aggTimeDimension } = model;
  if (aggTimeDimension === undefined || timesOf(model).includes(aggTimeDimension)) return [];
  return [
    problem(
      locate(model, 'defaults', 'agg_time_dimension'),
      `Semantic model "${name}" has no time dimension "${aggTimeDimension}".`,
      nearestNames(aggTimeDimension, timesOf(model)),
    ),
  ];
}

function measureTime(model: SemanticModel, measure: Measure, { locate }: RuleContext): readonly Problem[] {
  const { name, aggTimeDimension } = measure;
  if (aggTimeDimension === undefined) {
    if (timesOf(model).length === 0) return [];
    const message = `Measure "${name}" has no aggregation time: neither it nor its model names an "agg_time_dimension".`;
    return [problem(locate(measure), message, timesOf(model).slice(0, 3))];
  }
  if (aggTimeDimension === model.aggTimeDimension || timesOf(model).includes(aggTimeDimension)) return [];
  return [
    problem(
      locate(measure, 'agg_time_dimension'),
      `Measure "${name}" aggregates over "${aggTimeDimension}", which is no time dimension of semantic model "${model.name}".`,
      nearestNames(aggTimeDimension, timesOf(model)),
    ),
  ];
}

function timesOf({ dimensions }: SemanticModel): readonly string[] {
  return dimensions.filter(({ kind }) => kind === 'time').map(({ name }) => name);
}
