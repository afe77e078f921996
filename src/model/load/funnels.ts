import type { Funnel } from '../types.js';
import { wording } from './annotations.js';
import { parseGrainCount } from './duration.js';
import { loadFilter } from './filter-template.js';
import { type Loading, placed, readText, report } from './loading.js';
import { at, locationOf, type Place } from './place.js';
import { present } from './present.js';
import type { FunnelShape, SemanticModelShape } from './schemas/semantic-model.js';

/** A funnel of `config.meta.trellis.funnels`; its time is the model's aggregation time unless told. */
export function loadFunnel(
  shaped: FunnelShape,
  model: Pick<SemanticModelShape, 'name' | 'defaults'>,
  place: Place,
  loading: Loading,
): Funnel {
  const { name, entity, order = 'any', event_time: eventTime, window: span, graphql_name: graphqlName } = shaped;
  const time = shaped.time ?? model.defaults?.agg_time_dimension;
  if (!time)
    report(loading, place, `Funnel "${name}" has no "time", and its model no default aggregation time dimension.`);
  const window =
    span === undefined
      ? undefined
      : readText(loading, at(place, ['window']), () => parseGrainCount(span, loading.customGrains));
  return placed(loading, place, {
    name,
    ...wording(shaped),
    model: model.name,
    entity,
    order,
    time: time ?? '',
    eventTime,
    ...present({ window, graphqlName }),
    steps: shaped.steps.map((step, index) => ({
      name: step.name,
      label: wording(step).label,
      filter: loadFilter(step.filter, at(place, ['steps', index, 'filter']), loading),
    })),
    source: locationOf(place),
  });
}
