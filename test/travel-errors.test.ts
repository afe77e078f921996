import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Dataset, openDataset } from './case-data.js';

let travel: Dataset;
beforeAll(async () => {
  travel = await openDataset('travel');
});
afterAll(() => travel.warehouse.close());

const DAY = ['metric_time__day'];

describe('refusals with a way out', () => {
  it.each<[string, object, string, RegExp]>([
    [
      'two models of one key know the dimension',
      { metrics: ['bookings'], groupBy: ['listing__wifi'] },
      'AMBIGUOUS_JOIN_PATH',
      /listings.*listing_extras/,
    ],
    [
      'a join would repeat rows',
      { metrics: ['listings'], groupBy: ['booking__is_instant'] },
      'DIMENSION_UNREACHABLE',
      /"listings".*"booking__is_instant".*bookings/,
    ],
    [
      'a join to a foreign key would repeat rows',
      { metrics: ['users'], groupBy: ['listing__city'] },
      'DIMENSION_UNREACHABLE',
      /"users".*"listing__city".*host/,
    ],
    [
      'one of several metrics does not reach the dimension',
      { metrics: ['bookings', 'guide_pages'], groupBy: ['guest__speaks'] },
      'DIMENSION_UNREACHABLE',
      /"guide_pages".*"guest__speaks"/,
    ],
    [
      'an unknown dimension',
      { metrics: ['bookings'], groupBy: ['listing__citi'] },
      'UNKNOWN_DIMENSION',
      /Did you mean "listing__city"/,
    ],
    [
      'an unknown path',
      { metrics: ['bookings'], groupBy: ['listing__host__speeks'] },
      'UNKNOWN_DIMENSION',
      /listing__host__speaks/,
    ],
    [
      'an unknown custom grain',
      { metrics: ['bookings'], groupBy: ['metric_time__fiscal_quater'] },
      'UNKNOWN_DIMENSION',
      /Did you mean "metric_time__fiscal_quarter"/,
    ],
    [
      'a metric without time by time',
      { metrics: ['guide_pages'], groupBy: DAY },
      'DIMENSION_UNREACHABLE',
      /metric_time/,
    ],
    [
      'a metric without time over a range',
      { metrics: ['guide_pages'], timeRange: { last: { count: 1, grain: 'month' } } },
      'TIME_RANGE_INVALID',
      /"guide_pages"/,
    ],
    [
      'versions at no time',
      { metrics: ['guide_pages'], groupBy: ['listing__price_band'] },
      'DIMENSION_UNREACHABLE',
      /"listing_versions".*metric_time/,
    ],
    [
      'a window without a point in time',
      { metrics: ['revenue_7_days'], groupBy: ['listing__city'] },
      'DIMENSION_NOT_GROUPED',
      /"revenue_7_days".*metric_time/,
    ],
    [
      'a running period without a point in time',
      { metrics: ['revenue_month_to_date'] },
      'DIMENSION_NOT_GROUPED',
      /"revenue_month_to_date".*metric_time/,
    ],
    ['an offset without metric_time', { metrics: ['month_growth'] }, 'DIMENSION_NOT_GROUPED', /metric_time/],
    [
      'an offset to a grain without metric_time',
      { metrics: ['revenue_at_month_start'], groupBy: ['listing'] },
      'DIMENSION_NOT_GROUPED',
      /metric_time/,
    ],
    [
      'an offset by a custom grain without metric_time',
      { metrics: ['fiscal_growth'], groupBy: ['listing'] },
      'DIMENSION_NOT_GROUPED',
      /metric_time/,
    ],
    [
      'hours of a date',
      { metrics: ['paid_revenue'], groupBy: ['metric_time__hour'] },
      'GRAIN_TOO_FINE',
      /"metric_time".*by day.*Ask for day or coarser/,
    ],
    [
      'minutes of hours',
      { metrics: ['bookings'], groupBy: ['booking__booked_at__minute'] },
      'GRAIN_TOO_FINE',
      /Ask for hour or coarser/,
    ],
    [
      'a custom grain of hours of a date',
      { metrics: ['bookings'], groupBy: ['booking__paid_on__watch'] },
      'GRAIN_TOO_FINE',
      /Ask for day or coarser/,
    ],
    ['days of months', { metrics: ['budget'], groupBy: DAY }, 'GRAIN_TOO_FINE', /by month.*Ask for month or coarser/],
    [
      'days as a part of months',
      { metrics: ['budget'], groupBy: ['metric_time__extract_day'] },
      'GRAIN_TOO_FINE',
      /by month.*Ask for month or coarser/,
    ],
    [
      'hours in a filter on a date',
      { metrics: ['bookings'], where: "{{ TimeDimension('booking__paid_on', 'hour') }} is null" },
      'GRAIN_TOO_FINE',
      /day/,
    ],
    [
      'a period of what is no time',
      { metrics: ['bookings'], groupBy: ['listing__city__month'] },
      'UNKNOWN_DIMENSION',
      /Did you mean "listing__city"/,
    ],
    [
      'points and rows in one condition of a cumulative metric',
      {
        metrics: ['revenue_7_days'],
        groupBy: DAY,
        where: "{{ TimeDimension('metric_time', 'day') }} > '2020-03-01' or {{ Dimension('listing__city') }} = 'Bonn'",
      },
      'QUERY_INVALID',
      /"revenue_7_days" is cumulative/,
    ],
    [
      'a cumulative metric at a filtered time',
      { metrics: ['revenue_so_far'], where: { metric_time: { lt: '2020-03-01' } } },
      'TIME_RANGE_INVALID',
      /"revenue_so_far".*time range/,
    ],
    [
      'a range of members',
      { groupBy: ['listing__city'], timeRange: { on: '2020-01-01' } },
      'TIME_RANGE_INVALID',
      /metric/,
    ],
    [
      'members that no model reaches',
      { groupBy: ['guest__speaks', 'score__score_band'] },
      'DIMENSION_UNREACHABLE',
      /score__score_band|guest__speaks/,
    ],
    [
      'the extremes of two group-bys',
      { groupBy: ['listing__city', 'listing__rooms'], minMaxOnly: true },
      'QUERY_INVALID',
      /one group-by/,
    ],
    [
      'the extremes of a metric',
      { metrics: ['bookings'], groupBy: ['listing__city'], minMaxOnly: true },
      'QUERY_INVALID',
      /without metrics/,
    ],
    ['an unknown saved query', { savedQuery: 'monthly_by_citi' }, 'QUERY_INVALID', /Did you mean "monthly_by_city"/],
    [
      'a saved query and metrics',
      { savedQuery: 'monthly_by_city', metrics: ['users'] },
      'QUERY_INVALID',
      /own metrics/,
    ],
    [
      'an order by what is not asked',
      { metrics: ['bookings'], groupBy: ['listing'], orderBy: ['-guest'] },
      'DIMENSION_NOT_GROUPED',
      /"guest"/,
    ],
    ['a negative limit', { metrics: ['bookings'], limit: -1 }, 'QUERY_INVALID', /limit/],
    [
      'a metric per entity that it does not reach',
      { metrics: ['bookings'], where: "{{ Metric('guide_pages', ['guest']) }} > 1" },
      'DIMENSION_UNREACHABLE',
      /"guide_pages".*"guest"/,
    ],
    [
      'an unknown metric in a filter',
      { metrics: ['bookings'], where: "{{ Metric('guide_page', ['listing']) }} > 1" },
      'UNKNOWN_METRIC',
      /guide_pages/,
    ],
  ])('%s', async (_, query, code, message) => {
    await expect((async () => travel.query(query))()).rejects.toMatchObject({
      code,
      message: expect.stringMatching(message),
    });
  });
});
