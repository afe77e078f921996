import type { Definitions, Problem, SemanticModel } from '../types.js';
import type { Named } from './named.js';
import { problem, type Rule, type RuleContext } from './rule.js';

type Definition = Named['definition'];

/** Measures are unique across models because metrics name them alone; so in dbt. */
export const uniqueNames: Rule = (definitions, context) => [
  ...repeated('Semantic model', definitions.models, context),
  ...definitions.models.flatMap((model) => repeatedElements(model, context)),
  ...repeated(
    'Measure',
    definitions.models.flatMap(({ measures }) => measures),
    context,
  ),
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

function repeated(kind: string, definitions: readonly Definition[], { locate }: RuleContext): readonly Problem[] {
  return pairs(definitions, ({ name }) => name).map(([first, second]) =>
    problem(locate(second, 'name'), `${kind} "${second.name}" is defined twice, first at ${show(first)}.`),
  );
}

function repeatedElements(model: SemanticModel, { locate }: RuleContext): readonly Problem[] {
  const measures = new Set<Definition>(model.measures);
  return pairs([...model.entities, ...model.dimensions, ...model.measures], ({ name }) => name)
    .filter(([first, second]) => !(measures.has(first) && measures.has(second)))
    .map(([first, second]) =>
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
