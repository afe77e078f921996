/** The one GraphQL name of a metric or dimension: `product__name` → `productName`, `metric_time` → `metricTime`. */
export function graphqlName(dbtName: string): string {
  const [first = '', ...rest] = dbtName.split(/_+/).filter((word) => word !== '');
  return first + rest.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}
