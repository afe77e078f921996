import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Answer } from '../src/engine/answer.js';
import { allCases, type Dataset, openDataset } from './case-data.js';

/** A metric reads the same alone and in company: each case of several metrics is asked again one metric at a time. */
interface Query {
  readonly metrics?: readonly (string | { readonly metric: string; readonly as?: string })[];
  readonly limit?: number;
  readonly having?: object;
  readonly orderBy?: readonly unknown[];
}

const cases = allCases().flatMap(({ name, fixture, query }) => {
  const { metrics = [], limit, having, orderBy: _, ...rest } = (query ?? {}) as Query;
  const isCut = limit !== undefined || having !== undefined;
  return metrics.length < 2 || isCut ? [] : [{ name, fixture, metrics, rest }];
});

describe.each([...new Set(cases.map(({ fixture }) => fixture))])('%s', (fixture) => {
  let dataset: Dataset;
  beforeAll(async () => {
    dataset = await openDataset(fixture);
  });
  afterAll(() => dataset.warehouse.close());

  const asked = cases.filter((one) => one.fixture === fixture).map((one) => [one.name, one] as const);
  it.each(asked)('%s', async (_, { metrics, rest }) => {
    const together = await dataset.query({ ...rest, metrics });
    const shown = valuesOf(together.answer, metrics.length);
    for (const [index, metric] of metrics.entries()) {
      const { answer } = await dataset.query({ ...rest, metrics: [metric] });
      // A bare metric_time is of the coarsest metric.
      if (keysOf(answer, 1) !== keysOf(together.answer, metrics.length)) continue;
      for (const [key, [value]] of valuesOf(answer, 1)) {
        expect(shown.get(key)?.[index], `${JSON.stringify(metric)} at ${key}`).toEqual(value);
      }
    }
  });
});

const keysOf = ({ columns }: Answer, metrics: number) =>
  JSON.stringify(columns.slice(0, columns.length - metrics).map(({ name }) => name));

/** The metrics' values by the keys, which stand before them. */
function valuesOf({ rows }: Answer, metrics: number): ReadonlyMap<string, readonly unknown[]> {
  return new Map(
    rows.map((row) => {
      const keys = row.length - metrics;
      return [JSON.stringify(row.slice(0, keys)), row.slice(keys).map(rounded)];
    }),
  );
}

/** Doubles may differ in the last digits with the order of summation. */
function rounded(value: unknown): unknown {
  return typeof value === 'number' ? Number(value.toPrecision(12)) : value;
}
