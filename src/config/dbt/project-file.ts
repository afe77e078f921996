import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { didYouMean } from '../../errors/did-you-mean.js';
import { TrellisError } from '../../errors/trellis-error.js';
import { type Rendering, render } from './jinja.js';
import { type DbtYaml, readDbtYaml } from './yaml-file.js';

const FILE = 'dbt_project.yml';

/** What Trellis needs of a dbt_project.yml. Paths are absolute. */
export interface ProjectFile {
  readonly root: string;
  readonly name: string;
  /** The name of its profile in profiles.yml. */
  readonly profile?: string;
  readonly modelPaths: readonly string[];
  readonly seedPaths: readonly string[];
  readonly snapshotPaths: readonly string[];
  readonly macroPaths: readonly string[];
  readonly targetPath: string;
  /** Settings by folder, as they stand. */
  readonly models: unknown;
  readonly seeds: unknown;
  readonly snapshots: unknown;
}

/**
 * Reads a project's dbt_project.yml. `DBT_TARGET_PATH` goes before its `target-path`, as in dbt.
 * @throws CONFIG_INVALID naming file and key
 */
export function readProjectFile(root: string, cwd: string, rendering: Rendering): ProjectFile {
  const yaml = readDbtYaml(join(root, FILE), cwd);
  if (typeof yaml === 'string') throw new TrellisError('CONFIG_INVALID', yaml);
  if (yaml === undefined) throw missing(root);
  const text = (key: string) => textOf(yaml, key, rendering);
  const paths = (keys: readonly string[], otherwise: string) =>
    (keys.map((key) => listOf(yaml, key, rendering)).find((list) => list !== undefined) ?? [otherwise]).map((path) =>
      resolve(root, path),
    );
  const name = text('name');
  if (name === undefined) throw new TrellisError('CONFIG_INVALID', `${yaml.name}: "name" is required.`);
  const profile = text('profile');
  return {
    root,
    name,
    ...(profile !== undefined && { profile }),
    modelPaths: paths(['model-paths', 'source-paths'], 'models'),
    seedPaths: paths(['seed-paths', 'data-paths'], 'seeds'),
    snapshotPaths: paths(['snapshot-paths'], 'snapshots'),
    macroPaths: paths(['macro-paths'], 'macros'),
    targetPath: resolve(root, rendering.env.DBT_TARGET_PATH || (text('target-path') ?? 'target')),
    models: yaml.data.models,
    seeds: yaml.data.seeds,
    snapshots: yaml.data.snapshots,
  };
}

function textOf(yaml: DbtYaml, key: string, rendering: Rendering): string | undefined {
  const value = yaml.data[key];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string' && typeof value !== 'number') throw wrong(yaml, key, 'must be text');
  return renderAt(yaml, key, String(value), rendering);
}

function listOf(yaml: DbtYaml, key: string, rendering: Rendering): readonly string[] | undefined {
  const value = yaml.data[key];
  if (value === undefined || value === null) return undefined;
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (!list.every((item) => typeof item === 'string')) throw wrong(yaml, key, 'must be a list of folders');
  return list.map((item) => renderAt(yaml, key, item, rendering));
}

function renderAt(yaml: DbtYaml, key: string, text: string, rendering: Rendering): string {
  try {
    return String(render(text, rendering));
  } catch (error) {
    if (error instanceof TrellisError) throw wrong(yaml, key, error.message);
    throw error;
  }
}

function wrong(yaml: DbtYaml, key: string, what: string): TrellisError {
  return new TrellisError('CONFIG_INVALID', `${yaml.locate([key])}: ${key} ${what}.`);
}

/** A project one folder further down is perhaps the one that is meant. */
function missing(root: string): TrellisError {
  if (!existsSync(root)) return new TrellisError('CONFIG_INVALID', `There is no project folder "${root}".`);
  if (existsSync(join(root, '..', FILE))) return noFile(root, [join(root, '..')]);
  const below = readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(root, entry.name, FILE)))
    .map((entry) => join(root, entry.name));
  return noFile(root, below.slice(0, 3));
}

function noFile(root: string, instead: readonly string[]): TrellisError {
  return new TrellisError('CONFIG_INVALID', `The project folder "${root}" has no ${FILE}.${didYouMean(instead)}`);
}
