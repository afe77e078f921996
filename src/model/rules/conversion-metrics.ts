import { nearestNames } from '../../errors/did-you-mean.js';
import type { ModelMeasure } from '../catalog.js';
import type { Problem } from '../definitions.js';
import type { Metric } from '../metric-types.js';
import type { Measure } from '../types.js';
import { problem, type Rule, type RuleContext } from './rule.js';

type Conversion = Extract<Metric, { type: 'conversion' }>;

const PARAMS = ['type_params', 'conversion_type_params'] as const;

/** Both measures of a conversion count events, and both models know the entity and the constant properties. */
export const conversionMetrics: Rule = ({ metrics }, context) =>
  metrics.flatMap((metric) => (metric.type === 'conversion' ? checkConversion(metric, context) : []));

function checkConversion(metric: Conversion, context: RuleContext): readonly Problem[] {
  const base = context.measures.get(metric.base.measure);
  const conversion = context.measures.get(metric.conversion.measure);
  return [
    ...(base ? checkSide(metric, 'base', base, context) : []),
    ...(conversion ? checkSide(metric, 'conversion', conversion, context) : []),
  ];
}

function checkSide(
  metric: Conversion,
  side: 'base' | 'conversion',
  { measure, model }: ModelMeasure,
  { locate, dropped }: RuleContext,
): readonly Problem[] {
  const tell = (path: readonly PropertyKey[], message: string, suggestions: readonly string[] = []) =>
    problem(locate(metric, ...PARAMS, ...path), `Metric "${metric.name}" ${message}`, suggestions);
  const entities = model.entities.map(({ name }) => name);
  const elements = [...entities, ...model.dimensions.map(({ name }) => name)];
  const problems: Problem[] = [];
  if (!countsEvents(measure)) {
    const message = `needs a ${side} measure that counts: count, count_distinct, or sum of the expr 1; "${measure.name}" is ${measure.agg}.`;
    problems.push(tell([`${side}_measure`], message));
  }
  if (!entities.includes(metric.entity) && !dropped.has(metric.entity)) {
    const message = `follows "${metric.entity}", which is no entity of semantic model "${model.name}".`;
    problems.push(tell(['entity'], message, nearestNames(metric.entity, entities)));
  }
  metric.constantProperties.forEach((properties, index) => {
    const name = properties[side];
    if (elements.includes(name) || dropped.has(name)) return;
    const message = `holds "${name}" constant, which is no entity or dimension of semantic model "${model.name}".`;
    problems.push(tell(['constant_properties', index, `${side}_property`], message, nearestNames(name, elements)));
  });
  return problems;
}

/** As dbt has it: anything else would not be a number of events. */
function countsEvents({ agg, expr }: Measure): boolean {
  return agg === 'count' || agg === 'count_distinct' || (agg === 'sum' && expr.trim() === '1');
}
