import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A question to Trellis and the best SQL that we could write for it by hand. */
export interface Question {
  readonly name: string;
  readonly document: string;
  readonly sql: string;
  /** The GraphQL fields of a row, in the order of the SQL's columns. */
  readonly fields: readonly string[];
  /** The rows of a response. */
  readonly rowsOf: (data: Data) => readonly Row[];
}

export type Row = Readonly<Record<string, unknown>>;
export interface Data {
  readonly metrics: { readonly nodes?: readonly Row[]; readonly totals?: Row };
}

const METRICS = [
  'pageViewSessions',
  'addToCartSessions',
  'checkoutSessions',
  'addToCartRate',
  'cartToCheckoutRate',
  'overallConversionRate',
];
/** The 90 days of the demo that end with its last one: sql/daily*.sql have the same days as literals. */
const LAST_90_DAYS = 'timeRange: { between: { from: "2020-11-14", to: "2021-02-11" } }';

/** Compiled JavaScript lies elsewhere; `npm run` stands in the project's folder. */
const handWritten = (file: string): string => readFileSync(join('test/bench/sql', file), 'utf8');

function rows(
  name: string,
  args: string,
  keys: readonly string[],
  file: string,
  metrics: readonly string[] = METRICS,
): Question {
  const fields = [...keys, ...metrics];
  return {
    name,
    document: `{ metrics(${args}) { nodes { ${fields.join(' ')} } } }`,
    sql: handWritten(file),
    fields,
    rowsOf: ({ metrics }) => metrics.nodes ?? [],
  };
}

/** Four of funnel metrics, six each; running totals; conversions. */
export const QUESTIONS: readonly Question[] = [
  rows('daily, 90 days', `groupBy: { metricTime: { grain: DAY } }, ${LAST_90_DAYS}`, ['metricTime'], 'daily.sql'),
  rows(
    'daily by product, 90 days',
    `groupBy: { metricTime: { grain: DAY }, productName: {} }, ${LAST_90_DAYS}`,
    ['metricTime', 'productName'],
    'daily-by-product.sql',
  ),
  rows(
    'weekly by product',
    'groupBy: { metricTime: { grain: WEEK }, productName: {} }',
    ['metricTime', 'productName'],
    'weekly-by-product.sql',
  ),
  {
    name: 'totals',
    document: `{ metrics { totals { ${METRICS.join(' ')} } } }`,
    sql: handWritten('totals.sql'),
    fields: METRICS,
    rowsOf: ({ metrics }) => (metrics.totals ? [metrics.totals] : []),
  },
  rows('running totals, daily', 'groupBy: { metricTime: { grain: DAY } }', ['metricTime'], 'so-far.sql', [
    'revenue7Days',
    'revenueMonthToDate',
    'customersToDate',
  ]),
  rows(
    'carts that become orders, daily',
    'groupBy: { metricTime: { grain: DAY } }',
    ['metricTime'],
    'carts-ordered.sql',
    ['addToCarts', 'cartsOrderedWithinADay', 'cartToOrderRate'],
  ),
];
