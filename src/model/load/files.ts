import { isUtf8 } from 'node:buffer';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join, relative, resolve, sep } from 'node:path';
import { TrellisError } from '../../errors/trellis-error.js';

/** A text file of a definitions folder; `path` is relative to the folder's parent: `metrics/funnel.yml`. */
export interface TextFile {
  readonly path: string;
  readonly text: string;
  /** Its bytes are no UTF-8 text. */
  readonly isBinary?: true;
}

/**
 * All YAML files below the folder, in the order of their paths.
 * @throws DEFINITIONS_INVALID where there is no such folder, or it is that of a whole dbt project
 */
export function readYamlFiles(folder: string): readonly TextFile[] {
  if (!existsSync(folder)) throw new TrellisError('DEFINITIONS_INVALID', `There is no definitions folder "${folder}".`);
  if (existsSync(join(folder, 'dbt_project.yml'))) {
    throw new TrellisError(
      'DEFINITIONS_INVALID',
      `"${folder}" is a dbt project: say --project ${folder}, or {project: '${folder}'} to openTrellis. ` +
        'As definitions, name its folder of models or its target/semantic_manifest.json.',
    );
  }
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.ya?ml$/i.test(path))
    .sort()
    .map((path) => readTextFile(folder, join(folder, path)));
}

/** The SELECTs of `models/NAME.sql`, by name. */
export function readModelFiles(folder: string): ReadonlyMap<string, TextFile> {
  return new Map(
    listFolder(join(folder, 'models'))
      .filter((name) => name.endsWith('.sql'))
      .sort()
      .map((name) => [basename(name, '.sql'), readTextFile(folder, join(folder, 'models', name))]),
  );
}

export function readFileIfAny(folder: string, name: string): TextFile | undefined {
  const path = join(folder, name);
  return existsSync(path) ? readTextFile(folder, path) : undefined;
}

function listFolder(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

function readTextFile(folder: string, path: string): TextFile {
  const root = resolve(folder);
  const shown = join(basename(root), relative(root, resolve(path)))
    .split(sep)
    .join('/');
  return { path: shown, ...readTextOf(path) };
}

/** The text of a file without a byte order mark. */
export function readTextOf(path: string): Omit<TextFile, 'path'> {
  const bytes = readFileSync(path);
  // UTF-16 without a mark is UTF-8 of a sort: every other character is NUL.
  const isText = isUtf8(bytes) && !bytes.includes(0);
  return { text: bytes.toString('utf8').replace(/^\uFEFF/u, ''), ...(!isText && { isBinary: true }) };
}
