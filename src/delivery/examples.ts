import type { SemanticCatalog } from '../model/catalog.js';
import { metricGrains } from '../model/describe.js';
import { graphqlName } from '../model/graphql-name.js';

/** A question to begin with, ready to be sent. */
export interface Example {
  readonly question: string;
  readonly query: string;
}

const GREENERY: readonly Example[] = [
  {
    question: 'How many sessions view a page, add to the cart, check out, and where are most lost?',
    query: `{
  funnel(name: checkout) {
    totals {
      steps { name count conversionFromPrevious dropOffRate }
      largestDropOff { name dropOffRate }
    }
  }
}`,
  },
  {
    question: 'How does that change from day to day?',
    query: `{
  metrics(groupBy: {metricTime: {grain: DAY}}) {
    nodes { metricTime pageViewSessions addToCartSessions checkoutSessions addToCartRate overallConversionRate }
  }
}`,
  },
  {
    question: "Which products' inventory changed in week 4, and by how much?",
    query: `{
  metrics(
    groupBy: {metricTime: {grain: WEEK}, productName: {}}
    timeRange: {on: "2021-02-24"}
    having: {inventoryDelta: {ne: 0}}
  ) {
    nodes { productName inventory inventoryDelta }
  }
}`,
  },
];

const GREENERY_METRICS = ['page_view_sessions', 'add_to_cart_rate', 'overall_conversion_rate', 'inventory_delta'];

/** Three questions on the Greenery shop; of other definitions, what their first metric and funnel can answer. */
export function examplesOf(catalog: SemanticCatalog): readonly Example[] {
  const isGreenery = catalog.funnels.has('checkout') && GREENERY_METRICS.every((name) => catalog.metrics.has(name));
  if (isGreenery) return GREENERY;
  const [metric] = catalog.metrics.values();
  const [funnel] = catalog.funnels.values();
  const metricName = metric && (metric.graphqlName ?? graphqlName(metric.name));
  const funnelName = funnel && (funnel.graphqlName ?? graphqlName(funnel.name));
  const byMonth = metric && metricGrains(catalog, metric).includes('month');
  return [
    ...(metric && metricName
      ? [{ question: `${metric.label}, in all`, query: `{ metrics { totals { ${metricName} } } }` }]
      : []),
    ...(metric && byMonth
      ? [
          {
            question: `${metric.label}, month by month`,
            query: `{ metrics(groupBy: {metricTime: {grain: MONTH}}) { nodes { metricTime ${metricName} } } }`,
          },
        ]
      : []),
    ...(funnel && funnelName
      ? [{ question: funnel.label, query: `{ funnel(name: ${funnelName}) { totals { steps { name count } } } }` }]
      : []),
  ];
}
