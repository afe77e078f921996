import type { Definitions } from '../definitions.js';
import type { Measure, SourceLocation } from '../types.js';

/** A definition with a name of its own, and what messages call its kind. */
export interface Named {
  readonly kind: string;
  readonly definition: { readonly name: string; readonly source: SourceLocation };
}

/** The entities, dimensions and measures of all models. */
export function namedElements(definitions: Definitions): readonly Named[] {
  const measures = new Set(plainMeasures(definitions));
  return definitions.models.flatMap((model) => [
    ...named('Entity', model.entities),
    ...named('Dimension', model.dimensions),
    ...named(
      'Measure',
      model.measures.filter((measure) => measures.has(measure)),
    ),
  ]);
}

/** The measures that are not written as a metric (dbt's 2026 spec), which speaks for them. */
export function plainMeasures({ models, metrics }: Definitions): readonly Measure[] {
  const written = new Set(metrics.map(placeOf));
  return models.flatMap(({ measures }) => measures).filter((measure) => !written.has(placeOf(measure)));
}

function placeOf({ source: { file, line, column } }: Named['definition']): string {
  return `${file}:${line}:${column}`;
}

/** Everything that has a name of its own. */
export function namedDefinitions(definitions: Definitions): readonly Named[] {
  const { models, metrics, savedQueries, exposures, timeSpines } = definitions;
  return [
    ...named('Semantic model', models),
    ...namedElements(definitions),
    ...models.flatMap(({ funnels }) => named('Funnel', funnels)),
    ...named('Metric', metrics),
    ...named('Saved query', savedQueries),
    ...named('Exposure', exposures),
    ...timeSpines.flatMap(({ customGrains }) => named('Custom grain', customGrains)),
  ];
}

function named(kind: string, definitions: readonly Named['definition'][]): readonly Named[] {
  return definitions.map((definition) => ({ kind, definition }));
}
