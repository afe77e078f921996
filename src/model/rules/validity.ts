import type { Dimension, Problem, SemanticModel } from '../types.js';
import { problem, type Rule, type RuleContext } from './rule.js';

/** An SCD2 model has one start, one end and a natural entity, and only such a model has a natural entity. */
export const validity: Rule = ({ models }, context) => models.flatMap((model) => modelValidity(model, context));

function modelValidity(model: SemanticModel, { locate }: RuleContext): readonly Problem[] {
  const starts = model.dimensions.filter(bounds('start'));
  const ends = model.dimensions.filter(bounds('end'));
  const [bound] = [...starts, ...ends];
  const [natural] = model.entities.filter(({ type }) => type === 'natural');
  if (!bound) {
    if (!natural) return [];
    const message = `Entity "${natural.name}" is natural, but semantic model "${model.name}" has no validity_params.`;
    return [problem(locate(natural, 'type'), message)];
  }
  const where = locate(bound, 'type_params', 'validity_params');
  const missing = [
    ...(starts.length === 1 ? [] : [`one dimension with "is_start", not ${starts.length}`]),
    ...(ends.length === 1 ? [] : [`one dimension with "is_end", not ${ends.length}`]),
    ...(natural ? [] : ['an entity of type natural']),
  ];
  return missing.map((need) =>
    problem(where, `Semantic model "${model.name}" has validity_params, so it needs ${need}.`),
  );
}

function bounds(which: 'start' | 'end') {
  return (dimension: Dimension) => dimension.kind === 'time' && dimension.validity === which;
}
