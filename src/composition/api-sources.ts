import type { ApiOptions } from '../config/api-options.js';
import { readApiProject } from '../config/api-project.js';
import type { SemanticCatalog } from '../model/catalog.js';
import { catalogFrom } from './api-definitions.js';
import type { TrellisOptions, TrellisWarehouse } from './api-options.js';
import { readDefinitions } from './definitions.js';
import { openCatalog } from './open-catalog.js';

/** What a program's options come to: its definitions, and where the data is. */
interface ApiSources {
  readonly catalog: SemanticCatalog;
  readonly warehouse: TrellisWarehouse;
  readonly warnings: readonly string[];
}

/**
 * @param options as the program gave them: a warehouse may hold an open connection
 * @param read the same, checked
 * @throws CONFIG_INVALID, DEFINITIONS_INVALID
 */
export async function openSources(options: TrellisOptions, read: ApiOptions): Promise<ApiSources> {
  const { definitions, project, profilesDir, target, env } = read;
  if (project === undefined) {
    return { catalog: await catalogFrom(definitions), warehouse: options.warehouse!, warnings: [] };
  }
  const chosen = readApiProject({ project, profilesDir, target, env }, read.warehouse?.kind);
  const { loaded, warnings } = readDefinitions({ definitions: '', project: chosen.project });
  return { catalog: await openCatalog(loaded), warehouse: options.warehouse ?? chosen.warehouse!, warnings };
}
