import type { Json } from './json.js';
import { copy, listAt, type Tree, textAt } from './tree.js';

/**
 * `{where_filters: [{where_sql_template: '…'}]}`, of old `{where_sql_template: '…'}`, in saved queries of old a list
 * of these → the list of texts that YAML has.
 */
export function filtersOf(...filters: readonly Json[]): Tree | undefined {
  const texts = filters.flatMap(textsOf);
  return filters[0] && texts.length > 0 ? listAt(filters[0], texts) : undefined;
}

function textsOf(filter: Json): readonly (Tree | undefined)[] {
  if (!filter.isSet()) return [];
  const several = filter.get('where_filters');
  if (Array.isArray(several.value)) return several.items().map(templateOf);
  return Array.isArray(filter.value) ? filter.items().map(templateOf) : [templateOf(filter)];
}

function templateOf(filter: Json): Tree | undefined {
  return copy(filter.isMap() ? filter.get('where_sql_template') : filter);
}

/** `{count: 7, granularity: 'day'}` → `7 day`. */
export function windowOf(window: Json): Tree | undefined {
  const count = window.get('count').number();
  const granularity = window.get('granularity').text();
  return count !== undefined && granularity !== undefined ? textAt(window, `${count} ${granularity}`) : copy(window);
}
