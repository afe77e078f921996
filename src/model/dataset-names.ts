import type { SavedQuery } from './definitions.js';
import { graphqlName } from './graphql-name.js';

/** The GraphQL field of a saved query as a dataset: `weekly_sales` → weeklySales */
export function datasetField({ name, graphqlName: chosen }: Pick<SavedQuery, 'name' | 'graphqlName'>): string {
  return chosen ?? graphqlName(name);
}

/** What the names of a dataset's GraphQL types begin with: weeklySales → WeeklySales */
export function datasetType(field: string): string {
  return capitalised(field);
}

/**
 * The GraphQL field of a dataset's column: that of its dimension and what follows, since a dataset may hold several
 * grains of one time. `order__delivered_at__day` of deliveredAt → deliveredAtDay
 * @param dimension dbt's name of what is grouped by, and its GraphQL name
 */
export function columnField(column: string, dimension: { readonly dbtName: string; readonly field: string }): string {
  return dimension.field + capitalised(graphqlName(column.slice(dimension.dbtName.length)));
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
