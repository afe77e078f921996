import type { SemanticCatalog } from './catalog.js';
import type { Dimension, Entity, SemanticModel } from './types.js';

/** A dimension or an entity as seen from a model: over which entities it is joined, and where it stands. */
export interface JoinedElement {
  /** The name to ask for it: `product__name`, `user` for an entity. */
  readonly name: string;
  /** The entities to pass, in order; empty for the model's own. */
  readonly path: readonly string[];
  /** The models passed, in step with `path`. */
  readonly through: readonly SemanticModel[];
  readonly element: Dimension | Entity;
}

export function isDimension(element: Dimension | Entity): element is Dimension {
  return 'kind' in element;
}

/**
 * Everything that rows of a model can be grouped by, by name. A name that can be reached over different
 * paths has several entries; asking for it is ambiguous.
 * Joins go only to a side where the entity is a key (primary or unique), so no row is ever multiplied.
 */
export function reachableElements(
  catalog: SemanticCatalog,
  model: SemanticModel,
): ReadonlyMap<string, readonly JoinedElement[]> {
  const perModel = reachable.get(catalog) ?? new Map<string, ReadonlyMap<string, readonly JoinedElement[]>>();
  reachable.set(catalog, perModel);
  const known = perModel.get(model.name);
  if (known) return known;
  const found = collectReachable(catalog, model);
  perModel.set(model.name, found);
  return found;
}

/** A catalog never changes, so what can be reached in it is worked out once a model. */
const reachable = new WeakMap<SemanticCatalog, Map<string, ReadonlyMap<string, readonly JoinedElement[]>>>();

function collectReachable(
  catalog: SemanticCatalog,
  model: SemanticModel,
): ReadonlyMap<string, readonly JoinedElement[]> {
  const found = new Map<string, JoinedElement[]>();
  const add = (joined: JoinedElement) => found.set(joined.name, [...(found.get(joined.name) ?? []), joined]);
  for (const element of model.dimensions) {
    add({ name: `${model.primaryEntity}__${element.name}`, path: [], through: [], element });
  }
  for (const element of model.entities) add({ name: element.name, path: [], through: [], element });
  for (const entity of model.entities) {
    for (const other of joinableModels(catalog, model, entity.name)) {
      for (const element of other.dimensions) {
        add({ name: `${entity.name}__${element.name}`, path: [entity.name], through: [other], element });
      }
    }
  }
  return found;
}

/** The models that have `entity` as their key; joining one adds columns, never rows. */
export function joinableModels(
  catalog: SemanticCatalog,
  from: SemanticModel,
  entity: string,
): readonly SemanticModel[] {
  return catalog.definitions.models.filter(
    (model) =>
      model.name !== from.name &&
      !model.validity &&
      model.entities.some(({ name, type }) => name === entity && (type === 'primary' || type === 'unique')),
  );
}

/** The distinct names that anything can be grouped by, over all models. */
export function allElements(catalog: SemanticCatalog): ReadonlyMap<string, Dimension | Entity> {
  const names = new Map<string, Dimension | Entity>();
  for (const model of catalog.definitions.models) {
    for (const [name, [first]] of reachableElements(catalog, model)) {
      if (first && !names.has(name)) names.set(name, first.element);
    }
  }
  return names;
}
