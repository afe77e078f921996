import { nearestNames } from '../../errors/did-you-mean.js';
import type { TimeSpine } from '../types.js';
import { grainOf } from './element-call.js';
import { type Loading, placed, readText, report } from './loading.js';
import { at, child, locationOf, type Place } from './place.js';
import { timeSpineSchema } from './schemas/other.js';
import { shape } from './shape.js';

/** An entry of `models:`, of which only time spines concern us. */
export function loadTimeSpine(place: Place, subject: string, loading: Loading): TimeSpine | undefined {
  for (const key of ['semantic_model', 'metrics']) {
    const later = child(place, key);
    if (later)
      report(loading, later, `${subject}: "${key}" under a model, as in dbt's 2026 spec, is not supported yet.`);
  }
  if (!child(place, 'time_spine')) return undefined;
  const shaped = shape(timeSpineSchema, place, subject, loading);
  if (!shaped) return undefined;
  const { name, columns = [] } = shaped;
  const columnName = shaped.time_spine.standard_granularity_column;
  const index = columns.findIndex((column) => column.name === columnName);
  const granularity = columns[index]?.granularity;
  if (granularity === undefined) {
    report(
      loading,
      at(place, ['time_spine', 'standard_granularity_column']),
      `${subject}: its "columns" have no column "${columnName}" with a "granularity".`,
      index < 0
        ? nearestNames(
            columnName,
            columns.map((column) => column.name),
          )
        : [],
    );
    return undefined;
  }
  const grain = readText(loading, at(place, ['columns', index, 'granularity']), () => grainOf(granularity));
  return placed(loading, place, {
    name,
    relation: loading.relations.relationOf({ kind: 'ref', name }),
    column: columnName,
    grain: grain ?? 'day',
    customGrains: [],
    source: locationOf(place),
  });
}
