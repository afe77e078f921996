import { performance } from 'node:perf_hooks';
import { checkDefinitions } from '../../src/composition/open-catalog.js';
import { buildTrellisSchema, printTrellisSchema } from '../../src/graphql/index.js';
import { SemanticCatalog } from '../../src/model/catalog.js';
import { loadDefinitions } from '../../src/model/load/index.js';
import { planMetricQuery } from '../../src/plan/metric-plan.js';
import type { MetricQuery } from '../../src/plan/query.js';
import { compileMetricPlan } from '../../src/sql/compile.js';
import { withLargeDefinitions } from './large-definitions.js';
import { table, timesOf } from './measure.js';

const RUNS = 5;
const COMPILED = 200;

/** Milliseconds that 2,000 metrics over 200 models take from their files to a schema, and 70 of them to SQL. */
export async function scaleTimes(): Promise<string> {
  const taken = new Map<string, number[]>();
  const measure = async <T>(step: string, run: () => T | Promise<T>): Promise<T> => {
    const started = performance.now();
    const result = await run();
    taken.set(step, [...(taken.get(step) ?? []), performance.now() - started]);
    return result;
  };
  const catalog = await withLargeDefinitions(async (folder) => {
    let latest: SemanticCatalog | undefined;
    for (let run = 0; run < RUNS; run++) {
      const loaded = await measure('load and validate', () => loadDefinitions(folder));
      const { definitions, problems } = await measure('read the SQL', () => checkDefinitions(loaded));
      if (problems.length > 0) throw new Error(`${problems.length} problems, such as: ${problems[0]?.message}`);
      latest = new SemanticCatalog(definitions);
      const built = latest;
      const schema = await measure('build the schema', () => buildTrellisSchema(built));
      await measure('print the schema', () => printTrellisSchema(schema));
    }
    return latest!;
  });
  const { models } = catalog.definitions;
  if (models.length !== 200 || catalog.metrics.size !== 2_000)
    throw new Error('These are not 2,000 metrics over 200 models.');

  for (const [name, query] of Object.entries(largeQueries())) {
    for (let run = 0; run < COMPILED; run++) {
      await measure(name, () =>
        compileMetricPlan(planMetricQuery(query, { catalog, now: '2021-06-01T00:00:00Z' }), 'duckdb'),
      );
    }
  }
  const body = [...taken].map(([step, each]) => {
    const { median, min } = timesOf(each);
    return [step, each[0]!.toFixed(1), median.toFixed(1), min.toFixed(1)];
  });
  return table(['2,000 metrics over 200 models, ms', 'first', 'median', 'min'], body);
}

/** Metrics of few facts with much in common, and of many facts with nothing but the dimensions. */
function largeQueries(): Readonly<Record<string, MetricQuery>> {
  const suffixes = [
    'total_0',
    'total_1',
    'total_2',
    'total_3',
    'total_4',
    'rate_0',
    'rate_1',
    'mix',
    'share',
    'trailing',
  ];
  const over = (facts: number): MetricQuery => ({
    metrics: Array.from({ length: 70 }, (_, index) => {
      const metric = `fact_${index % facts}_${suffixes[Math.floor(index / facts) % suffixes.length]}`;
      return { metric, as: metric };
    }),
    groupBy: [
      { kind: 'time', name: 'metric_time', grain: 'month' },
      ...['customer__country', 'customer__segment', 'product__kind', 'store__status'].map((name) => ({
        kind: 'value' as const,
        name,
      })),
    ],
    timeRange: { kind: 'between', from: '2021-01-01', to: '2021-05-31' },
    orderBy: [],
  });
  return {
    'compile 70 metrics of 7 facts by 5 dimensions': over(7),
    'compile 70 metrics of 70 facts by 5 dimensions': over(70),
  };
}
