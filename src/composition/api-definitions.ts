import { fileURLToPath } from 'node:url';
import type { SemanticCatalog } from '../model/catalog.js';
import { loadDefinitions } from '../model/load/index.js';
import { loadObject } from '../model/load/load-object.js';
import { openCatalog } from './open-catalog.js';

/** The Greenery definitions, which come with Trellis. */
const DEMO = fileURLToPath(new URL('../../metrics', import.meta.url));

/**
 * The catalog of a folder or of an object in memory.
 * @throws DEFINITIONS_INVALID listing every problem
 */
export function catalogFrom(definitions: string | object = DEMO): Promise<SemanticCatalog> {
  return openCatalog(typeof definitions === 'string' ? loadDefinitions(definitions) : loadObject(definitions));
}
