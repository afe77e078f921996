import type { ApiOptions } from '../config/api-options.js';
import { readApiProject } from '../config/api-project.js';
import { readApiSnowflake } from '../config/api-snowflake.js';
import type { WarehouseConfig } from '../config/config.js';
import type { SemanticCatalog } from '../model/catalog.js';
import { catalogFrom } from './api-definitions.js';
import type { TrellisOptions, TrellisWarehouse } from './api-options.js';
import { readDefinitions } from './definitions.js';
import { openCatalog } from './open-catalog.js';

/** A warehouse with all that is needed to open it. */
export type OpenableWarehouse = Exclude<TrellisWarehouse, { readonly kind: 'snowflake' }> | WarehouseConfig;

/** What a program's options come to: its definitions, and where the data is. */
interface ApiSources {
  readonly catalog: SemanticCatalog;
  readonly warehouse: OpenableWarehouse;
  /** The target folder of the project. */
  readonly targetPath?: string;
  readonly warnings: readonly string[];
}

/**
 * @param options as the program gave them: a warehouse may hold an open connection
 * @param read the same, checked
 * @throws CONFIG_INVALID, DEFINITIONS_INVALID
 */
export async function openSources(options: TrellisOptions, read: ApiOptions): Promise<ApiSources> {
  const { definitions, project, profilesDir, target, env } = read;
  const own = ownWarehouse(options, read);
  if (project === undefined) {
    return { catalog: await catalogFrom(definitions), warehouse: own.warehouse!, warnings: own.warnings };
  }
  const chosen = readApiProject({ project, profilesDir, target, env }, read.warehouse?.kind);
  const { loaded, warnings } = readDefinitions({ definitions: '', project: chosen.project });
  return {
    catalog: await openCatalog(loaded),
    warehouse: own.warehouse ?? chosen.warehouse!,
    targetPath: chosen.project.targetPath,
    warnings: [...own.warnings, ...chosen.warnings, ...warnings],
  };
}

function ownWarehouse(
  { warehouse }: TrellisOptions,
  { env }: ApiOptions,
): { readonly warehouse?: OpenableWarehouse; readonly warnings: readonly string[] } {
  if (warehouse === undefined) return { warnings: [] };
  return warehouse.kind === 'snowflake' ? readApiSnowflake(warehouse, env) : { warehouse, warnings: [] };
}
