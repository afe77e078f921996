import { TrellisError } from '../../errors/trellis-error.js';
import { homeOf } from '../paths.js';
import type { Environment, Source } from '../sources.js';
import { connectionOf } from './adapters.js';
import type { Connection } from './connection.js';
import { readTarget, type Target } from './profile.js';
import { type ProjectFile, readProjectFile } from './project-file.js';

/** A dbt project as the configuration sees it. Paths are absolute. */
export interface ProjectConfig extends ProjectFile {
  /** The profile's target, `bakery, target dev`; absent where the connection comes from elsewhere. */
  readonly target?: string;
  /** Where dbt builds to, as far as a profile says. */
  readonly database?: string;
  readonly schema?: string;
  /**
   * How much of a table's name is written: all that dbt says; without the database, in a DuckDB file that is not the
   * profile's; the table alone, in a folder of files.
   */
  readonly naming: 'database' | 'schema' | 'table';
  /** What the connection leaves out, and what could not be read where that stops nothing. */
  readonly warnings: readonly string[];
}

export interface DbtInput {
  readonly root: string;
  readonly profilesDir: string | undefined;
  readonly target: string | undefined;
  readonly env: Environment;
  readonly cwd: string;
  /** Nothing will be connected to: what is wrong with a profile that nobody names is a warning. */
  readonly offline: boolean;
  /** The kind of warehouse that Trellis' own settings name, which goes before the profile's. */
  readonly kind: unknown;
}

/** What a project's own files say. */
export interface DbtSettings {
  readonly file: ProjectFile;
  readonly target?: Target;
  readonly connection?: Connection;
  /** The connection as settings, which all others go before. */
  readonly source: Source;
  readonly warnings: readonly string[];
}

/** @throws CONFIG_INVALID where the project itself can't be read */
export function readDbtSettings(input: DbtInput): DbtSettings {
  const { root, env, cwd, offline, kind } = input;
  const rendering = { env, offline };
  const file = readProjectFile(root, cwd, rendering);
  try {
    const target = readTarget({ project: file, profilesDir: input.profilesDir, target: input.target, cwd }, rendering);
    const connection = connectionOf(target, { root, home: homeOf(env) });
    const warnings = kind === undefined || kind === target.type ? connection.warnings : [];
    return { file, target, connection, source: { written: connection.written, problems: [] }, warnings };
  } catch (error) {
    if (!(error instanceof TrellisError)) throw error;
    const told = error.message.split('\n');
    const isAsked = input.target !== undefined || input.profilesDir !== undefined;
    const stops = kind === undefined && (isAsked || !offline);
    const needsNone = kind === 'demo' || kind === 'folder';
    return { file, source: { written: [], problems: stops ? told : [] }, warnings: stops || needsNone ? [] : told };
  }
}

/** The project with what the chosen warehouse means for the names of its tables. */
export function projectConfig(
  { file, target, connection, warnings }: DbtSettings,
  warehouse: { readonly kind: string; readonly isOfProfile: boolean },
): ProjectConfig {
  return {
    ...file,
    ...(target && warehouse.isOfProfile && { target: `${target.profile}, target ${target.name}` }),
    ...(connection?.database !== undefined && { database: connection.database }),
    ...(connection?.schema !== undefined && { schema: connection.schema }),
    naming: namingOf(warehouse),
    warnings,
  };
}

function namingOf({
  kind,
  isOfProfile,
}: {
  readonly kind: string;
  readonly isOfProfile: boolean;
}): ProjectConfig['naming'] {
  if (isOfProfile || kind === 'snowflake') return 'database';
  return kind === 'duckdb' ? 'schema' : 'table';
}
