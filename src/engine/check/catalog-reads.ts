import type { SemanticCatalog } from '../../model/catalog.js';
import type { TimeSpine } from '../../model/definitions.js';
import type { Dimension, Entity, Measure, Relation, SemanticModel } from '../../model/types.js';

/** What a column has to be for the SQL around it to make sense. */
export type Needed = 'time' | 'number' | 'anything';

export interface NeededColumn {
  /** The author's SQL over the relation's columns; mostly the name of one. */
  readonly sql: string;
  readonly needed: Needed;
}

/** All that the definitions read of one relation, asked or not. */
export interface CatalogRead {
  readonly relation: Relation;
  readonly columns: readonly NeededColumn[];
}

const SUMS: ReadonlySet<string> = new Set(['sum', 'average', 'median', 'percentile'] satisfies Measure['agg'][]);

/** What the definitions expect of a warehouse: every model, rollup and time spine with its columns. */
export function readsOfCatalog({ definitions: { models, timeSpines } }: SemanticCatalog): readonly CatalogRead[] {
  return [...models.flatMap(readsOfModel), ...timeSpines.map(readOfSpine)];
}

function readsOfModel(model: SemanticModel): readonly CatalogRead[] {
  const { relation, rollups, entities, dimensions, measures } = model;
  const columnsBut = (without: readonly string[]) => [
    ...[...entities, ...dimensions].filter(({ name }) => !without.includes(name)).map(elementColumn),
    ...measures.map(measureColumn),
  ];
  return [
    { relation, columns: columnsBut([]) },
    ...rollups.map((rollup) => ({ relation: rollup.relation, columns: columnsBut(rollup.without) })),
  ];
}

function readOfSpine({ relation, column, customGrains }: TimeSpine): CatalogRead {
  const custom = customGrains.map(({ expr }): NeededColumn => ({ sql: expr, needed: 'anything' }));
  return { relation, columns: [{ sql: column, needed: 'time' }, ...custom] };
}

function elementColumn(element: Entity | Dimension): NeededColumn {
  const isTime = 'kind' in element && element.kind === 'time';
  return { sql: element.expr, needed: isTime ? 'time' : 'anything' };
}

function measureColumn({ agg, expr }: Measure): NeededColumn {
  return { sql: expr, needed: SUMS.has(agg) ? 'number' : 'anything' };
}
