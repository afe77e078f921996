import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Entities that many facts share, each with a model of its own. */
const SHARED = ['customer', 'product', 'store', 'campaign', 'region'] as const;
const DOMAINS = 15;
const FACTS = 180;
const METRICS_PER_FACT = 11;

/** 200 semantic models and 2,000 metrics of all types, as YAML files in a folder of their own, a file a fact. */
export async function withLargeDefinitions<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'trellis-bench-'));
  try {
    mkdirSync(join(folder, 'facts'));
    const dimensionModels = [...SHARED, ...Array.from({ length: DOMAINS }, (_, domain) => `domain_${domain}`)];
    writeFileSync(join(folder, 'dimensions.yml'), `semantic_models:\n${dimensionModels.map(dimensionModel).join('')}`);
    for (let fact = 0; fact < FACTS; fact++) writeFileSync(join(folder, 'facts', `fact_${fact}.yml`), factFile(fact));
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function dimensionModel(entity: string): string {
  return `  - name: ${entity}s
    model: ref('${entity}s')
    entities: [{name: ${entity}, type: primary, expr: ${entity}_id}]
    dimensions:
${['country', 'segment', 'status', 'kind', 'tier', 'source'].map((name) => `      - {name: ${name}, type: categorical, description: The ${name} of a ${entity}.}\n`).join('')}`;
}

function factFile(fact: number): string {
  const name = `fact_${fact}`;
  const entities = [...SHARED, `domain_${fact % DOMAINS}`].map(
    (entity) => `      - {name: ${entity}, type: foreign, expr: "${entity}_id"}\n`,
  );
  const dimensions = [0, 1, 2, 3].map(
    (index) =>
      `      - {name: attribute_${index}, type: categorical, expr: "coalesce(attribute_${index}, 'none of ${fact}')"}\n`,
  );
  const measures = [0, 1, 2, 3, 4].map(
    (index) => `      - name: ${name}_measure_${index}
        description: Measure ${index} of fact ${fact}.
        agg: sum
        expr: case when attribute_${index} is not null then amount_${index} * ${fact + 1} end\n`,
  );
  return `semantic_models:
  - name: ${name}
    model: ref('${name}')
    primary_entity: ${name}_row
    defaults: {agg_time_dimension: happened_at}
    entities:
${entities.join('')}    dimensions:
      - {name: happened_at, type: time, type_params: {time_granularity: day}}
${dimensions.join('')}    measures:
${measures.join('')}      - {name: ${name}_rows, agg: count, expr: "1"}
metrics:
${metricsOf(fact)
  .slice(0, fact < 20 ? METRICS_PER_FACT + 1 : METRICS_PER_FACT)
  .join('')}`;
}

/** Eleven metrics, and one more for the first facts: 20 × 12 + 160 × 11 = 2,000. */
function metricsOf(fact: number): readonly string[] {
  const name = `fact_${fact}`;
  const metric = (suffix: string, type: string, params: string, filter?: string) =>
    `  - name: ${name}_${suffix}
    description: Metric ${suffix} of fact ${fact}.
    type: ${type}
${filter === undefined ? '' : `    filter: "${filter}"\n`}    type_params:
${params}`;
  const simple = (index: number) => `      measure: ${name}_measure_${index}\n`;
  const ratio = (numerator: string, denominator: string) =>
    `      numerator: ${name}_${numerator}\n      denominator: ${name}_${denominator}\n`;
  return [
    metric('total_0', 'simple', simple(0)),
    metric('total_1', 'simple', simple(1), `{{ Dimension('customer__country') }} = 'country ${fact}'`),
    metric('total_2', 'simple', simple(2), `{{ Dimension('${name}_row__attribute_1') }} in ('a', 'b ${fact}')`),
    metric('total_3', 'simple', simple(3)),
    metric('total_4', 'simple', simple(4), `{{ TimeDimension('metric_time', 'month') }} >= '2021-01-01'`),
    metric('rate_0', 'ratio', ratio('total_1', 'total_0')),
    metric('rate_1', 'ratio', ratio('total_2', 'total_0')),
    metric(
      'mix',
      'derived',
      `      expr: (total_a + total_b) / nullif(total_c, 0)
      metrics:
        - {name: ${name}_total_0, alias: total_a}
        - {name: ${name}_total_3, alias: total_b}
        - {name: ${name}_total_4, alias: total_c}\n`,
    ),
    metric(
      'growth',
      'derived',
      `      expr: now_total - earlier_total
      metrics:
        - {name: ${name}_total_0, alias: now_total}
        - {name: ${name}_total_0, alias: earlier_total, offset_window: 1 month}\n`,
    ),
    metric('trailing', 'cumulative', `${simple(0)}      cumulative_type_params: {window: 28 days}\n`),
    metric(
      'conversion',
      'conversion',
      `      conversion_type_params:
        base_measure: ${name}_rows
        conversion_measure: fact_${(fact + 1) % FACTS}_rows
        entity: customer
        window: 7 days\n`,
    ),
    metric(
      'share',
      'derived',
      `      expr: own / next
      metrics:
        - {name: ${name}_total_3, alias: own, filter: "{{ Dimension('product__tier') }} = 'gold'"}
        - {name: fact_${(fact + 1) % FACTS}_total_3, alias: next}\n`,
    ),
  ];
}
