import { Json } from '../manifest/json.js';
import { type Place, plain } from '../place.js';
import type { Reference } from '../reference.js';
import type { DbtProject } from './dbt-project.js';
import { versionedName } from './manifest-tables.js';
import { modelVersions } from './model-versions.js';
import { type Placement, placementOf } from './placement.js';
import { type Resource, resourcesOf } from './resources.js';
import type { DbtTable } from './table-name.js';
import { type ProjectFile, RESOURCE_SECTIONS } from './yaml-files.js';

/** A table by dbt's rules; where no file of the project defines it, a guess. */
export interface DefaultTable extends DbtTable {
  readonly isDefined: boolean;
}

/**
 * Where dbt puts a model, a seed or a snapshot by default, for projects without a manifest.json: the target's database
 * and schema, with a custom schema behind it (`main` and `marts`: main_marts), and its name or alias.
 * Sources: https://docs.getdbt.com/docs/build/custom-schemas, custom-databases, custom-aliases, and
 * https://docs.getdbt.com/reference/resource-configs/target_schema for snapshots of old.
 * Its own config() wins over its YAML, that over dbt_project.yml.
 */
export function defaultTables(
  project: DbtProject,
  documents: readonly Place[],
  files: readonly ProjectFile[],
): (reference: Reference) => DefaultTable {
  const yaml = documents.map((document) => new Json(plain(document)));
  const entries = (section: string) => yaml.flatMap((document) => document.get(section).items());
  const sources = new Map(entries('sources').flatMap((source) => sourceTables(source, project)));
  const properties = new Map(
    RESOURCE_SECTIONS.flatMap(entries).map((entry) => [entry.get('name').text() ?? '', entry] as const),
  );
  const versions = modelVersions(entries('models'));
  const resources = resourcesOf(files, documents);

  return ({ kind, name, package: packageName }) => {
    if (kind === 'source') return sources.get(name) ?? unknownSource(name, project);
    const version = versions.get(name);
    const model = version?.model ?? properties.get(name);
    const file = (version?.files ?? [name]).find((one) => resources.has(one));
    const resource = file === undefined ? undefined : resources.get(file);
    const base = model?.get('name').text() ?? name;
    const placement: Placement = {
      ...(resource && folderPlacement(project, resource, version && [base, `v${version.version}`])),
      ...(model && placementOf(model.get('config'))),
      ...(version && placementOf(version.config)),
      ...resource?.placement,
    };
    // dbt heeds the target_ keys of snapshots only.
    const kept: Placement = resource?.section === 'snapshots' ? placement : {};
    const isOwn = packageName === undefined || packageName === project.name;
    return {
      database: kept.target_database || (placement.database ?? project.database),
      schema: kept.target_schema || customSchema(project.schema, placement.schema),
      name: placement.alias ?? (version ? versionedName(base, version.version) : name),
      isDefined: isOwn && resource !== undefined,
    };
  };
}

function customSchema(target: string | undefined, custom: string | undefined): string | undefined {
  if (custom === undefined) return target;
  return target === undefined ? custom.trim() : `${target}_${custom.trim()}`;
}

/** A source's tables: of the target's database and a schema of the source's name, unless it says otherwise. */
function sourceTables(source: Json, project: DbtProject): readonly (readonly [string, DefaultTable])[] {
  const name = source.get('name').text() ?? '';
  const database = source.get('database').text() ?? project.database;
  const schema = source.get('schema').text() ?? name;
  return source
    .get('tables')
    .items()
    .map((table) => {
      const own = table.get('name').text() ?? '';
      const identifier = table.get('identifier').text() ?? own;
      return [`${name}.${own}`, { database, schema, name: identifier, isDefined: true }] as const;
    });
}

function unknownSource(reference: string, { database }: DbtProject): DefaultTable {
  const [schema, ...name] = reference.split('.');
  return { database, schema, name: name.join('.'), isDefined: false };
}

/** Of dbt_project.yml, from the section and the project down through folders and file; a version is named below its model. */
function folderPlacement(
  project: DbtProject,
  { section, steps }: Resource,
  versioned: readonly string[] | undefined,
): Placement {
  let level = new Json(project[section]);
  let placement = placementOf(level);
  for (const step of [project.name, ...(versioned ? [...steps.slice(0, -1), ...versioned] : steps)]) {
    level = level.get(step);
    placement = { ...placement, ...placementOf(level) };
  }
  return placement;
}
