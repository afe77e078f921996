import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Dataset, openDataset } from './case-data.js';

const PREVIOUS = { previousPeriod: true };
const before = (metric: string, compareTo: object = PREVIOUS) => ({ metric, compareTo });
const MARCH = { from: '2020-03-01', to: '2020-03-31' };

describe('what can’t be compared, filled or put into bins is refused, with a way out', () => {
  let travel: Dataset;
  beforeAll(async () => {
    travel = await openDataset('travel');
  });
  afterAll(() => travel.warehouse.close());

  it.each<[string, object, string, RegExp]>([
    [
      'a change of nothing',
      { metrics: [{ metric: 'revenue', show: 'change' }] },
      'QUERY_INVALID',
      /needs what it is compared to.*compareTo/,
    ],
    [
      'the period before all of history',
      { metrics: [before('revenue')] },
      'TIME_RANGE_INVALID',
      /no period before all of history.*time range with a start/,
    ],
    [
      'before an open start',
      { metrics: [before('revenue')], timeRange: { before: '2020-03-01' } },
      'TIME_RANGE_INVALID',
      /time range with a start/,
    ],
    [
      'a share before an open start, though rows have a period before',
      {
        metrics: [{ metric: 'revenue', compareTo: PREVIOUS, show: 'share_of_total' }],
        groupBy: ['metric_time__month'],
      },
      'TIME_RANGE_INVALID',
      /time range with a start/,
    ],
    [
      'a time range beside metric_time',
      { metrics: [before('revenue', { timeRange: MARCH })], groupBy: ['metric_time__month'] },
      'TIME_RANGE_INVALID',
      /previousPeriod or an offset.*leave metric_time out/,
    ],
    [
      'weeks a year before',
      { metrics: [before('revenue', { offset: { count: 1, grain: 'year' } })], groupBy: ['metric_time__week'] },
      'TIME_RANGE_INVALID',
      /begin on other days.*in weeks/,
    ],
    [
      'an offset forward',
      { metrics: [before('revenue', { offset: { count: -1, grain: 'year' } })], timeRange: MARCH },
      'TIME_RANGE_INVALID',
      /from 1 to 100000, not -1.*time range/,
    ],
    [
      'an offset of nothing',
      { metrics: [before('revenue', { offset: { count: 0, grain: 'day' } })], groupBy: ['metric_time__day'] },
      'TIME_RANGE_INVALID',
      /not 0/,
    ],
    [
      'a custom length of a range',
      { metrics: [before('revenue', { offset: { count: 1, grain: 'fiscal_quarter' } })], timeRange: MARCH },
      'TIME_RANGE_INVALID',
      /only the time spine knows its length/,
    ],
    [
      'a custom grain beside another',
      { metrics: [before('revenue')], groupBy: ['metric_time__fiscal_quarter', 'metric_time__month'] },
      'QUERY_INVALID',
      /fiscal_quarter, month.*Group by one of them/,
    ],
    [
      'weekdays of quarters a month before',
      {
        metrics: [before('revenue', { offset: { count: 1, grain: 'month' } })],
        groupBy: ['metric_time__quarter', 'metric_time__extract_dow'],
      },
      'QUERY_INVALID',
      /by quarter and by dow.*Leave one of the two out/,
    ],
    [
      'a template on time, by whole periods',
      {
        metrics: [before('revenue')],
        groupBy: ['metric_time__month'],
        where: "{{ TimeDimension('metric_time', 'day') }} >= '2020-02-10'",
      },
      'TIME_RANGE_INVALID',
      /condition on "metric_time".*time range/,
    ],
    [
      'a condition on time, where another range is compared to',
      {
        metrics: [before('revenue', { timeRange: MARCH })],
        where: { metric_time: { gte: '2020-02-10' } },
      },
      'TIME_RANGE_INVALID',
      /condition on "metric_time".*time range/,
    ],
    [
      'a metric’s own condition on time, by a custom grain',
      {
        metrics: [{ ...before('revenue'), where: { booking__booked_at: { gte: '2020-02-10' } } }],
        groupBy: ['metric_time__fiscal_quarter'],
      },
      'TIME_RANGE_INVALID',
      /condition on "booking__booked_at"/,
    ],
    [
      'an offset of days, of what itself reads the start of a period',
      {
        metrics: [before('since_month_start', { offset: { count: 1, grain: 'month' } })],
        groupBy: ['metric_time__day'],
      },
      'QUERY_INVALID',
      /"since_month_start" itself reads another time.*Compare its inputs/,
    ],
    [
      'what is offset itself, without metric_time',
      { metrics: [before('revenue_month_before')], timeRange: MARCH },
      'DIMENSION_NOT_GROUPED',
      /needs metric_time/,
    ],
    [
      'a cumulative metric by an offset of a custom grain',
      {
        metrics: [before('revenue_so_far', { offset: { count: 1, grain: 'fiscal_quarter' } })],
        groupBy: ['metric_time__month'],
      },
      'QUERY_INVALID',
      /is cumulative.*periods of the calendar/,
    ],
    [
      'a metric without time',
      { metrics: [before('guide_pages', { timeRange: MARCH })] },
      'TIME_RANGE_INVALID',
      /"guide_pages" has no metric_time/,
    ],
    [
      'hours of what is known by days',
      { metrics: [before('refunds', { offset: { count: 3, grain: 'hour' } })], groupBy: ['metric_time__day'] },
      'GRAIN_TOO_FINE',
      /known by day.*by hour/,
    ],
    [
      'an order by what is compared already',
      {
        metrics: [{ ...before('revenue'), as: 'then' }],
        timeRange: MARCH,
        orderBy: [{ by: 'then', compareTo: PREVIOUS, show: 'change' }],
      },
      'QUERY_INVALID',
      /"then" is compared already.*metric "revenue"/,
    ],
    [
      'an order by a dimension compared',
      { metrics: ['revenue'], groupBy: ['listing__city'], orderBy: [{ by: 'listing__city', compareTo: PREVIOUS }] },
      'QUERY_INVALID',
      /Only metrics can be compared/,
    ],
    [
      'two columns of one name',
      { metrics: [before('revenue'), before('revenue', { offset: { count: 1, grain: 'year' } })], timeRange: MARCH },
      'QUERY_INVALID',
      /Two columns are called "revenue__before".*"as"/,
    ],
    [
      'a filled part',
      { metrics: ['revenue'], groupBy: [{ time: 'metric_time', part: 'dow', fill: true }] },
      'QUERY_INVALID',
      /only periods can be filled/,
    ],
    [
      'a time that is filled without a metric',
      { groupBy: [{ time: 'listing__opened_on', grain: 'month', fill: true }] },
      'QUERY_INVALID',
      /"listing__opened_on" can't be filled without a metric/,
    ],
    [
      'bins of a text',
      { metrics: ['bookings'], groupBy: [{ dimension: 'listing__city', bins: [1] }] },
      'QUERY_INVALID',
      /"listing__city" is of a type that nobody told.*only numbers/,
    ],
    [
      'bins that don’t ascend',
      { metrics: ['bookings'], groupBy: [{ dimension: 'listing__rooms', bins: [2, 1] }] },
      'QUERY_INVALID',
      /each larger than the one before/,
    ],
    [
      'no bins',
      { metrics: ['bookings'], groupBy: [{ dimension: 'listing__rooms', bins: [] }] },
      'QUERY_INVALID',
      /1 to 100 numbers/,
    ],
    [
      'bins and the best',
      {
        metrics: ['bookings'],
        groupBy: [{ dimension: 'listing__rooms', bins: [1], top: { count: 1, by: 'bookings' } }],
      },
      'QUERY_INVALID',
      /by bins and by its best members/,
    ],
    [
      'the smallest bin',
      { groupBy: [{ dimension: 'listing__rooms', bins: [1] }], minMaxOnly: true },
      'QUERY_INVALID',
      /leave out bins/,
    ],
    [
      'no way to compare',
      { metrics: [before('revenue', {})] },
      'QUERY_INVALID',
      /metrics\[0\]\.compareTo must be one of/,
    ],
    [
      'two ways to compare',
      { metrics: [before('revenue', { ...PREVIOUS, timeRange: MARCH })] },
      'QUERY_INVALID',
      /must be one of/,
    ],
    [
      'previousPeriod: false',
      { metrics: [before('revenue', { previousPeriod: false })] },
      'QUERY_INVALID',
      /previousPeriod must be true/,
    ],
    [
      'an unknown grain',
      { metrics: [before('revenue', { offset: { count: 1, grain: 'fortnight' } })] },
      'QUERY_INVALID',
      /offset\.grain must be one of .*fiscal_quarter/,
    ],
    [
      'an instant, where days are compared',
      { metrics: ['refunds'], where: { refund__refunded_on: { gte: '2020-03-01T09:00:00Z' } } },
      'TIME_RANGE_INVALID',
      /compared with days here/,
    ],
    [
      'no instant',
      { metrics: ['bookings'], where: { booking__booked_at: { gte: '2020-03-32T09:00:00Z' } } },
      'TIME_RANGE_INVALID',
      /is not an instant/,
    ],
  ])('%s', async (_, query, code, message) => {
    await expect((async () => travel.query(query))()).rejects.toMatchObject({
      code,
      message: expect.stringMatching(message),
    });
  });
});

