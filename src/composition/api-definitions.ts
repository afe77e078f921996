import { fileURLToPath } from 'node:url';
import type { SemanticCatalog } from '../model/catalog.js';
import {
  type LoadedDefinitions,
  loadDefinitions,
  loadManifestDefinitions,
  loadManifestFile,
} from '../model/load/index.js';
import { loadObject } from '../model/load/load-object.js';
import { openCatalog } from './open-catalog.js';

/** The Greenery definitions, which come with Trellis. */
const DEMO = fileURLToPath(new URL('../../metrics', import.meta.url));

/**
 * The catalog of a folder, of a semantic manifest, or of an object in memory.
 * @throws DEFINITIONS_INVALID listing every problem
 */
export function catalogFrom(definitions: string | object = DEMO): Promise<SemanticCatalog> {
  return openCatalog(load(definitions));
}

function load(definitions: string | object): LoadedDefinitions {
  if (typeof definitions === 'string') {
    return definitions.endsWith('.json') ? loadManifestFile(definitions) : loadDefinitions(definitions);
  }
  return isManifest(definitions)
    ? loadManifestDefinitions(definitions, 'semantic_manifest.json')
    : loadObject(definitions);
}

/** dbt's artifact says which table each model is; YAML refers to a dbt model. */
function isManifest(definitions: object): boolean {
  const models: unknown = 'semantic_models' in definitions ? definitions.semantic_models : undefined;
  return Array.isArray(models) && models.some((model: object | null) => model !== null && 'node_relation' in model);
}
