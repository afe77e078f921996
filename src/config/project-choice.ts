import { resolve } from 'node:path';
import { TrellisError } from '../errors/trellis-error.js';
import { type DbtSettings, readDbtSettings } from './dbt/project-config.js';
import { pathSettings, projectSettings } from './settings.js';
import type { Environment, Source, Written } from './sources.js';

/** The dbt project that the settings name. */
export interface ChosenProject {
  readonly settings: DbtSettings;
  /** False where a folder of definitions is named by a source that goes before: then only the connection is the project's. */
  readonly isMeant: boolean;
}

/**
 * The project that the last source names, with its connection.
 * @throws CONFIG_INVALID where the project can't be read, or stands beside a folder of definitions
 */
export function readProject(
  sources: readonly Source[],
  { env, cwd, offline = false }: { readonly env: Environment; readonly cwd: string; readonly offline?: boolean },
): ChosenProject | undefined {
  const last = (setting: string) => lastOf(sources, setting);
  const project = last('project');
  if (project === undefined) return undefined;
  const definitions = last('definitions');
  if (definitions?.rank === project.rank) {
    const [first, second] = [project.written.label, definitions.written.label];
    throw invalid(`${first} and ${second} exclude each other: both say where the definitions are.`);
  }
  const settings = readDbtSettings({
    root: pathOf(project.written),
    profilesDir: optionalPath(last('profilesDir')?.written),
    target: optionalText(last('target')?.written),
    kind: last('warehouse.kind')?.written.value ?? (last('warehouse.connection') && 'snowflake'),
    env,
    cwd,
    offline,
  });
  return { settings, isMeant: definitions === undefined || definitions.rank < project.rank };
}

function lastOf(
  sources: readonly Source[],
  setting: string,
): { readonly written: Written; readonly rank: number } | undefined {
  const rank = sources.findLastIndex((source) => source.written.some((each) => each.setting === setting));
  const written = sources[rank]?.written.find((each) => each.setting === setting);
  return written && { written, rank };
}

function optionalText(written: Written | undefined): string | undefined {
  return written && textOf(written);
}

function optionalPath(written: Written | undefined): string | undefined {
  return written && pathOf(written);
}

function pathOf(written: Written): string {
  return pathSettings.has(written.setting) ? resolve(written.folder, textOf(written)) : textOf(written);
}

function textOf({ setting, value, label }: Written): string {
  const read = projectSettings.safeParse({ [setting]: value });
  if (read.success) return String(value);
  throw invalid(`${label} must be ${read.error.issues[0]?.message}.`);
}

function invalid(message: string): TrellisError {
  return new TrellisError('CONFIG_INVALID', message);
}
