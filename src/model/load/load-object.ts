import { TrellisError } from '../../errors/trellis-error.js';
import { checkTopLevel, parseYaml } from './documents.js';
import { type LoadedDefinitions, loadDocuments } from './load.js';
import { newLoading } from './loading.js';
import { resolveRelations } from './relations.js';

/**
 * Definitions in memory, in the shape that YAML gives: `{semantic_models, metrics, saved_queries, …}`. An object has
 * no lines, so a problem stands where the object's JSON text would have it (two spaces a level).
 * @throws DEFINITIONS_INVALID where it is no plain data
 */
export function loadObject(definitions: object): LoadedDefinitions {
  const { relations } = resolveRelations(new Map());
  const loading = newLoading(relations);
  // JSON is YAML, whose parser says where things stand.
  const { documents } = parseYaml({ path: 'definitions', text: jsonOf(definitions) });
  for (const document of documents) checkTopLevel(document, loading);
  return loadDocuments(documents, loading);
}

function jsonOf(definitions: object): string {
  try {
    return JSON.stringify(definitions, null, 2);
  } catch (cause) {
    const message = 'The definitions are no plain data: they hold a circle or a bigint.';
    throw new TrellisError('DEFINITIONS_INVALID', message, { cause });
  }
}
