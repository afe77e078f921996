import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Dataset, openDataset } from './case-data.js';

let travel: Dataset;
beforeAll(async () => {
  travel = await openDataset('travel');
});
afterAll(() => travel.warehouse.close());

type Values = ReadonlyMap<string, unknown>;

/** What each metric shows, by key. */
async function answers(query: { groupBy: readonly string[] }, metrics: readonly string[]): Promise<readonly Values[]> {
  const { answer } = await travel.query({ ...query, metrics });
  const width = query.groupBy.length;
  return metrics.map((_, index) => {
    const cells = answer.rows.map((row) => [JSON.stringify(row.slice(0, width)), row[width + index]] as const);
    return new Map(cells.map(([key, value]) => [key, rounded(value)]));
  });
}

/** Doubles may differ in the last digits with the order of summation. */
function rounded(value: unknown): unknown {
  return typeof value === 'number' ? Number(value.toPrecision(12)) : (value ?? null);
}

function isFilled(metric: string): boolean {
  return /every_(day|period)/.test(metric);
}

describe('a metric reads the same alone and beside all others', () => {
  const range = { from: '2020-02-10', to: '2020-04-30' };
  it.each<[string, { groupBy: readonly string[]; timeRange?: object; where?: unknown; timeZone?: string }]>([
    ['by day', { groupBy: ['metric_time__day'] }],
    ['by day of a range', { groupBy: ['metric_time__day'], timeRange: range }],
    ['by week and city', { groupBy: ['metric_time__week', 'listing__city'], timeRange: range }],
    ['by month', { groupBy: ['metric_time__month'] }],
    ['by month in New York', { groupBy: ['metric_time__month'], timeZone: 'America/New_York' }],
    ['by month and price band', { groupBy: ['metric_time__month', 'listing__price_band'] }],
    ['by quarter', { groupBy: ['metric_time__quarter'] }],
    ['by fiscal quarter', { groupBy: ['metric_time__fiscal_quarter'] }],
    ['by fiscal quarter and month', { groupBy: ['metric_time__fiscal_quarter', 'metric_time__month'] }],
    ['by city', { groupBy: ['listing__city'] }],
    ['of days', { groupBy: ['metric_time__day'], where: { metric_time: { gte: '2020-03-28' } } }],
  ])('%s', async (_, query) => {
    const known: string[] = [];
    const alone = new Map<string, Values>();
    for (const metric of travel.catalog.metrics.keys()) {
      try {
        const [values] = await answers(query, [metric]);
        if (values) alone.set(metric, values);
        known.push(metric);
      } catch (error) {
        expect(error).toHaveProperty(
          'code',
          expect.stringMatching(/UNREACHABLE|NOT_GROUPED|GRAIN_TOO_FINE|RANGE_INVALID|QUERY_INVALID/),
        );
      }
    }
    expect(known.length).toBeGreaterThan(10);
    const together = await answers(query, known);
    for (const [index, metric] of known.entries()) {
      const values = alone.get(metric) ?? new Map();
      const beside = [...(together[index] ?? [])].filter(
        ([key, value]) => values.has(key) || (value !== null && !(isFilled(metric) && value === 0)),
      );
      expect(new Map(beside), metric).toEqual(values);
    }
  });
});
