import { TrellisError } from '../../errors/trellis-error.js';
import type { AuthorSql } from '../author-sql.js';
import { SemanticCatalog } from '../catalog.js';
import { type KnownColumns, withColumnTypes } from '../column-types.js';
import type { Definitions, Problem } from '../definitions.js';
import { findProblems } from '../rules/index.js';
import { authorSqlOf, modelSqlOf } from './author-sql.js';
import { loadColumnTypes } from './column-types-file.js';
import {
  checkTopLevel,
  definitionsOf,
  namesInText,
  PROJECT_CONFIGURATION,
  parseYaml,
  type Section,
} from './documents.js';
import { loadExposure } from './exposures.js';
import { readModelFiles, readYamlFiles, type TextFile } from './files.js';
import { deepFreeze } from './freeze.js';
import { loadOne } from './load-one.js';
import { type Loading, locateIn, newLoading } from './loading.js';
import { loadMetrics } from './metrics.js';
import { reportMisplacedSemantics } from './misplaced-semantics.js';
import { loadModelEntry } from './model-entries.js';
import { child, type Place } from './place.js';
import { compareProblems, formatProblem } from './problem.js';
import { resolveRelations } from './relations.js';
import { loadSavedQuery } from './saved-queries.js';
import { loadSemanticModel } from './semantic-models.js';
import { loadProjectConfiguration, loadTimeSpine } from './time-spines.js';

/** What a folder defines, and everything that is wrong with it, in reading order. */
export interface LoadedDefinitions {
  /** All definitions that could be read. They hold together where there are no problems. */
  readonly definitions: Definitions;
  readonly problems: readonly Problem[];
  /** All SQL in the definitions, which is yet to be checked: see composition/open-catalog.ts. */
  readonly sql: readonly AuthorSql[];
}

/**
 * Reads the definitions of a folder: every YAML file below it, and the SELECTs of `models/NAME.sql`.
 * A definition that can't be read is left out, and all others are still checked.
 */
export function loadDefinitions(folder: string): LoadedDefinitions {
  const files = readModelFiles(folder);
  const { relations, problems } = resolveRelations(files);
  const loading = newLoading(relations, problems);
  const documents = readYamlFiles(folder).flatMap((file) => readDocuments(file, loading));
  const columns = loadColumnTypes(folder, loading);
  return loadDocuments(documents, loading, { columns, sql: modelSqlOf(files, relations) });
}

/** What is known beside the documents: the types of columns, and SQL that stands elsewhere. */
export interface Beside {
  readonly columns?: readonly KnownColumns[];
  readonly sql?: readonly AuthorSql[];
}

/** The definitions of documents that are parsed already. */
export function loadDocuments(
  documents: readonly Place[],
  loading: Loading,
  { columns = [], sql = [] }: Beside = {},
): LoadedDefinitions {
  const definitions = deepFreeze(readDefinitions(documents, loading));
  const broken = findProblems(definitions, { locate: locateIn(loading.places), dropped: loading.dropped });
  return deepFreeze({
    definitions: withColumnTypes(definitions, columns),
    problems: [...loading.problems, ...broken].sort(compareProblems),
    sql: [...sql, ...authorSqlOf(definitions, loading.places)],
  });
}

/** Both specs of dbt, in lists or one definition a document, make the same definitions. */
function readDefinitions(documents: readonly Place[], loading: Loading): Definitions {
  const placesOf = (section: Section) => documents.flatMap((document) => definitionsOf(document, section, loading));
  const all = <T extends object>(places: readonly Place[], what: string, load: LoadOne<T>): readonly T[] =>
    places.flatMap((place) => loadOne(place, what, (subject) => load(place, subject, loading), loading) ?? []);

  for (const document of documents) reportMisplacedSemantics(document, loading);
  const modelEntries = placesOf('models');
  const timeSpines = [
    ...all(modelEntries, 'Model', loadTimeSpine),
    ...documents.flatMap((document) => {
      const configuration = child(document, PROJECT_CONFIGURATION);
      return configuration ? loadProjectConfiguration(configuration, loading) : [];
    }),
  ];
  const models = all(placesOf('semantic_models'), 'Semantic model', loadSemanticModel);
  const entries = all(modelEntries, 'Model', loadModelEntry);
  const made = [...models, ...entries].flatMap(({ metrics }) => metrics);
  const metricPlaces = [...entries.flatMap(({ otherMetrics }) => otherMetrics), ...placesOf('metrics')];
  return {
    models: [...models, ...entries].map(({ model }) => model),
    metrics: [...made, ...loadMetrics(metricPlaces, made, loading)],
    savedQueries: all(placesOf('saved_queries'), 'Saved query', loadSavedQuery),
    exposures: all(placesOf('exposures'), 'Exposure', loadExposure),
    timeSpines,
  };
}

/**
 * The catalog of a folder's definitions, their SQL unread.
 * @throws DEFINITIONS_INVALID listing every problem, each as `file:line:column  message`
 */
export function loadCatalog(folder: string): SemanticCatalog {
  return catalogOf(loadDefinitions(folder));
}

/**
 * The catalog of definitions that hold together.
 * @throws DEFINITIONS_INVALID listing every problem, each as `file:line:column  message`
 */
export function catalogOf({ definitions, problems }: Omit<LoadedDefinitions, 'sql'>): SemanticCatalog {
  if (problems.length === 0) return new SemanticCatalog(definitions);
  const count = problems.length === 1 ? 'is a problem' : `are ${problems.length} problems`;
  throw new TrellisError(
    'DEFINITIONS_INVALID',
    [`There ${count} in the definitions:`, ...problems.map(formatProblem)].join('\n'),
  );
}

type LoadOne<T> = (place: Place, subject: string, loading: Loading) => T | undefined;

function readDocuments(file: TextFile, loading: Loading): readonly Place[] {
  const { documents, problems } = parseYaml(file);
  loading.problems.push(...problems);
  if (problems.length > 0) for (const name of namesInText(file.text)) loading.dropped.add(name);
  for (const document of documents) checkTopLevel(document, loading);
  return documents;
}
