import type { Problem } from '../definitions.js';
import type { SourceLocation } from '../types.js';
import { entries, items, locationInside, locationOf, type Path, type Place, plain } from './place.js';
import { problem, TextError } from './problem.js';
import type { Relations } from './relations.js';
import { find } from './spec-keys.js';

/** What one run of the loader gathers while it reads. */
export interface Loading {
  readonly relations: Relations;
  readonly problems: Problem[];
  /** Where each loaded definition and element stands, for rules that point into it. */
  readonly places: Map<object, Place>;
  /** The names of definitions that could not be loaded, so that nobody is told that they are unknown. */
  readonly dropped: Set<string>;
  /** The custom grains of all time spines, which are read first. */
  readonly customGrains: Set<string>;
}

export function newLoading(relations: Relations, problems: readonly Problem[] = []): Loading {
  return { relations, problems: [...problems], places: new Map(), dropped: new Set(), customGrains: new Set() };
}

export function report(loading: Loading, place: Place, message: string, suggestions: readonly string[] = []): void {
  loading.problems.push(problem(locationOf(place), message, suggestions));
}

/** The result of reading a text; a mistake in it becomes a problem at its character and the result undefined. */
export function readText<T>(loading: Loading, place: Place, read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof TextError)) throw error;
    loading.problems.push(problem(locationInside(place, error.offset), error.message, error.suggestions));
    return undefined;
  }
}

/** Loads one definition; where that reports any problem, the definition is dropped and its names remembered. */
export function loadWhole<T extends object>(loading: Loading, place: Place, load: () => T | undefined): T | undefined {
  const before = loading.problems.length;
  const loaded = load();
  if (loading.problems.length === before) return loaded;
  for (const name of namesIn(place)) loading.dropped.add(name);
  return undefined;
}

/** Remembers where a definition stands and gives it back. */
export function placed<T extends object>(loading: Loading, place: Place, definition: T): T {
  loading.places.set(definition, place);
  return definition;
}

/** Where a part of a loaded definition stands, by its path in dbt's older spec: the deepest node on it, else the definition. */
export function locateIn(
  places: ReadonlyMap<object, Place>,
): (definition: { readonly source: SourceLocation }, ...path: Path) => SourceLocation {
  return (definition, ...path) => {
    const place = places.get(definition);
    return place ? locationOf(find(place, path)) : definition.source;
  };
}

/** All names that a definition gives, at any depth. */
function namesIn(place: Place): readonly string[] {
  const own = entries(place).flatMap(({ key, value }) => {
    if (!value) return [];
    const name = key === 'name' || key === 'primary_entity' ? plain(value) : undefined;
    return typeof name === 'string' ? [name] : namesIn(value);
  });
  return [...own, ...items(place).flatMap(namesIn)];
}
