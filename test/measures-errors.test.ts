import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Dataset, openDataset } from './case-data.js';

/** What is refused of semi-additive measures, conversions, aggregations, filters and times below a day, and the way out. */
const datasets = new Map<string, Dataset>();
beforeAll(async () => {
  for (const name of ['banking', 'web']) datasets.set(name, await openDataset(name));
});
afterAll(() => {
  for (const { warehouse } of datasets.values()) warehouse.close();
});

interface Refusal {
  readonly code: string;
  /** What the message says at least. */
  readonly message: RegExp;
  readonly names?: readonly string[];
  readonly suggestions?: readonly string[];
}

async function expectRefusal(fixture: string, query: object, { message, ...details }: Refusal): Promise<void> {
  const refused = await datasets
    .get(fixture)
    ?.query(query)
    .then(
      () => undefined,
      (error: unknown) => error,
    );
  expect(refused).toMatchObject({ ...details, message: expect.stringMatching(message) });
}

const DAY_AND_COARSER = ['day', 'week', 'month', 'quarter', 'year'];

describe('aggregations', () => {
  it('know no percentile that is discrete and approximate', async () => {
    await expectRefusal(
      'banking',
      { metrics: ['transactions', 'level_p50_approximate_discrete'] },
      {
        code: 'QUERY_INVALID',
        message: /"level_p50_approximate_discrete".*both discrete and approximate.*Take use_discrete_percentile/,
        names: ['level_p50_approximate_discrete'],
      },
    );
  });
});

describe('semi-additive measures', () => {
  it.each(['metric_time__hour', 'balance__taken_at__hour'])('are not read below the grain of %s', async (name) => {
    await expectRefusal(
      'banking',
      { metrics: ['closing_balance'], groupBy: [name] },
      { code: 'GRAIN_TOO_FINE', message: /known by day.*Ask for day or coarser/, suggestions: DAY_AND_COARSER },
    );
  });

  it('are compared with an earlier period only by metric_time', async () => {
    await expectRefusal(
      'banking',
      { metrics: ['closing_balance_growth'], groupBy: ['user'] },
      { code: 'DIMENSION_NOT_GROUPED', message: /needs metric_time/, suggestions: ['metric_time'] },
    );
  });

  it('are not grouped by what another model alone has', async () => {
    await expectRefusal(
      'banking',
      { metrics: ['transactions', 'closing_balance'], groupBy: ['transaction__status'] },
      {
        code: 'DIMENSION_UNREACHABLE',
        message: /"closing_balance".*balances → account → transactions would repeat rows/,
        names: ['closing_balance', 'transaction__status'],
      },
    );
  });
});

describe('conversions', () => {
  it.each([
    ['grouped', { groupBy: ['purchase__campaign'] }],
    ['filtered', { where: "{{ Dimension('purchase__campaign') }} = 'A'" }],
    ['filtered by data', { where: { purchase__campaign: { eq: 'A' } } }],
  ])('are not %s by what only the conversion has', async (_, query) => {
    await expectRefusal(
      'web',
      { metrics: ['rate_within_a_week'], ...query },
      {
        code: 'DIMENSION_UNREACHABLE',
        message: /"rate_within_a_week".*"purchase__campaign".*It has .*"visit__campaign"/,
        names: ['rate_within_a_week', 'purchase__campaign'],
      },
    );
  });

  it('are read by the grain of their base events', async () => {
    await expectRefusal(
      'web',
      { metrics: ['rate_within_a_week', 'events'], groupBy: ['metric_time__hour'] },
      { code: 'GRAIN_TOO_FINE', message: /known by day/, names: ['metric_time', 'hour'], suggestions: DAY_AND_COARSER },
    );
  });

  it('are compared with a week before only by metric_time', async () => {
    await expectRefusal(
      'web',
      { metrics: ['conversions_less_those_of_the_week_before'], groupBy: ['visit__referrer'] },
      { code: 'DIMENSION_NOT_GROUPED', message: /needs metric_time/ },
    );
  });
});

describe('filters', () => {
  it.each([
    ["{{ TimeDimension('metric_time', 'minute') }} > '2021-03-14'", 'events', /known by hour/],
    ["{{ TimeDimension('event__happened_at', 'minute') }} > '2021-03-14'", 'events', /known by hour/],
    ["{{ Dimension('visit__visited_on').grain('hour') }} > '2021-03-14'", 'visits', /known by day/],
    ["{{ Dimension('visit__visited_on').date_part('hour') }} = 9", 'visits', /known by day/],
  ])('%s asks for more than the time knows', async (where, metric, message) => {
    await expectRefusal('web', { metrics: [metric], where }, { code: 'GRAIN_TOO_FINE', message });
  });

  it.each([
    ["{{ Metric('visists', ['user']) }} > 1", 'UNKNOWN_METRIC', ['visits']],
    ["{{ Metric('visits', ['usr']) }} > 1", 'UNKNOWN_DIMENSION', ['user']],
  ])('%s names the nearest', async (where, code, suggestions) => {
    await expectRefusal('web', { metrics: ['events'], where }, { code, message: /Did you mean/, suggestions });
  });

  it('take no metric per an entity that their rows do not have', async () => {
    await expectRefusal(
      'web',
      { metrics: ['events'], where: "{{ Metric('visits', ['session']) }} > 1" },
      {
        code: 'DIMENSION_UNREACHABLE',
        message: /"events".*"session".*would repeat rows/,
        names: ['events', 'session'],
      },
    );
  });
});

describe('orders', () => {
  it.each(['user', 'amount_of_it'])('are not by %s, which is not asked for', async (by) => {
    await expectRefusal(
      'banking',
      { metrics: ['transactions'], groupBy: ['account'], orderBy: [by] },
      { code: 'DIMENSION_NOT_GROUPED', message: /neither grouped by nor a metric/, names: [by] },
    );
  });
});
