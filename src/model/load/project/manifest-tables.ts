import type { Json } from '../manifest/json.js';
import type { Reference } from '../reference.js';
import type { DbtTable } from './table-name.js';

/** A model's version as manifest.json has it: a number or a text. */
interface ManifestTable extends DbtTable {
  readonly package: string | undefined;
  readonly version: string | undefined;
  readonly isLatest: boolean;
}

const REFERABLE = new Set(['model', 'seed', 'snapshot']);

/** The tables that a manifest.json (v4 to v12) names, by reference; undefined for what it does not know. */
export function manifestTables(manifest: Json, project: string): (reference: Reference) => DbtTable | undefined {
  const models = new Map<string, ManifestTable[]>();
  const sources = new Map<string, DbtTable>();
  for (const [, node] of manifest.get('nodes').entries()) {
    const name = node.get('name').text();
    if (name === undefined || !REFERABLE.has(node.get('resource_type').text() ?? '')) continue;
    const table = tableOf(node, name);
    const names = table.version === undefined ? [name] : [name, versionedName(name, table.version)];
    for (const one of names) models.set(one, [...(models.get(one) ?? []), table]);
  }
  for (const [, source] of manifest.get('sources').entries()) {
    const name = source.get('name').text();
    const key = `${source.get('source_name').text()}.${name}`;
    if (name !== undefined) sources.set(key, placeOf(source, source.get('identifier').text() ?? name));
  }
  return (reference) => {
    if (reference.kind === 'source') return sources.get(reference.name);
    const found = (models.get(reference.name) ?? []).filter(
      (table) => reference.package === undefined || table.package === reference.package,
    );
    const own = found.filter((table) => table.package === project);
    const candidates = own.length > 0 ? own : found;
    return candidates.find(({ isLatest }) => isLatest) ?? candidates[0];
  };
}

/** dbt's default alias of a version: `prices`, 2 → prices_v2. */
export function versionedName(name: string, version: string | number): string {
  return `${name}_v${String(version).replaceAll('.', '_')}`;
}

function tableOf(node: Json, name: string): ManifestTable {
  const version = scalarText(node.get('version'));
  return {
    ...placeOf(node, node.get('alias').text() ?? name),
    package: node.get('package_name').text(),
    version,
    isLatest: version === scalarText(node.get('latest_version')),
  };
}

function placeOf(node: Json, name: string): DbtTable {
  return {
    database: node.get('database').text(),
    schema: node.get('schema').text(),
    name,
    relationName: node.get('relation_name').text(),
  };
}

function scalarText({ value }: Json): string | undefined {
  return value === undefined || value === null ? undefined : String(value);
}
