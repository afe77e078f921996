import type { Json } from '../manifest/json.js';

/** A version of a model, as the model's YAML lists it. */
export interface ModelVersion {
  readonly model: Json;
  readonly version: string;
  /** The names that its file may have, the likeliest first. */
  readonly files: readonly string[];
  readonly config: Json;
}

/**
 * The versions of models by the names that references have: `prices_v2`, and of the latest also `prices`.
 * Without `latest_version` the greatest is the latest. Source: https://docs.getdbt.com/reference/resource-properties/versions.
 */
export function modelVersions(models: readonly Json[]): ReadonlyMap<string, ModelVersion> {
  return new Map(models.flatMap(versionsOf));
}

function versionsOf(model: Json): readonly (readonly [string, ModelVersion])[] {
  const name = model.get('name').text() ?? '';
  const all = model.get('versions').items();
  const latest = textOf(model.get('latest_version')) ?? latestOf(all.flatMap((one) => textOf(one.get('v')) ?? []));
  return all.flatMap((one) => {
    const version = textOf(one.get('v')) ?? '';
    const isLatest = version === latest;
    const own = `${name}_v${version}`;
    const files = [one.get('defined_in').text() ?? own, ...(isLatest ? [name] : [])];
    const found = { model, version, files, config: one.get('config') };
    return [own, ...(isLatest ? [name] : [])].map((each) => [each, found] as const);
  });
}

function latestOf(versions: readonly string[]): string | undefined {
  return [...versions].sort(compare).at(-1);
}

/** As numbers where both are. */
function compare(a: string, b: string): number {
  const difference = Number(a) - Number(b);
  if (!Number.isNaN(difference)) return difference;
  return a < b ? -1 : 1;
}

function textOf({ value }: Json): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}
