import { type Loading, loadWhole } from './loading.js';
import { at, child, type Place, plain } from './place.js';

/** Loads the definition at a place, unless it is disabled there; messages call it `Metric "revenue"`. */
export function loadOne<T extends object>(
  place: Place,
  what: string,
  load: (subject: string) => T | undefined,
  loading: Loading,
): T | undefined {
  if (plain(at(place, ['config', 'enabled'])) === false) return undefined;
  const name = child(place, 'name');
  const subject = name ? `${what} "${plain(name)}"` : what;
  return loadWhole(loading, place, () => load(subject));
}