describe('in GraphQL', () => {
  let demo: Dataset;
  beforeAll(async () => {
    demo = await openDataset('greenery');
  });
  afterAll(() => demo.warehouse.close());

  it.each<[string, string, RegExp]>([
    ['revenue(as: CHANGE)', 'QUERY_INVALID', /A change of "revenue" needs/],
    ['revenue(compareTo: {previousPeriod: false})', 'QUERY_INVALID', /previousPeriod is true/],
    ['revenue(compareTo: {offset: {count: 0, grain: DAY}})', 'TIME_RANGE_INVALID', /from 1 to 100000, not 0/],
    ['revenue(compareTo: {previousPeriod: true})', 'TIME_RANGE_INVALID', /no period before all of history/],
    ['revenue(compareTo: {timeRange: {on: "2021-02-30"}})', 'TIME_RANGE_INVALID', /is not a day/],
  ])('{ totals { %s } }', async (field, code, message) => {
    const { errors } = await demo.ask(`{ metrics { totals { ${field} } } }`);
    expect(errors).toMatchObject([{ message: expect.stringMatching(message), extensions: { code } }]);
  });

  it.each([
    ['{metricTime: {parts: [DOW], fill: true}}', 'QUERY_INVALID', /groupBy\.metricTime: only periods can be filled/],
    ['{orderLineQuantity: {bins: [2, 2]}}', 'QUERY_INVALID', /"orderLineQuantity" are 1 to 100 numbers/],
    ['{orderLineQuantity: {bins: [1], top: {count: 1, by: unitsSold}}}', 'QUERY_INVALID', /by bins and by its best/],
  ] as const)('groupBy: %s', async (groupBy, code, message) => {
    const { errors } = await demo.ask(`{ metrics(groupBy: ${groupBy}) { nodes { unitsSold } } }`);
    expect(errors).toMatchObject([{ message: expect.stringMatching(message), extensions: { code } }]);
  });

  it.each([
    '{ metrics { totals { revenue(compareTo: {}) } } }',
    '{ metrics { totals { revenue(compareTo: {previousPeriod: true, timeRange: {on: "2021-02-10"}}) } } }',
    '{ metrics { totals { revenue(as: PERCENT) } } }',
    '{ metrics(orderBy: [{by: revenue, as: null}]) { totals { revenue } } }',
  ])('is no valid document: %s', async (document) => {
    const { errors } = await demo.ask(document);
    expect(errors).toMatchObject([
      { extensions: { code: expect.stringMatching(/GRAPHQL_VALIDATION_FAILED|BAD_USER_INPUT/) } },
    ]);
  });
});
