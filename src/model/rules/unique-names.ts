import type { Definitions, Problem } from '../definitions.js';
import type { SemanticModel } from '../types.js';
import { type Named, plainMeasures } from './named.js';
import { problem, type Rule, type RuleContext } from './rule.js';

type Definition = Named['definition'];

/**
 * Measures are unique across models because metrics name them alone; so in dbt. Besides, they are nobody's rivals: a
 * metric of the 2026 spec, which brings a measure of its name, may be called as a dimension is.
 */
export const uniqueNames: Rule = (definitions, context) => [
  ...repeated('Semantic model', definitions.models, context),
  ...definitions.models.flatMap((model) => repeatedElements(model, context)),
  ...repeatedMeasures(definitions, context),
  ...repeated(
    'Funnel',
    definitions.models.flatMap(({ funnels }) => funnels),
    context,
  ),
  ...repeated('Metric', definitions.metrics, context),
  ...repeated('Saved query', definitions.savedQueries, context),
  ...repeated('Exposure', definitions.exposures, context),
  ...repeatedSpines(definitions, context),
];

function repeated(
  kind: string,
  definitions: readonly Definition[],
  { locate }: RuleContext,
  counts: (pair: readonly [Definition, Definition]) => boolean = () => true,
): readonly Problem[] {
  return pairs(definitions, ({ name }) => name)
    .filter(counts)
    .map(([first, second]) =>
      problem(locate(second, 'name'), `${kind} "${second.name}" is defined twice, first at ${show(first)}.`),
    );
}

/** Two metrics of the 2026 spec with one name are told of as metrics. */
function repeatedMeasures(definitions: Definitions, context: RuleContext): readonly Problem[] {
  const plain = new Set<Definition>(plainMeasures(definitions));
  const all = definitions.models.flatMap(({ measures }) => measures);
  return repeated('Measure', all, context, ([first, second]) => plain.has(first) || plain.has(second));
}

function repeatedElements(model: SemanticModel, { locate }: RuleContext): readonly Problem[] {
  return pairs([...model.entities, ...model.dimensions], ({ name }) => name).map(([first, second]) =>
    problem(
      locate(second, 'name'),
      `Semantic model "${model.name}" has two elements named "${second.name}", the first at ${show(first)}.`,
    ),
  );
}

function repeatedSpines({ timeSpines }: Definitions, { locate }: RuleContext): readonly Problem[] {
  return pairs(timeSpines, ({ grain }) => grain).map(([first, second]) =>
    problem(
      locate(second, 'name'),
      `Time spine "${second.name}" has the grain ${second.grain}, as "${first.name}" has at ${show(first)}.`,
    ),
  );
}

/** Each definition whose key came before, after the first one of that key. */
function pairs<T>(definitions: readonly T[], key: (definition: T) => string): readonly (readonly [T, T])[] {
  const firsts = new Map<string, T>();
  return definitions.flatMap((definition) => {
    const first = firsts.get(key(definition));
    if (first !== undefined) return [[first, definition] as const];
    firsts.set(key(definition), definition);
    return [];
  });
}

function show({ source }: Definition): string {
  return `${source.file}:${source.line}`;
}
