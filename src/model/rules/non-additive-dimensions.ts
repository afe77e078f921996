import { nearestNames } from '../../errors/did-you-mean.js';
import type { Problem } from '../definitions.js';
import type { Measure, SemanticModel, TimeDimension } from '../types.js';
import { problem, type Rule, type RuleContext } from './rule.js';

/** A semi-additive measure names a time of its own model, as fine as its aggregation time, and entities of its model. */
export const nonAdditiveDimensions: Rule = ({ models }, context) =>
  models.flatMap((model) => model.measures.flatMap((measure) => checkMeasure(model, measure, context)));

function checkMeasure(model: SemanticModel, measure: Measure, { locate, dropped }: RuleContext): readonly Problem[] {
  const { nonAdditive } = measure;
  if (!nonAdditive) return [];
  const tell = (path: readonly PropertyKey[], message: string, suggestions: readonly string[] = []) =>
    problem(locate(measure, 'non_additive_dimension', ...path), `Measure "${measure.name}" ${message}`, suggestions);
  const times = model.dimensions.filter((dimension): dimension is TimeDimension => dimension.kind === 'time');
  const time = times.find(({ name }) => name === nonAdditive.name);
  const aggregation = times.find(({ name }) => name === measure.aggTimeDimension);
  const entities = model.entities.map(({ name }) => name);
  const problems: Problem[] = [];
  if (measure.kind !== 'additive') {
    problems.push(tell([], `is a ${measure.kind} of a snapshot, which says already when it counts.`));
  }
  if (!time) {
    const message = `is not added over "${nonAdditive.name}", which is no time dimension of semantic model "${model.name}".`;
    const names = times.map(({ name }) => name);
    problems.push(tell(['name'], message, nearestNames(nonAdditive.name, names)));
  } else if (aggregation && aggregation.grain !== time.grain) {
    const message = `is not added over "${time.name}" by ${time.grain}, but its aggregation time "${aggregation.name}" is by ${aggregation.grain}; the grains must be the same.`;
    problems.push(tell(['name'], message));
  }
  nonAdditive.groupings.forEach((name, index) => {
    if (entities.includes(name) || dropped.has(name)) return;
    const message = `has the window grouping "${name}", which is no entity of semantic model "${model.name}".`;
    problems.push(tell(['window_groupings', index], message, nearestNames(name, entities)));
  });
  return problems;
}
