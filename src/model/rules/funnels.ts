import { nearestNames } from '../../errors/did-you-mean.js';
import type { Problem } from '../definitions.js';
import type { Funnel, SemanticModel } from '../types.js';
import { problem, type Rule, type RuleContext } from './rule.js';

/** A funnel's entity, times and steps fit its model (metric-semantics, "Funnels"). */
export const funnels: Rule = ({ models }, context) =>
  models.flatMap((model) => model.funnels.flatMap((funnel) => checkFunnel(funnel, model, context)));

function checkFunnel(funnel: Funnel, model: SemanticModel, { locate }: RuleContext): readonly Problem[] {
  const { name, entity, time, eventTime, steps } = funnel;
  const entities = model.entities.map((one) => one.name);
  const times = model.dimensions.filter((one) => one.kind === 'time');
  const timeNames = times.map((one) => one.name);
  const problems: Problem[] = [];
  const tell = (path: readonly PropertyKey[], message: string, suggestions: readonly string[] = []) =>
    problems.push(problem(locate(funnel, ...path), `Funnel "${name}" ${message}`, suggestions));

  if (!entities.includes(entity)) {
    tell(
      ['entity'],
      `follows "${entity}", which is no entity of semantic model "${model.name}".`,
      nearestNames(entity, entities),
    );
  } else if (times.find((one) => one.name === time)?.firstPer !== entity) {
    const fitting = times.filter(({ firstPer }) => firstPer === entity).map((one) => one.name);
    tell(['time'], `is dated by "${time}", which is no time dimension with "first_per: ${entity}".`, fitting);
  }
  if (!timeNames.includes(eventTime)) {
    const message = `orders its steps by "${eventTime}", which is no time dimension of semantic model "${model.name}".`;
    tell(['event_time'], message, nearestNames(eventTime, timeNames));
  }
  if (steps.length < 2) tell(['steps'], `needs two steps or more, not ${steps.length}.`);
  steps.forEach((step, index) => {
    const isRepeated = steps.findIndex((one) => one.name === step.name) < index;
    if (isRepeated) tell(['steps', index, 'name'], `has two steps named "${step.name}".`);
  });
  return problems;
}
