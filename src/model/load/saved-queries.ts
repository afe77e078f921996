import type { Deprecation, SavedQuery } from '../definitions.js';
import type { FilterReference } from '../types.js';
import { trellisOf, wording } from './annotations.js';
import { type ElementCall, parseElementCall } from './element-call.js';
import { loadFilters } from './filter-template.js';
import type { CustomGrains } from './grain-names.js';
import { type Loading, placed, readText, report } from './loading.js';
import { at, locationOf, type Place } from './place.js';
import { present } from './present.js';
import { TextError } from './problem.js';
import { type SavedQueryShape, savedQuerySchema } from './schemas/other.js';
import { trellisPlace } from './semantic-models.js';
import { shape } from './shape.js';

export function loadSavedQuery(place: Place, subject: string, loading: Loading): SavedQuery | undefined {
  const shaped = shape(savedQuerySchema, place, subject, loading);
  if (!shaped) return undefined;
  const { metrics = [], group_by: groupBy = [], where, order_by: orderBy = [], limit } = shaped.query_params;
  const params = at(place, ['query_params']);
  if (metrics.length + groupBy.length === 0)
    report(loading, params, `${subject} asks for nothing: it needs "metrics" or a "group_by".`);
  const read = (key: string, texts: readonly string[], parse: typeof parseGroupBy) =>
    texts.map(
      (text, index) => readText(loading, at(params, [key, index]), () => parse(text, loading.customGrains)) ?? '',
    );
  return placed(loading, place, {
    name: shaped.name,
    ...wording(shaped),
    metrics,
    groupBy: read('group_by', groupBy, parseGroupBy),
    where: loadFilters(where, at(params, ['where']), loading),
    orderBy: read('order_by', orderBy, parseOrderBy),
    ...present({ limit, graphqlName: trellisOf(shaped).graphql_name }),
    deprecations: loadDeprecations(shaped, place),
    source: locationOf(place),
  });
}

function loadDeprecations(shaped: SavedQueryShape, place: Place): readonly Deprecation[] {
  const all = at(trellisPlace(place), ['deprecations']);
  return (trellisOf(shaped).deprecations ?? []).map(({ column, since, remove_on: removeOn, replacement }, index) => ({
    ...present({ column, replacement }),
    since,
    removeOn,
    source: locationOf(at(all, [index])),
  }));
}

/** `TimeDimension('metric_time', 'week')` → metric_time__week; a plain name stays. @throws TextError */
export function parseGroupBy(text: string, customGrains: CustomGrains): string {
  if (isPlainName(text)) return text.trim();
  const { reference, descending } = parseElementCall(text, customGrains);
  if (descending !== undefined) throw new TextError('descending() belongs into an order_by, not a group_by.', 0);
  if (reference.kind === 'metric')
    throw new TextError('Rows are grouped by dimensions and entities, not by metrics.', 0);
  return dbtName(reference);
}

/** `Metric('revenue').descending(True)` → -revenue @throws TextError */
export function parseOrderBy(text: string, customGrains: CustomGrains): string {
  const [, minus = '', rest = ''] = /^\s*(-?)\s*(.*)$/su.exec(text) ?? [];
  if (isPlainName(rest)) return `${minus}${rest.trim()}`;
  const { reference, descending } = orderCall(rest, customGrains, text.length - rest.length);
  return `${minus || descending ? '-' : ''}${dbtName(reference)}`;
}

/** In an order-by `Metric('revenue')` needs no entities. */
function orderCall(text: string, customGrains: CustomGrains, base: number): ElementCall {
  const metric = /^Metric\(\s*(?:'(\w+)'|"(\w+)")\s*\)(?:\.descending\((?:(True|true)|False|false)?\))?\s*$/u.exec(
    text,
  );
  if (!metric) return parseElementCall(text, customGrains, base);
  const [matched, single, double, yes] = metric;
  const descending = matched.includes('descending(') && (yes !== undefined || matched.includes('descending()'));
  return { reference: { kind: 'metric', name: single ?? double ?? '', entities: [] }, descending };
}

function isPlainName(text: string): boolean {
  return /^\s*\w+\s*$/u.test(text);
}

/** The name that dbt's command line takes: `order__created_at__month`, `metric_time__extract_dow`. */
function dbtName(reference: FilterReference): string {
  switch (reference.kind) {
    case 'time':
      return reference.grain ? `${reference.name}__${reference.grain}` : reference.name;
    case 'part':
      return `${reference.name}__extract_${reference.part}`;
    default:
      return reference.name;
  }
}
