import { existsSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { readTextOf, type TextFile } from '../files.js';
import type { DbtProject } from './dbt-project.js';

/** What `ref` may name, by the sections of YAML and of dbt_project.yml. */
export const RESOURCE_SECTIONS = ['models', 'seeds', 'snapshots'] as const;
export type ResourceSection = (typeof RESOURCE_SECTIONS)[number];

/** A file below the paths of models, seeds or snapshots; paths are shown relative to the project, as dbt shows them. */
export interface ProjectFile {
  /** `models/marts/sales.yml` */
  readonly shown: string;
  /** Whose paths it stands below. */
  readonly section: ResourceSection;
  /** The folders between that path and the file: `['marts']`. */
  readonly folders: readonly string[];
  readonly path: string;
}

const SKIPPED = new Set(['node_modules', 'dbt_packages', 'dbt_modules']);

/** Every file below the paths of models, seeds and snapshots, by path; packages, hidden folders and the target folder are left out. */
export function projectFiles(project: DbtProject): readonly ProjectFile[] {
  const files = RESOURCE_SECTIONS.flatMap((section) =>
    pathsOf(project, section).flatMap((folder) =>
      filesBelow(folder, [], project).map((file): ProjectFile => ({ ...file, section })),
    ),
  );
  return [...new Map(files.map((file) => [file.path, file])).values()];
}

function pathsOf(project: DbtProject, section: ResourceSection): readonly string[] {
  switch (section) {
    case 'models':
      return project.modelPaths;
    case 'seeds':
      return project.seedPaths;
    case 'snapshots':
      return project.snapshotPaths;
  }
}

type FileBelow = Omit<ProjectFile, 'section'>;

/** Every file below a folder. */
export function filesBelow(folder: string, folders: readonly string[], project: DbtProject): readonly FileBelow[] {
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry): readonly FileBelow[] => {
    const path = join(folder, entry.name);
    const stats = statSync(path, { throwIfNoEntry: false });
    if (stats?.isDirectory()) {
      return isForeign(path, entry.name, project) || leadsBack(path, folder)
        ? []
        : filesBelow(path, [...folders, entry.name], project);
    }
    if (!stats?.isFile()) return [];
    return [{ shown: relative(project.root, path).split(sep).join('/'), folders, path }];
  });
}

/** A folder with a dbt_project.yml of its own is another project. */
function isForeign(path: string, name: string, { targetPath }: DbtProject): boolean {
  return name.startsWith('.') || SKIPPED.has(name) || path === targetPath || existsSync(join(path, 'dbt_project.yml'));
}

/** A link to a folder that it stands in. */
function leadsBack(path: string, folder: string): boolean {
  return `${realpathSync(folder)}${sep}`.startsWith(`${realpathSync(path)}${sep}`);
}

export function yamlOf(files: readonly ProjectFile[]): readonly ProjectFile[] {
  return files.filter(({ path }) => /\.ya?ml$/iu.test(path));
}

/** A checkout writes all its files within a moment, in any order. */
const MOMENT_MS = 60_000;

/** The first file that was written later. */
export function newerThan(written: Date, files: readonly ProjectFile[]): string | undefined {
  return files.find(({ path }) => statSync(path).mtimeMs > written.getTime() + MOMENT_MS)?.shown;
}

/** `models` or `models, metrics, snapshots`; of seeds and snapshots only where there are such folders. */
export function shownPaths({ root, modelPaths, seedPaths, snapshotPaths }: DbtProject): string {
  const paths = [...modelPaths, ...[...seedPaths, ...snapshotPaths].filter((path) => existsSync(path))];
  return [...new Set(paths)].map((path) => relative(root, path).split(sep).join('/') || '.').join(', ');
}

export function readText({ shown, path }: FileBelow): TextFile {
  return { path: shown, ...readTextOf(path) };
}
