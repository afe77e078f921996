import { isDimension } from './joins.js';
import type { Dimension, Entity } from './types.js';

/** The one GraphQL name of a metric or dimension: `product__name` → `productName`, `metric_time` → `metricTime`. */
export function graphqlName(dbtName: string): string {
  const [first = '', ...rest] = dbtName.split(/_+/).filter((word) => word !== '');
  return first + rest.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}

/**
 * The GraphQL names of everything that can be grouped by. A name of its author's choice (`graphql_name`) goes to the
 * shortest of a dimension's names: to `user__state`, not to `order__user__state`.
 */
export function elementNames(elements: ReadonlyMap<string, Dimension | Entity>): ReadonlyMap<string, string> {
  const shortest = new Map<Dimension | Entity, string>();
  for (const [name, element] of elements) {
    const known = shortest.get(element);
    if (known === undefined || joins(name) < joins(known)) shortest.set(element, name);
  }
  return new Map(
    [...elements].map(([name, element]) => {
      const chosen = isDimension(element) && shortest.get(element) === name ? element.graphqlName : undefined;
      return [name, chosen ?? graphqlName(name)];
    }),
  );
}

function joins(name: string): number {
  return name.split('__').length;
}
