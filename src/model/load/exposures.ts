import type { Exposure } from '../definitions.js';
import type { Owner } from '../types.js';
import { wording } from './annotations.js';
import { type Loading, placed, readText, report } from './loading.js';
import { at, locationOf, type Place } from './place.js';
import { present } from './present.js';
import { parseReferenceCall } from './reference.js';
import { exposureSchema } from './schemas/other.js';
import { shape } from './shape.js';

export function loadExposure(place: Place, subject: string, loading: Loading): Exposure | undefined {
  const shaped = shape(exposureSchema, place, subject, loading);
  if (!shaped) return undefined;
  const owner: Owner = present({ name: shaped.owner.name, email: shaped.owner.email?.join(', ') });
  if (!owner.name && !owner.email) {
    report(loading, at(place, ['owner']), `${subject}: the owner needs a name or an email.`);
  }
  const references = (shaped.depends_on ?? []).flatMap(
    (text, index) => readText(loading, at(place, ['depends_on', index]), () => parseReferenceCall(text)) ?? [],
  );
  return placed(loading, place, {
    name: shaped.name,
    ...wording(shaped),
    type: shaped.type,
    ...present({ url: shaped.url, maturity: shaped.maturity }),
    owner,
    dependsOn: {
      refs: references.filter(({ kind }) => kind !== 'metric').map(({ name }) => name),
      metrics: references.filter(({ kind }) => kind === 'metric').map(({ name }) => name),
    },
    source: locationOf(place),
  });
}
