import { nearestNames } from '../../errors/did-you-mean.js';
import type { Problem } from '../definitions.js';
import { inputsOf } from '../load/arithmetic.js';
import type { Metric } from '../metric-types.js';
import { problem, type Rule, type RuleContext } from './rule.js';

type Derived = Extract<Metric, { type: 'derived' }>;

/** A formula's names and its inputs' names (or aliases) are the same set, each once. */
export const derivedInputs: Rule = ({ metrics }, context) =>
  metrics.flatMap((metric) => (metric.type === 'derived' ? formulaNames(metric, context) : []));

function formulaNames(metric: Derived, { locate }: RuleContext): readonly Problem[] {
  const used = inputsOf(metric.formula);
  const aliases = metric.inputs.map(({ alias }) => alias);
  const unknown = [...used]
    .filter((name) => !aliases.includes(name))
    .map((name) =>
      problem(
        locate(metric, 'type_params', 'expr'),
        `Metric "${metric.name}" uses "${name}" in its expr, which is no input of it.`,
        nearestNames(name, aliases),
      ),
    );
  const inputs = metric.inputs.flatMap(({ alias }, index) => {
    const tell = (message: string) => [
      problem(locate(metric, 'type_params', 'metrics', index), `Metric "${metric.name}" ${message}`),
    ];
    if (aliases.indexOf(alias) < index) return tell(`has two inputs "${alias}"; an alias tells them apart.`);
    return used.has(alias) ? [] : tell(`has an input "${alias}" that its expr does not use.`);
  });
  return [...unknown, ...inputs];
}
