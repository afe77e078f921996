import { type Loading, loadWhole, report } from './loading.js';
import { child, isMapping, items, keyAt, type Place, plain } from './place.js';

/**
 * Reports a "semantic_model" on a seed, a snapshot or a table of a source. dbt reads it on models only
 * (https://docs.getdbt.com/reference/semantic-model-properties) and leaves it out elsewhere without a word.
 */
export function reportMisplacedSemantics(document: Place, loading: Loading): void {
  for (const [section, kind] of [
    ['seeds', 'Seed'],
    ['snapshots', 'Snapshot'],
  ] as const) {
    for (const entry of entriesOf(document, section)) {
      const name = nameOf(entry);
      const wayOut = `Define it under "semantic_models", with "model: ref('${name}')"`;
      reportAt(entry, `${kind} "${name}"`, wayOut, loading);
    }
  }
  for (const source of entriesOf(document, 'sources')) {
    for (const table of entriesOf(source, 'tables')) {
      const subject = `Source table "${nameOf(source)}.${nameOf(table)}"`;
      reportAt(table, subject, 'Let a model read the table, and define it there', loading);
    }
  }
}

function reportAt(entry: Place, subject: string, wayOut: string, loading: Loading): void {
  const semantic = child(entry, 'semantic_model');
  if (!semantic || plain(semantic) === false) return;
  loadWhole(loading, entry, () => {
    const message = `${subject} has a "semantic_model", which dbt reads on models only. ${wayOut}.`;
    report(loading, keyAt(entry, [], 'semantic_model'), message);
    return undefined;
  });
}

function entriesOf(place: Place, key: string): readonly Place[] {
  const list = child(place, key);
  return list ? items(list).filter(isMapping) : [];
}

function nameOf(place: Place): string {
  const name = child(place, 'name');
  return name ? String(plain(name)) : '?';
}
