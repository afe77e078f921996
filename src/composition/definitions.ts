import type { Config } from '../config/config.js';
import { type LoadedDefinitions, loadDefinitions, loadManifestFile, loadProject } from '../model/load/index.js';

/** What a configuration's definitions are, and what its user should know of where they come from. */
export interface ConfiguredDefinitions {
  readonly loaded: LoadedDefinitions;
  /** What they were read from, each a heading and its text. */
  readonly origin: readonly (readonly [string, string])[];
  readonly warnings: readonly string[];
}

/** Reads the definitions of the configured folder, semantic_manifest.json or dbt project. */
export function readDefinitions({
  definitions,
  project,
}: Pick<Config, 'definitions' | 'project'>): ConfiguredDefinitions {
  if (project === undefined) {
    const loaded = definitions.endsWith('.json') ? loadManifestFile(definitions) : loadDefinitions(definitions);
    return { loaded, origin: [], warnings: [] };
  }
  const loaded = loadProject(project, new Date());
  const { origin, warnings } = loaded;
  return {
    loaded,
    origin: [
      ['read from', origin.definitions],
      ['tables of', origin.tables],
    ],
    warnings: [...project.warnings, ...warnings],
  };
}
