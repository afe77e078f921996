import type { Metric } from '../metric-types.js';
import type { Measure, NonAdditiveDimension, ValueType } from '../types.js';
import { toldTypeOf } from '../warehouse-types.js';
import { catalogueKeys, trellisOf, wording } from './annotations.js';
import { type Loading, placed, report } from './loading.js';
import { locationOf, type Place } from './place.js';
import { present } from './present.js';
import type { MeasureShape } from './schemas/semantic-model.js';

/** `columnType` is the type of the column that `expr` names, if told. */
export function loadMeasure(
  shaped: MeasureShape,
  defaultTime: string | undefined,
  place: Place,
  loading: Loading,
  columnType?: ValueType,
): Measure {
  const { name, expr = name, agg_time_dimension: aggTimeDimension = defaultTime } = shaped;
  const { kind = 'additive', type: told } = trellisOf(shaped);
  const type = told ? toldTypeOf(told).type : columnType;
  if (shaped.agg === 'count' && shaped.expr === undefined) {
    report(loading, place, `Measure "${name}" counts, so it needs an "expr": what is counted, or 1 for rows.`);
  }
  return placed(loading, place, {
    name,
    ...aggregation(shaped),
    expr,
    ...present({ nonAdditive: nonAdditive(shaped), aggTimeDimension, type }),
    kind,
    ...wording(shaped),
    source: locationOf(place),
  });
}

/** An approximate median is the approximate percentile 0.5; dbt lets a median say that it is the percentile 0.5. */
function aggregation({ agg, agg_params: params }: MeasureShape): Pick<Measure, 'agg' | 'percentile'> {
  const {
    percentile: told,
    use_discrete_percentile: discrete = false,
    use_approximate_percentile: approximate = false,
  } = params ?? {};
  const percentile = agg === 'median' && told === 0.5 ? undefined : told;
  if (agg === 'median' && percentile === undefined && approximate && !discrete) {
    return { agg: 'percentile', percentile: { value: 0.5, discrete, approximate } };
  }
  return { agg, ...(percentile !== undefined && { percentile: { value: percentile, discrete, approximate } }) };
}

function nonAdditive({ non_additive_dimension: shaped }: MeasureShape): NonAdditiveDimension | undefined {
  if (!shaped) return undefined;
  const { name, window_choice: choice = 'min', window_groupings: groupings = [] } = shaped;
  return { name, choice, groupings };
}

/** dbt's `create_metric: true`: a simple metric of the measure's name. */
export function metricOfMeasure(shaped: MeasureShape, place: Place): Metric {
  const keys = catalogueKeys(shaped);
  return {
    name: shaped.name,
    ...keys,
    label: shaped.create_metric_display_name ?? keys.label,
    type: 'simple',
    input: { measure: shaped.name, filters: [], joinToTimespine: false },
    filters: [],
    exactPeriods: false,
    source: locationOf(place),
  };
}
