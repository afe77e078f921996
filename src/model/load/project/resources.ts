import { readFileSync } from 'node:fs';
import { basename, extname } from 'node:path';
import { Json } from '../manifest/json.js';
import { type Place, plain } from '../place.js';
import { type Placement, placementInCode } from './placement.js';
import type { ProjectFile, ResourceSection } from './yaml-files.js';

/** A model, a seed or a snapshot as a project's files define it. */
export interface Resource {
  readonly section: ResourceSection;
  /** What dbt_project.yml calls it below the project's name: its folders, then itself. */
  readonly steps: readonly string[];
  /** What its own code says. */
  readonly placement: Placement;
}

const SNAPSHOT = /\{%-?\s*snapshot\s+(\w+)\s*-?%\}([\s\S]*?)\{%-?\s*endsnapshot\s*-?%\}/gu;

/**
 * All that `ref` may name, by name; of several with one name, which dbt refuses, a model goes first. Snapshots are blocks of an SQL file, which is then a step on the way to them, or
 * entries of YAML with a `relation`. Sources: https://docs.getdbt.com/reference/resource-properties/snapshot-properties
 * and https://docs.getdbt.com/reference/resource-configs/resource-path.
 */
export function resourcesOf(files: readonly ProjectFile[], documents: readonly Place[]): ReadonlyMap<string, Resource> {
  const byShown = new Map(files.map((file) => [file.shown, file]));
  const all = [
    ...files.flatMap(resourcesOfFile),
    ...documents.flatMap((document) => snapshotsOfYaml(document, byShown.get(document.file.path)?.folders ?? [])),
  ];
  return new Map(all.reverse());
}

type Named = readonly [string, Resource];

function resourcesOfFile({ section, folders, path }: ProjectFile): readonly Named[] {
  const extension = extname(path);
  const name = basename(path, extension);
  const steps = [...folders, name];
  switch (section) {
    case 'models':
      if (!/^\.(?:sql|py)$/iu.test(extension)) return [];
      return [[name, { section, steps, placement: placementInCode(readFileSync(path, 'utf8')) }]];
    case 'seeds':
      return /^\.csv$/iu.test(extension) ? [[name, { section, steps, placement: {} }]] : [];
    case 'snapshots':
      if (!/^\.sql$/iu.test(extension)) return [];
      return [...readFileSync(path, 'utf8').matchAll(SNAPSHOT)].map(([, own = '', code = '']) => [
        own,
        { section, steps: [...steps, own], placement: placementInCode(code) },
      ]);
  }
}

function snapshotsOfYaml(document: Place, folders: readonly string[]): readonly Named[] {
  return new Json(plain(document))
    .get('snapshots')
    .items()
    .filter((snapshot) => snapshot.get('relation').isSet())
    .map((snapshot) => {
      const name = snapshot.get('name').text() ?? '';
      return [name, { section: 'snapshots', steps: [...folders, name], placement: {} }];
    });
}
