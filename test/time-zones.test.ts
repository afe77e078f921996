import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTrellis, type Trellis } from '../src/index.js';

const DEFINITIONS = {
  semantic_models: [
    {
      name: 'readings',
      model: "ref('readings')",
      defaults: { agg_time_dimension: 'taken_at' },
      primary_entity: 'reading',
      dimensions: [{ name: 'taken_at', type: 'time', type_params: { time_granularity: 'minute' } }],
      measures: [{ name: 'reading_count', agg: 'count', expr: '1' }],
    },
  ],
  metrics: [
    { name: 'readings', type: 'simple', type_params: { measure: 'reading_count' } },
    {
      name: 'every_hour',
      type: 'simple',
      type_params: { measure: { name: 'reading_count', join_to_timespine: true, fill_nulls_with: 0 } },
    },
    {
      name: 'hour_before',
      type: 'derived',
      type_params: { expr: 'before', metrics: [{ name: 'readings', alias: 'before', offset_window: '1 hour' }] },
    },
    {
      name: 'day_so_far',
      type: 'cumulative',
      type_params: { measure: 'reading_count', cumulative_type_params: { grain_to_date: 'day' } },
    },
  ],
};

/** On 7 November 2021 New York's clocks go from 02:00 (06:00 UTC) back to 01:00: that hour comes twice. */
const SETUP = [
  `create table readings as select cast(moment as timestamp) as taken_at from (values
    ('2021-11-07 03:59:00'), ('2021-11-07 04:00:00'), ('2021-11-07 05:10:00'), ('2021-11-07 05:50:00'),
    ('2021-11-07 06:20:00'), ('2021-11-07 07:05:00'), ('2021-11-08 04:59:00'), ('2021-11-08 05:00:00')) as moments (moment)`,
];

let trellis: Trellis;
beforeAll(async () => {
  const warehouse = { kind: 'duckdb', setup: SETUP } as const;
  trellis = await openTrellis({ definitions: DEFINITIONS, warehouse, now: '2021-11-09T00:00:00Z' });
});
afterAll(() => trellis.close());

const hours = async (metric: string, timeZone: string, on = '2021-11-07') => {
  const groupBy = ['metric_time__hour'];
  const { rows } = await trellis.query({ metrics: [metric], groupBy, timeZone, timeRange: { on } });
  return rows.map((row) => [row.metric_time__hour, row[metric]]);
};

describe('hours in a time zone are instants', () => {
  it('of which an autumn night has two at one', async () => {
    expect(await hours('readings', 'America/New_York')).toEqual([
      ['2021-11-07T04:00:00Z', 1],
      ['2021-11-07T05:00:00Z', 2],
      ['2021-11-07T06:00:00Z', 1],
      ['2021-11-07T07:00:00Z', 1],
      ['2021-11-08T04:00:00Z', 1],
    ]);
  });

  it('so that a day of 25 hours has 25 on the spine', async () => {
    const rows = await hours('every_hour', 'America/New_York');
    expect(rows).toHaveLength(25);
    expect(rows.at(0)).toEqual(['2021-11-07T04:00:00Z', 1]);
    expect(rows.at(-1)).toEqual(['2021-11-08T04:00:00Z', 1]);
    expect(rows.reduce((sum, [, value]) => sum + Number(value), 0)).toBe(6);
  });

  it('that begin with the half hour where the clock does', async () => {
    expect(await hours('readings', 'Asia/Kolkata')).toEqual([
      ['2021-11-07T03:30:00Z', 2],
      ['2021-11-07T04:30:00Z', 1],
      ['2021-11-07T05:30:00Z', 2],
      ['2021-11-07T06:30:00Z', 1],
    ]);
  });

  it('and are an hour apart, whatever the clock does', async () => {
    expect(await hours('hour_before', 'America/New_York')).toEqual([
      ['2021-11-07T04:00:00Z', 1],
      ['2021-11-07T05:00:00Z', 1],
      ['2021-11-07T06:00:00Z', 2],
      ['2021-11-07T07:00:00Z', 1],
      ['2021-11-07T08:00:00Z', 1],
    ]);
  });

  it('and are added up within the local day', async () => {
    const soFar = (await hours('day_so_far', 'America/New_York')).map(([, value]) => value);
    expect(soFar.slice(0, 5)).toEqual([1, 3, 4, 5, 5]);
    expect(soFar.at(-1)).toBe(6);
  });
});

it('a day in a time zone stays a date', async () => {
  const groupBy = ['metric_time__day'];
  const { rows } = await trellis.query({ metrics: ['readings'], groupBy, timeZone: 'America/New_York' });
  expect(rows).toEqual([
    { metric_time__day: '2021-11-06', readings: 1 },
    { metric_time__day: '2021-11-07', readings: 6 },
    { metric_time__day: '2021-11-08', readings: 1 },
  ]);
});
