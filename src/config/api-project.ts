import { resolve } from 'node:path';
import { type ProjectConfig, projectConfig } from './dbt/project-config.js';
import { readProject } from './project-choice.js';
import type { WarehouseKind } from './settings.js';
import { settle } from './settle.js';
import type { WarehouseConfig } from './shape.js';
import { type Environment, readFlags } from './sources.js';

/** A dbt project as a program names it. */
export interface ApiProject {
  readonly project: string;
  readonly profilesDir?: string | undefined;
  readonly target?: string | undefined;
  readonly env?: Environment | undefined;
}

/**
 * A project, and its profile's connection unless the program has a warehouse of its own. Neither a trellis.yml nor
 * TRELLIS_ variables are read.
 * @param kind of the program's own warehouse
 * @throws CONFIG_INVALID
 */
export function readApiProject(
  { project, profilesDir, target, env = {} }: ApiProject,
  kind: WarehouseKind | undefined,
): { readonly project: ProjectConfig; readonly warehouse?: WarehouseConfig; readonly warnings: readonly string[] } {
  const cwd = resolve('.');
  const own = [readFlags({ project, profilesDir, target, warehouse: { kind } }, cwd)];
  const dbt = readProject(own, { env, cwd })!;
  if (kind !== undefined) {
    return { project: projectConfig(dbt.settings, { kind, isOfProfile: false }), warnings: [] };
  }
  const config = settle({
    own,
    dbt,
    defaultDefinitions: project,
    env,
    attendance: 'attended',
    hasVariables: false,
  });
  return { project: config.project!, warehouse: config.warehouse, warnings: config.warnings };
}
