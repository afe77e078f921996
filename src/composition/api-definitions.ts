import { readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { TrellisError } from '../errors/trellis-error.js';
import type { SemanticCatalog } from '../model/catalog.js';
import { catalogOf, loadCatalog, loadManifestDefinitions } from '../model/load/index.js';
import { loadFiles } from '../model/load/load.js';
import { resolveRelations } from '../model/load/relations.js';

/** The Greenery definitions, which come with Trellis. */
const DEMO = fileURLToPath(new URL('../../metrics', import.meta.url));

/**
 * The catalog of a folder, a semantic manifest or an object in memory.
 * @throws DEFINITIONS_INVALID listing every problem
 */
export function catalogFrom(definitions: string | object | undefined): SemanticCatalog {
  if (definitions === undefined) return loadCatalog(DEMO);
  if (typeof definitions === 'object') return catalogOf(definitionsIn(definitions));
  return isFile(definitions) ? catalogOf(manifestIn(definitions)) : loadCatalog(definitions);
}

/** An object has no lines, so it is read as the JSON text that it would be. */
function definitionsIn(definitions: object) {
  if (isManifest(definitions)) return loadManifestDefinitions(definitions, 'semantic_manifest.json');
  const { relations } = resolveRelations(new Map());
  return loadFiles([{ path: 'definitions', text: jsonOf(definitions) }], relations);
}

/** dbt's own artifact names the table of each model, YAML refers to it. */
function isManifest(definitions: object): boolean {
  const models: unknown = 'semantic_models' in definitions ? definitions.semantic_models : undefined;
  return Array.isArray(models) && models.some((model: object | null) => model && 'node_relation' in model);
}

function jsonOf(definitions: object): string {
  try {
    return JSON.stringify(definitions, null, 2);
  } catch (cause) {
    throw new TrellisError(
      'DEFINITIONS_INVALID',
      'The definitions are no plain data: they hold a circle or a bigint.',
      {
        cause,
      },
    );
  }
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

function manifestIn(path: string) {
  try {
    return loadManifestDefinitions(JSON.parse(readFileSync(path, 'utf8')), basename(path));
  } catch (cause) {
    if (cause instanceof TrellisError) throw cause;
    throw new TrellisError('DEFINITIONS_INVALID', `"${path}" is not a JSON file that can be read.`, { cause });
  }
}
