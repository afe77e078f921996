import type { Problem } from '../definitions.js';
import type { Dimension, SemanticModel } from '../types.js';
import { problem, type Rule, type RuleContext } from './rule.js';

/**
 * An SCD2 model has one start, one end and one natural entity, and only such a model has a natural entity. Another key
 * would be one at no point in time; dbt refuses it, we bear it beside measures of our own kinds, which count versions.
 */
export const validity: Rule = ({ models }, context) => models.flatMap((model) => modelValidity(model, context));

function modelValidity(model: SemanticModel, { locate }: RuleContext): readonly Problem[] {
  const starts = model.dimensions.filter(bounds('start'));
  const ends = model.dimensions.filter(bounds('end'));
  const [bound] = [...starts, ...ends];
  const [natural, second] = model.entities.filter(({ type }) => type === 'natural');
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
  const key = model.measures.length === 0 && model.entities.find(({ type }) => type === 'primary' || type === 'unique');
  const name = model.name;
  return [
    ...missing.map((need) => problem(where, `Semantic model "${name}" has validity_params, so it needs ${need}.`)),
    ...(second
      ? [
          problem(
            locate(second, 'type'),
            `Semantic model "${name}" has a second natural entity "${second.name}"; one names its versions.`,
          ),
        ]
      : []),
    ...(key
      ? [
          problem(
            locate(key, 'type'),
            `Semantic model "${name}" has validity_params, so its entity "${key.name}" can't be ${key.type}: no row is the only one of its key.`,
          ),
        ]
      : []),
  ];
}

function bounds(which: 'start' | 'end') {
  return (dimension: Dimension) => dimension.kind === 'time' && dimension.validity === which;
}
