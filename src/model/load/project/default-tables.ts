import { readFileSync } from 'node:fs';
import { basename, extname } from 'node:path';
import { Json } from '../manifest/json.js';
import { type Place, plain } from '../place.js';
import type { Reference } from '../reference.js';
import type { DbtProject } from './dbt-project.js';
import { versionedName } from './manifest-tables.js';
import type { DbtTable } from './table-name.js';
import type { ProjectFile } from './yaml-files.js';

/** What a model, or a folder of models, may say of its place. */
interface Placement {
  readonly database?: string | undefined;
  readonly schema?: string | undefined;
  readonly alias?: string | undefined;
}
const KEYS = ['database', 'schema', 'alias'] as const;

/**
 * Where dbt puts a model by default, for projects without a manifest.json: the target's database and schema, with a
 * custom schema behind it (`main` and `marts`: main_marts), and the model's name or alias.
 * Sources: https://docs.getdbt.com/docs/build/custom-schemas, custom-databases, custom-aliases.
 * The model's own config() wins over its YAML, that over dbt_project.yml.
 */
export function defaultTables(
  project: DbtProject,
  documents: readonly Place[],
  files: readonly ProjectFile[],
): (reference: Reference) => DbtTable | undefined {
  const yaml = documents.map((document) => new Json(plain(document)));
  const sources = new Map(yaml.flatMap((document) => sourceTables(document, project)));
  const properties = new Map(
    yaml.flatMap((document) =>
      ['models', 'seeds', 'snapshots'].flatMap((section) =>
        document
          .get(section)
          .items()
          .map((model) => [model.get('name').text() ?? '', model] as const),
      ),
    ),
  );
  const modelFiles = new Map(
    files
      .filter(({ path }) => /\.(sql|py)$/iu.test(path))
      .map((file) => [basename(file.path, extname(file.path)), file]),
  );
  return ({ kind, name }) => {
    if (kind === 'source') return sources.get(name);
    const model = properties.get(name);
    const latest = model?.get('latest_version').value ?? latestOf(model?.get('versions'));
    const file = modelFiles.get(name);
    const placement: Placement = {
      ...(file && folderPlacement(project, file)),
      ...(model && placementOf(model.get('config'))),
      ...(file && ownPlacement(file)),
    };
    const alias = latest === undefined ? name : versionedName(name, latest as string | number);
    return {
      database: placement.database ?? project.database,
      schema: customSchema(project.schema, placement.schema),
      name: placement.alias ?? alias,
    };
  };
}

function customSchema(target: string | undefined, custom: string | undefined): string | undefined {
  if (custom === undefined) return target;
  return target === undefined ? custom.trim() : `${target}_${custom.trim()}`;
}

function latestOf(versions: Json | undefined): unknown {
  const all = versions?.items().map((version) => version.get('v').value) ?? [];
  return all.length === 0 ? undefined : all.reduce((a, b) => (Number(b) > Number(a) ? b : a));
}

/** A source's tables: of the target's database and a schema of the source's name, unless it says otherwise. */
function sourceTables(document: Json, project: DbtProject): readonly (readonly [string, DbtTable])[] {
  return document
    .get('sources')
    .items()
    .flatMap((source) => {
      const name = source.get('name').text() ?? '';
      const database = source.get('database').text() ?? project.database;
      const schema = source.get('schema').text() ?? name;
      return source
        .get('tables')
        .items()
        .map((table): readonly [string, DbtTable] => {
          const own = table.get('name').text() ?? '';
          return [`${name}.${own}`, { database, schema, name: table.get('identifier').text() ?? own }];
        });
    });
}

function placementOf(config: Json): Placement {
  const known = KEYS.flatMap((key) => {
    const text = config.get(key).text() ?? config.get(`+${key}`).text();
    return text === undefined ? [] : [[key, text] as const];
  });
  return Object.fromEntries(known);
}

/** `models:` of dbt_project.yml, from the project down through the file's folders. */
function folderPlacement(project: DbtProject, { folders, path }: ProjectFile): Placement {
  const steps = [project.name, ...folders, basename(path, extname(path))];
  let level = new Json(project.models);
  let placement = placementOf(level);
  for (const step of steps) {
    level = level.get(step);
    placement = { ...placement, ...placementOf(level) };
  }
  return placement;
}

/** `{{ config(schema='marts') }}` in the model's file, where the values are plain texts. */
function ownPlacement({ path }: ProjectFile): Placement {
  const sql = readFileSync(path, 'utf8');
  const call = /\{\{-?\s*config\s*\(([\s\S]*?)\)\s*-?\}\}/u.exec(sql)?.[1] ?? '';
  const found = [...call.matchAll(/\b(database|schema|alias)\s*=\s*(?:'([^']*)'|"([^"]*)")/gu)];
  return Object.fromEntries(found.map(([, key, single, double]) => [key, single ?? double]));
}
