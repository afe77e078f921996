import type { KnownColumns } from '../../column-types.js';
import { columnsOfCatalog, columnsOfManifest } from '../../dbt-columns.js';
import type { Problem } from '../../definitions.js';
import { loadColumnTypes } from '../column-types-file.js';
import { type LoadedDefinitions, loadDocuments } from '../load.js';
import { type Loading, newLoading } from '../loading.js';
import { notASemanticManifest, readManifest } from '../manifest/index.js';
import { Json } from '../manifest/json.js';
import { problem } from '../problem.js';
import type { Relations } from '../relations.js';
import { type Artifact, type Artifacts, ageOf, manifestWarnings, readArtifacts } from './artifacts.js';
import type { DbtProject } from './dbt-project.js';
import { definitionPlaces } from './definition-places.js';
import { exposureDocuments } from './manifest-exposures.js';
import { projectRelations } from './project-relations.js';
import { tableName } from './table-name.js';
import { namesIn, onlySection, readProjectYaml } from './yaml-documents.js';
import { newerThan, type ProjectFile, projectFiles, readText, shownPaths, yamlOf } from './yaml-files.js';

/** A dbt project's definitions, and what they were read from. */
export interface LoadedProject extends LoadedDefinitions {
  readonly artifacts: Artifacts;
  /** What the definitions were read from, and what names their tables: a sentence part each. */
  readonly origin: { readonly definitions: string; readonly tables: string };
  /** What does not stop anything, but should be known. */
  readonly warnings: readonly string[];
}

/**
 * The definitions of a dbt project: those of `target/semantic_manifest.json` where dbt left one, else those of the
 * YAML below the model paths. Models are tables of the warehouse, called as `target/manifest.json` says, else as dbt
 * calls them by default. Their SQL is never read.
 * @param now to tell how old an artifact is
 */
export function loadProject(project: DbtProject, now: Date): LoadedProject {
  const { artifacts, problems } = readArtifacts(project);
  const { manifest, semanticManifest } = artifacts;
  const files = projectFiles(project);
  const warnings = manifest ? [...manifestWarnings(manifest, project)] : [];
  const relations = projectRelations(project, manifest, files, warnings);
  const known = { project, artifacts, problems, files, warnings, relations };
  const used = semanticManifest && hasDefinitions(semanticManifest.json) ? semanticManifest : undefined;
  const loaded = used ? fromArtifact(used, known) : fromYaml(known);
  const yaml = `the YAML below ${shownPaths(project)}`;
  const newer = used ? newerThan(used.written, yamlOf(files)) : undefined;
  if (newer) warnings.push(`${newer} is newer than ${used!.file}: "dbt parse" brings that up to date.`);
  if (loaded.definitions.metrics.length === 0 && loaded.problems.length === 0) {
    warnings.push(`There are no metrics in ${used?.file ?? yaml}.`);
  }
  const origin = {
    definitions: used ? `${used.file}, ${ageOf(used, now)}` : yaml,
    tables: manifest
      ? `${manifest.file}, ${ageOf(manifest, now)}`
      : "dbt's default rules, as there is no manifest.json",
  };
  return { ...loaded, artifacts, origin, warnings: [...new Set(warnings)] };
}

interface Known {
  readonly project: DbtProject;
  readonly artifacts: Artifacts;
  readonly problems: readonly Problem[];
  readonly files: readonly ProjectFile[];
  readonly warnings: string[];
  readonly relations: Relations;
}

/** An artifact that is broken counts as used: silently reading something else would hide that. */
function hasDefinitions(json: unknown): boolean {
  const root = new Json(json);
  const isEmpty = ['semantic_models', 'metrics'].every((key) => root.get(key).items().length === 0);
  return !isEmpty || notASemanticManifest(json) !== undefined;
}

function fromArtifact({ file, json }: Artifact, known: Known): LoadedDefinitions {
  const { project, artifacts, problems, files, relations } = known;
  const complaint = notASemanticManifest(json);
  if (complaint !== undefined) {
    const told = `${complaint} "dbt parse" writes it anew.`;
    return loadDocuments([], newLoading(relations, [...problems, problem({ file, line: 1, column: 1 }, told)]));
  }
  const places = definitionPlaces(yamlOf(files));
  const read = readManifest(json, file, {
    relationOf: relations.relationOf,
    ofNode: (node) => nodeTable(node, project),
    placeOf: places,
  });
  const loading = newLoading(read.relations, problems);
  const exposures = artifacts.manifest
    ? exposureDocuments(new Json(artifacts.manifest.json), new Set(), places)
    : onlySection(readProjectYaml(yamlOf(files).map(readText), loading).documents, 'exposures');
  return loadDocuments([...read.documents, ...exposures], loading, { columns: columnsOf(known, loading) });
}

function nodeTable(node: Json, { naming }: DbtProject): string | undefined {
  const name = node.get('alias').text();
  if (name === undefined) return undefined;
  const [database, schema, relationName] = ['database', 'schema_name', 'relation_name'].map((key) =>
    node.get(key).text(),
  );
  return tableName({ database, schema, name, relationName }, naming);
}

/** Types of columns, as the first of these knows them: manifest.json, catalog.json, the project's own column_types.json. */
function columnsOf({ project, artifacts: { manifest, catalog } }: Known, loading: Loading): readonly KnownColumns[] {
  return [
    ...(manifest ? [columnsOfManifest(manifest.json)] : []),
    ...(catalog ? [columnsOfCatalog(catalog.json)] : []),
    ...loadColumnTypes(project.root, loading),
  ];
}

function fromYaml(known: Known): LoadedDefinitions {
  const { artifacts, problems, files, warnings, relations } = known;
  const loading = newLoading(relations, problems);
  const { documents, oldMetrics } = readProjectYaml(yamlOf(files).map(readText), loading);
  if (oldMetrics.length > 0) {
    warnings.push(`Metrics in the format that dbt gave up with 1.6 are left out: ${oldMetrics.join(', ')}.`);
  }
  const named = new Set(namesIn(documents, 'exposures'));
  const exposures = artifacts.manifest
    ? exposureDocuments(new Json(artifacts.manifest.json), named, definitionPlaces(yamlOf(files)))
    : [];
  return loadDocuments([...documents, ...exposures], loading, { columns: columnsOf(known, loading) });
}
