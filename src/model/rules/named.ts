import type { Definitions, SourceLocation } from '../types.js';

/** A definition with a name of its own, and what messages call its kind. */
export interface Named {
  readonly kind: string;
  readonly definition: { readonly name: string; readonly source: SourceLocation };
}

/** The entities, dimensions and measures of all models. */
export function namedElements({ models }: Definitions): readonly Named[] {
  return models.flatMap(({ entities, dimensions, measures }) => [
    ...named('Entity', entities),
    ...named('Dimension', dimensions),
    ...named('Measure', measures),
  ]);
}

/** Everything that has a name of its own. */
export function namedDefinitions(definitions: Definitions): readonly Named[] {
  const { models, metrics, savedQueries, exposures } = definitions;
  return [
    ...named('Semantic model', models),
    ...namedElements(definitions),
    ...models.flatMap(({ funnels }) => named('Funnel', funnels)),
    ...named('Metric', metrics),
    ...named('Saved query', savedQueries),
    ...named('Exposure', exposures),
  ];
}

function named(kind: string, definitions: readonly Named['definition'][]): readonly Named[] {
  return definitions.map((definition) => ({ kind, definition }));
}
