import { TrellisError } from '../../errors/trellis-error.js';
import { SemanticCatalog } from '../catalog.js';
import { findProblems } from '../rules/index.js';
import type { Definitions, Problem } from '../types.js';
import { checkTopLevel, definitionsOf, namesInText, parseYaml, type Section } from './documents.js';
import { loadExposure } from './exposures.js';
import { readModelFiles, readYamlFiles, type TextFile } from './files.js';
import { deepFreeze } from './freeze.js';
import { type Loading, loadWhole, locateIn } from './loading.js';
import { loadMetric } from './metrics.js';
import { at, child, type Place, plain } from './place.js';
import { compareProblems, formatProblem } from './problem.js';
import { resolveRelations } from './relations.js';
import { loadSavedQuery } from './saved-queries.js';
import { loadSemanticModel } from './semantic-models.js';
import { loadTimeSpine } from './time-spines.js';

/** What a folder defines, and everything that is wrong with it, in reading order. */
export interface LoadedDefinitions {
  /** All definitions that could be read. They hold together where there are no problems. */
  readonly definitions: Definitions;
  readonly problems: readonly Problem[];
}

/**
 * Reads the definitions of a folder: every YAML file below it, and the SELECTs of `models/NAME.sql`.
 * A definition that can't be read is left out, and all others are still checked.
 */
export function loadDefinitions(folder: string): LoadedDefinitions {
  const { relations, problems } = resolveRelations(readModelFiles(folder));
  const loading: Loading = { relations, problems: [...problems], places: new Map(), dropped: new Set() };
  const documents = readYamlFiles(folder).flatMap((file) => readDocuments(file, loading));
  const all = <T extends object>(section: Section, what: string, load: LoadOne<T>): readonly T[] =>
    documents.flatMap((document) =>
      definitionsOf(document, section, loading).flatMap((place) => loadOne(place, what, load, loading) ?? []),
    );

  const models = all('semantic_models', 'Semantic model', loadSemanticModel);
  const definitions: Definitions = deepFreeze({
    models: models.map(({ model }) => model),
    metrics: [...models.flatMap(({ metrics }) => metrics), ...all('metrics', 'Metric', loadMetric)],
    savedQueries: all('saved_queries', 'Saved query', loadSavedQuery),
    exposures: all('exposures', 'Exposure', loadExposure),
    timeSpines: all('models', 'Model', loadTimeSpine),
  });
  const broken = findProblems(definitions, { locate: locateIn(loading.places), dropped: loading.dropped });
  return deepFreeze({ definitions, problems: [...loading.problems, ...broken].sort(compareProblems) });
}

/**
 * The catalog of a folder's definitions.
 * @throws DEFINITIONS_INVALID listing every problem, each as `file:line:column  message`
 */
export function loadCatalog(folder: string): SemanticCatalog {
  const { definitions, problems } = loadDefinitions(folder);
  if (problems.length === 0) return new SemanticCatalog(definitions);
  const count = problems.length === 1 ? 'is a problem' : `are ${problems.length} problems`;
  throw new TrellisError(
    'DEFINITIONS_INVALID',
    [`There ${count} in the definitions:`, ...problems.map(formatProblem)].join('\n'),
  );
}

type LoadOne<T> = (place: Place, subject: string, loading: Loading) => T | undefined;

function loadOne<T extends object>(place: Place, what: string, load: LoadOne<T>, loading: Loading): T | undefined {
  if (plain(at(place, ['config', 'enabled'])) === false) return undefined;
  const name = child(place, 'name');
  const subject = name ? `${what} "${plain(name)}"` : what;
  return loadWhole(loading, place, () => load(place, subject, loading));
}

function readDocuments(file: TextFile, loading: Loading): readonly Place[] {
  const { documents, problems } = parseYaml(file);
  loading.problems.push(...problems);
  if (problems.length > 0) for (const name of namesInText(file.text)) loading.dropped.add(name);
  for (const document of documents) checkTopLevel(document, loading);
  return documents;
}
