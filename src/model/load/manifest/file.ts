import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { TrellisError } from '../../../errors/trellis-error.js';
import type { LoadedDefinitions } from '../load.js';
import { loadManifestDefinitions } from './index.js';

/**
 * The definitions of a semantic_manifest.json, wherever it lies.
 * @throws DEFINITIONS_INVALID where it can't be read as JSON
 */
export function loadManifestFile(path: string): LoadedDefinitions {
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    const reason = cause instanceof SyntaxError ? 'is no valid JSON' : "can't be read";
    throw new TrellisError('DEFINITIONS_INVALID', `The semantic manifest "${path}" ${reason}.`, { cause });
  }
  return loadManifestDefinitions(json, join(basename(dirname(path)), basename(path)));
}
