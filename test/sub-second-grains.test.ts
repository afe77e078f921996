import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTrellis, type Trellis } from '../src/index.js';

const definitions = (grain: string) => ({
  semantic_models: [
    {
      name: 'ticks',
      model: "ref('ticks')",
      primary_entity: 'tick',
      defaults: { agg_time_dimension: 'ticked_at' },
      dimensions: [{ name: 'ticked_at', type: 'time', type_params: { time_granularity: grain } }],
      measures: [{ name: 'tick_count', agg: 'count', expr: '1' }],
    },
  ],
  metrics: [
    { name: 'ticks', type: 'simple', type_params: { measure: 'tick_count' } },
    {
      name: 'half_a_second_before',
      type: 'derived',
      type_params: { expr: 'n', metrics: [{ name: 'ticks', alias: 'n', offset_window: '500 milliseconds' }] },
    },
  ],
});

/** One, two and 1,500 microseconds after midnight. */
const setup = (type: string) => [
  `create table ticks as select cast(moment as ${type}) as ticked_at from (values
    ('2021-01-01 00:00:00.000001'), ('2021-01-01 00:00:00.000002'), ('2021-01-01 00:00:00.0015')) as moments (moment)`,
];

describe.each([
  ['nanosecond', 'timestamp_ns'],
  ['nanosecond', 'timestamp'],
  ['microsecond', 'timestamp'],
])('times known by the %s, in a column of type %s', (grain, type) => {
  let trellis: Trellis;
  beforeAll(async () => {
    const warehouse = { kind: 'duckdb', setup: setup(type) } as const;
    trellis = await openTrellis({ definitions: definitions(grain), warehouse, now: '2021-01-02T00:00:00Z' });
  });
  afterAll(() => trellis.close());

  const periods = async (metric: string, by: string) => {
    const { rows } = await trellis.query({ metrics: [metric], groupBy: [`metric_time__${by}`] });
    return rows.map((row) => [row[`metric_time__${by}`], row[metric]]);
  };

  it('are grouped by it', async () => {
    expect(await periods('ticks', grain)).toEqual([
      ['2021-01-01T00:00:00.000001Z', 1],
      ['2021-01-01T00:00:00.000002Z', 1],
      ['2021-01-01T00:00:00.0015Z', 1],
    ]);
  });

  it('and by coarser ones', async () => {
    expect(await periods('ticks', 'millisecond')).toEqual([
      ['2021-01-01T00:00:00Z', 2],
      ['2021-01-01T00:00:00.001Z', 1],
    ]);
    expect(await periods('ticks', 'day')).toEqual([['2021-01-01', 3]]);
  });

  it('and read half a second later', async () => {
    expect(await periods('half_a_second_before', 'millisecond')).toEqual([
      ['2021-01-01T00:00:00.5Z', 2],
      ['2021-01-01T00:00:00.501Z', 1],
    ]);
  });
});
