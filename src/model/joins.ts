import type { SemanticCatalog } from './catalog.js';
import type { Dimension, Entity, SemanticModel } from './types.js';

/** A dimension or an entity as seen from a model: over which entities it is joined, and where it stands. */
export interface JoinedElement {
  /** The name to ask for it: `product__name`, `listing__user__country`; `user`, `listing__user` for an entity. */
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

/** How many joins away an element may be to be listed; by name it is found at any distance. */
const LISTED_JOINS = 2;

/**
 * What rows of a model can be grouped by, up to two joins away, by name. A name that can be reached over different
 * paths has several entries; asking for it is ambiguous.
 * Joins go only to a side where the entity is a key (primary, unique, or natural at a time), so no row is multiplied.
 */
export function reachableElements(
  catalog: SemanticCatalog,
  model: SemanticModel,
): ReadonlyMap<string, readonly JoinedElement[]> {
  const perModel = reachable.get(catalog) ?? new Map<string, ReadonlyMap<string, readonly JoinedElement[]>>();
  reachable.set(catalog, perModel);
  const known = perModel.get(model.name);
  if (known) return known;
  const found = new Map<string, JoinedElement[]>();
  for (const joined of [...ownElements(model), ...joinedElements(catalog, START, model, LISTED_JOINS)]) {
    found.set(joined.name, [...(found.get(joined.name) ?? []), joined]);
  }
  perModel.set(model.name, found);
  return found;
}

/** A catalog never changes, so what can be reached in it is worked out once a model. */
const reachable = new WeakMap<SemanticCatalog, Map<string, ReadonlyMap<string, readonly JoinedElement[]>>>();

/** All ways to an element by its name, over any number of joins: none where it can't be reached, one where it is clear. */
export function findElements(catalog: SemanticCatalog, model: SemanticModel, name: string): readonly JoinedElement[] {
  const listed = reachableElements(catalog, model).get(name);
  if (listed) return listed;
  const steps = name.split('__');
  if (steps.length <= LISTED_JOINS) return ownEntityOf(model, name, steps);
  const found = followPath(catalog, { ...START, origin: model }, model, steps);
  return found.length > 0 ? found : beyondOwnKey(catalog, model, name, steps);
}

/** `customer__home__city` means in customers what `home__city` means there. */
function beyondOwnKey(
  catalog: SemanticCatalog,
  model: SemanticModel,
  name: string,
  [key, ...rest]: readonly string[],
): readonly JoinedElement[] {
  if (!key || !isKeyOf(model, key) || rest[0] === key) return [];
  return findElements(catalog, model, rest.join('__')).map((joined) => ({ ...joined, name }));
}

function isKeyOf(model: SemanticModel, name: string): boolean {
  return model.primaryEntity === name || model.entities.some((own) => own.name === name && own.type !== 'foreign');
}

/** `listing__host` means in listings what `host` means there. */
function ownEntityOf(model: SemanticModel, name: string, [key, of]: readonly string[]): readonly JoinedElement[] {
  const element =
    key !== undefined && isKeyOf(model, key) && key !== of && model.entities.find((own) => own.name === of);
  return element ? [{ name, ...START, element }] : [];
}

/** The entities and models passed so far. */
interface Passed {
  readonly path: readonly string[];
  readonly through: readonly SemanticModel[];
  readonly origin?: SemanticModel;
}

const START: Passed = { path: [], through: [] };

/** The model's own dimensions carry the name of any of its keys; its entities stand alone. */
function ownElements(model: SemanticModel): readonly JoinedElement[] {
  const keys = model.entities.filter(({ type }) => type !== 'foreign').map(({ name }) => name);
  const own = (name: string, element: Dimension | Entity): JoinedElement => ({ name, ...START, element });
  return [
    ...[...new Set([model.primaryEntity, ...keys])].flatMap((prefix) =>
      model.dimensions.map((dimension) => own(`${prefix}__${dimension.name}`, dimension)),
    ),
    ...model.entities.map((entity) => own(entity.name, entity)),
  ];
}

function joinedElements(
  catalog: SemanticCatalog,
  passed: Passed,
  from: SemanticModel,
  joins: number,
): readonly JoinedElement[] {
  if (joins === 0) return [];
  return from.entities.flatMap((entity) =>
    nextModels(catalog, passed, from, entity).flatMap((other) => {
      const next = pass(passed, from, entity, other);
      return [...elementsOf(other, next), ...joinedElements(catalog, next, other, joins - 1)];
    }),
  );
}

/** `listing__user__country`: over listing, then user, to the dimension country. */
function followPath(
  catalog: SemanticCatalog,
  passed: Passed,
  from: SemanticModel,
  steps: readonly string[],
): readonly JoinedElement[] {
  const [first, ...rest] = steps;
  const entity = from.entities.find(({ name }) => name === first);
  if (!entity) return [];
  return nextModels(catalog, passed, from, entity).flatMap((other) => {
    const next = pass(passed, from, entity, other);
    if (rest.length > 1) return followPath(catalog, next, other, rest);
    return elementsOf(other, next).filter(({ element }) => element.name === rest[0]);
  });
}

function pass({ path, through, origin }: Passed, from: SemanticModel, entity: Entity, other: SemanticModel): Passed {
  return { path: [...path, entity.name], through: [...through, other], origin: origin ?? from };
}

function elementsOf(model: SemanticModel, { path, through }: Passed): readonly JoinedElement[] {
  const prefix = path.join('__');
  const others = model.entities.filter(({ name }) => name !== path.at(-1));
  return [...model.dimensions, ...others].map((element) => ({
    name: `${prefix}__${element.name}`,
    path,
    through,
    element,
  }));
}

/** No model is passed twice, and none over the entity by which it was itself reached: that leads nowhere new. */
function nextModels(
  catalog: SemanticCatalog,
  { path, through, origin }: Passed,
  from: SemanticModel,
  entity: Entity,
): readonly SemanticModel[] {
  if (entity.name === path.at(-1)) return [];
  return joinableModels(catalog, from, entity).filter((other) => other !== origin && !through.includes(other));
}

/**
 * The models that have `entity` as their key; joining one adds columns, never rows. A natural entity is a key at a
 * point in time (SCD2), which leads neither to nor from another one.
 */
function joinableModels(catalog: SemanticCatalog, from: SemanticModel, entity: Entity): readonly SemanticModel[] {
  return catalog.modelsOfEntity(entity.name).filter((model) => {
    if (model.name === from.name) return false;
    const type = model.entities.find(({ name }) => name === entity.name)?.type;
    if (type === 'natural') return model.validity !== undefined && !from.validity && entity.type !== 'natural';
    return !model.validity && (type === 'primary' || type === 'unique');
  });
}

/** A model that knows the element, but only on the side where a join would repeat rows. */
export interface FanOut {
  readonly entity: string;
  readonly model: SemanticModel;
}

/** Why an element can't be reached: the join to it that would repeat rows, if it is that. */
export function fanOutTo(catalog: SemanticCatalog, from: SemanticModel, name: string): FanOut | undefined {
  const last = name.split('__').at(-1);
  for (const entity of from.entities) {
    const model = catalog
      .modelsOfEntity(entity.name)
      .find(
        (other) =>
          other !== from &&
          other.entities.some((own) => own.name === entity.name && own.type === 'foreign') &&
          [...other.dimensions, ...other.entities].some((element) => element.name === last),
      );
    if (model) return { entity: entity.name, model };
  }
  return undefined;
}

/** The distinct names that anything can be grouped by, over all models; listed up to two joins away. */
export function allElements(catalog: SemanticCatalog): ReadonlyMap<string, Dimension | Entity> {
  const known = elementsByName.get(catalog);
  if (known) return known;
  const names = new Map<string, Dimension | Entity>();
  for (const model of catalog.definitions.models) {
    for (const [name, [first]] of reachableElements(catalog, model)) {
      if (first && !names.has(name)) names.set(name, first.element);
    }
  }
  elementsByName.set(catalog, names);
  return names;
}

const elementsByName = new WeakMap<SemanticCatalog, ReadonlyMap<string, Dimension | Entity>>();

/** What a name means in any model, at any distance. */
export function elementNamed(catalog: SemanticCatalog, name: string): Dimension | Entity | undefined {
  const listed = allElements(catalog).get(name);
  if (listed) return listed;
  for (const model of catalog.definitions.models) {
    const [first] = findElements(catalog, model, name);
    if (first) return first.element;
  }
  return undefined;
}
