import type { ModelMeasure, SemanticCatalog } from '../catalog.js';
import type { Definitions, Problem } from '../definitions.js';
import type { Dimension, Entity, SourceLocation } from '../types.js';

export { problem } from '../load/problem.js';

/** One thing that must hold between loaded definitions. */
export type Rule = (definitions: Definitions, context: RuleContext) => readonly Problem[];

export interface RuleContext {
  /** Look-ups by name; of a name that is defined twice it knows the last. */
  readonly catalog: SemanticCatalog;
  readonly measures: ReadonlyMap<string, ModelMeasure>;
  /** Everything that anything can be grouped by, by name: `product__name`, `user`. */
  readonly elements: ReadonlyMap<string, Dimension | Entity>;
  /** Where a part of a definition stands in its file, by its path there; else where the definition stands. */
  readonly locate: (definition: { readonly source: SourceLocation }, ...path: readonly PropertyKey[]) => SourceLocation;
  /** Names in definitions that could not be loaded: whoever refers to them is told nothing more. */
  readonly dropped: ReadonlySet<string>;
}
