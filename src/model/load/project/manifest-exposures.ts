import type { Json } from '../manifest/json.js';
import { copies, documentOf, listAt, mapAt, type Tree, textAt } from '../manifest/tree.js';
import type { Place } from '../place.js';
import { hasOldMetrics } from './artifacts.js';
import type { DefinitionPlaces } from './definition-places.js';

/**
 * The exposures of a manifest.json as documents, but those whose names are known already.
 * Metrics of dbt's old format, which nobody loads, are left out of what they depend on.
 */
export function exposureDocuments(
  manifest: Json,
  known: ReadonlySet<string>,
  placeOf: DefinitionPlaces,
): readonly Place[] {
  const isOld = hasOldMetrics(manifest);
  return manifest
    .get('exposures')
    .entries()
    .filter(([, exposure]) => !known.has(exposure.get('name').text() ?? ''))
    .flatMap(([, exposure]) => {
      const tree = exposureTree(exposure, isOld);
      if (!tree) return [];
      const list: Tree = { path: exposure.path, content: [tree] };
      const section: Tree = { path: exposure.path, content: new Map([['exposures', list]]) };
      const origin = placeOf('exposures', exposure.get('name').text() ?? '');
      const file = exposure.get('original_file_path').text() ?? exposure.path;
      return [documentOf(section, origin ?? { file, line: 1 })];
    });
}

function exposureTree(exposure: Json, isOld: boolean): Tree | undefined {
  const nodes = exposure.get('depends_on').get('nodes');
  return mapAt(exposure, {
    ...copies(exposure, 'name', 'label', 'description', 'type', 'url', 'maturity', 'owner', 'tags', 'meta', 'config'),
    depends_on: listAt(
      nodes,
      nodes.items().flatMap((node) => {
        const reference = referenceTo(node.text() ?? '', isOld);
        return reference === undefined ? [] : [textAt(node, reference)];
      }),
    ),
  });
}

/** `source.bakery.till.receipts` → source('till', 'receipts'); what no exposure lists gives nothing. */
function referenceTo(uniqueId: string, isOld: boolean): string | undefined {
  const [kind, , ...names] = uniqueId.split('.');
  if (kind === 'source' && names.length === 2) return `source('${names[0]}', '${names[1]}')`;
  if (kind === 'metric') return isOld ? undefined : `metric('${names[0]}')`;
  return ['model', 'seed', 'snapshot'].includes(kind ?? '') && names[0] ? `ref('${names[0]}')` : undefined;
}
