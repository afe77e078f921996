import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readMetricQuery } from '../src/api/read-query.js';
import type { SemanticCatalog } from '../src/model/catalog.js';
import { loadCatalog } from '../src/model/load/index.js';
import { planMetricQuery } from '../src/plan/metric-plan.js';
import type { MetricQuery } from '../src/plan/query.js';
import { compileMetricPlan } from '../src/sql/compile.js';
import type { CompiledQuery } from '../src/sql/compiled-query.js';
import { METRICS, queryOf, questions, SHIFTED } from './support/questions.js';
import { SEED } from './support/seed.js';
import { TOWN } from './support/town.js';
import { EVERY, townQuery, townQuestions } from './support/town-questions.js';
import { SHOP } from './support/world.js';

const SALES = loadCatalog(join(import.meta.dirname, 'fixtures/sales/metrics'));

function planned(query: MetricQuery, catalog: SemanticCatalog, now: string): CompiledQuery {
  return compileMetricPlan(planMetricQuery(query, { catalog, now }), 'snowflake');
}

const compiled = (query: object) => planned(readMetricQuery(query, SALES), SALES, NOW);

const NOW = '2021-04-01T10:15:00Z';

describe('what a caller says stands in the values alone', () => {
  // Each kind of condition, over each kind of column; a decimal says its digits in a cast.
  const ASKED: object = {
    metrics: ['sales', { metric: 'customers', as: 'other', where: { sale__coupon: { ne: 'zq01' } } }],
    groupBy: ['metric_time__day', 'customer__region'],
    where: [
      {
        customer__region: { eq: 'zq02', ignoreCase: true },
        customer__name: { in: ['zq03', 'zq04'], notIn: ['zq05'], contains: 'zq06', startsWith: 'zq07' },
        sale__item_count: { gt: 76501, lte: 76502 },
        sale__paid_at: { gte: '2017-03-08', ne: '2017-03-09' },
        or: [{ customer__region: { lt: 'zq08' } }, { not: { sale__item_count: { in: [76503, 76504] } } }],
      },
      `{{ Dimension('sale__coupon') }} like 'zq09%' or {{ Dimension('sale__coupon') }} in ('zq10', 'zq11')`,
      `{{ TimeDimension('sale__paid_at', 'week') }} between '2017-04-03' and date '2017-04-10'`,
      `{{ Dimension('sale__item_count') }} * 76505 > 7650.6 or lower({{ Dimension('customer__name') }}) = 'zq12'`,
    ],
    having: { sales: { gte: 76507 } },
    timeRange: { from: '2016-05-02', to: '2016-06-02' },
    timeZone: 'Asia/Tokyo',
    orderBy: ['-sales'],
    limit: 7,
  };
  const JSON_TEXT = JSON.stringify(ASKED);
  const VALUES = /zq\d\d|7650\.?\d|\d{4}-\d{2}-\d{2}|Asia\/Tokyo/g;

  it('of each kind', () => {
    const { sql, bindings } = compiled(ASKED);
    const said = [...new Set(JSON_TEXT.match(VALUES))];
    expect(said).toHaveLength(26);
    expect(said.filter((value) => sql.includes(value))).toEqual([]);
    const bound = JSON.stringify(bindings);
    // A range ends with the start of the next day, in UTC: at 15:00 of the day before.
    const asUtc = new Map([
      ['2016-05-02', '2016-05-01 15:00'],
      ['2016-06-02', '2016-06-02 15:00'],
      ['2017-03-08', '2017-03-07 15:00'],
      ['2017-03-09', '2017-03-08 15:00'],
    ]);
    expect(said.filter((value) => !bound.includes(asUtc.get(value) ?? value))).toEqual([]);
  });

  it('so that other values are the same text', () => {
    const other = JSON.parse(
      JSON_TEXT.replace(/zq/g, 'another ')
        .replace(/7650(\.?\d)/g, '8760$1')
        .replace(/2017-0/g, '2018-0'),
    ) as object;
    const [one, two] = [compiled(ASKED), compiled({ ...other, timeZone: 'Asia/Seoul' })];
    expect(two.sql).toBe(one.sql);
    expect(two.bindings).toHaveLength(one.bindings.length);
    expect(two.bindings).not.toEqual(one.bindings);
  });

  const asked = fc.oneof(
    questions({ metrics: { ...METRICS, ...SHIFTED } }).map((one) => [SHOP, queryOf(one)] as const),
    townQuestions(EVERY, 4).map((one) => [TOWN, townQuery(one)] as const),
  );
  const sampled = fc.sample(asked, { seed: SEED, numRuns: 300 });

  it('in random questions', () => {
    let conditions = 0;
    for (const [catalog, query] of sampled) {
      if (!query.where) continue;
      conditions++;
      const other = JSON.parse(JSON.stringify(query.where), (key, value: unknown) =>
        (key === 'value' || key === 'values') && !isDay(value) ? otherValue(value) : value,
      ) as typeof query.where;
      const one = planned(query, catalog, NOW);
      const two = planned({ ...query, where: other }, catalog, NOW);
      expect(two.sql).toBe(one.sql);
    }
    expect(conditions).toBeGreaterThan(80);
  });

  it('and a minute later only values differ', () => {
    for (const [catalog, query] of sampled) {
      const [one, two] = [planned(query, catalog, NOW), planned(query, catalog, '2021-04-01T10:16:00Z')];
      expect(two.sql).toBe(one.sql);
      expect(two.bindings).toHaveLength(one.bindings.length);
    }
  });
});

const isDay = (value: unknown) => typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value);

function otherValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(otherValue);
  return typeof value === 'number' ? value + 1 : typeof value === 'string' ? `${value}'x` : value;
}
