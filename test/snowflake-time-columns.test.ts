import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readMetricQuery } from '../src/api/read-query.js';
import { catalogFrom } from '../src/composition/api-definitions.js';
import type { Ask } from '../src/engine/ask.js';
import { Engine } from '../src/engine/engine.js';
import { SemanticCatalog } from '../src/model/catalog.js';
import type { SemanticModel, TimeStorage } from '../src/model/types.js';
import { openDuckDB } from '../src/warehouse/duckdb.js';
import type { ResultSet, Warehouse } from '../src/warehouse/warehouse.js';
import { allCases, type Dataset, nowOf, openDataset } from './case-data.js';
import { FUNNELS, funnelQueryOf, METRICS, queryOf, questions, SESSIONS, SHIFTED } from './support/questions.js';
import { SEED, TIMEOUT, TIMES } from './support/seed.js';
import { asSnowflake, MACROS } from './support/snowflake-sql.js';
import { TOWN, towns, townTables } from './support/town.js';
import { EVERY, townQuery, townQuestions } from './support/town-questions.js';
import { openTables, SHOP, shopTables, worlds } from './support/world.js';

/**
 * Snowflake cuts and casts a TIMESTAMP_TZ by the offset of each value, and compares it by its instant. DuckDB keeps no
 * offsets, but cuts and casts a TIMESTAMPTZ by the zone of its session: in a session of New York, a column that is not
 * read as UTC falls into other hours and days than the same column without a zone, which DuckDB's own dialect reads.
 */
const IN_NEW_YORK = ["set global TimeZone = 'America/New_York'", ...MACROS];

/** What turns a table's times without a zone into instants. */
async function withOffsets(tables: Warehouse): Promise<readonly string[]> {
  const { rows } = await tables.run({
    sql: "select table_name, column_name from information_schema.columns where data_type = 'TIMESTAMP'",
    bindings: [],
  });
  return rows.map(
    ([table, column]) => `alter table ${table} alter ${column} type timestamptz using timezone('UTC', ${column})`,
  );
}

/** As if all definitions told that a time is stored so, or none did. */
function stored({ definitions }: SemanticCatalog, how: TimeStorage | undefined): SemanticCatalog {
  const told = <T extends { readonly stored?: TimeStorage }>({ stored: _, ...one }: T) => ({
    ...one,
    ...(how && { stored: how }),
  });
  const models = definitions.models.map(
    (model): SemanticModel => ({
      ...model,
      dimensions: model.dimensions.map((one) => (one.kind === 'time' && one.type !== 'date' ? told(one) : one)),
    }),
  );
  return new SemanticCatalog({ ...definitions, models, timeSpines: definitions.timeSpines.map(told) });
}

/**
 * Snowflake's text on instants. Its session is in UTC, so that a time without a zone that a column is compared with is one of
 * UTC; DuckDB's would be of New York, so the bare columns in comparisons are turned to UTC here.
 */
function onInstants(warehouse: Warehouse, { definitions }: SemanticCatalog): Warehouse {
  const times = definitions.models.flatMap(({ dimensions }) => dimensions.filter((one) => one.kind === 'time'));
  const names = [...new Set(times.filter(({ type }) => type !== 'date').map(({ name }) => name))].join('|');
  const columns = definitions.timeSpines.map(({ column }) => column).join('|') || 'none';
  const compared = new RegExp(String.raw`("\w+"\."(?:${names})(?:__of_row)?"|src\.(?:${columns})) (?=[<>])`, 'g');
  const snowflake = asSnowflake(warehouse);
  return {
    ...snowflake,
    run: ({ sql, bindings }) => {
      const asUtc = sql.replace(compared, "cast(convert_timezone('UTC', $1) as timestamp_ntz) ");
      return snowflake.run({ sql: asUtc, bindings });
    },
  };
}

const rounded = ({ rows }: Pick<ResultSet, 'rows'>) =>
  rows.map((row) => row.map((value) => (typeof value === 'number' ? Number(value.toPrecision(12)) : value)));

const cases = allCases();

describe.each([...new Set(cases.map(({ fixture }) => fixture))])('%s', (fixture) => {
  let dataset: Dataset;
  let zoned: Dataset;
  let engine: Engine;
  beforeAll(async () => {
    dataset = await openDataset(fixture);
    zoned = await openDataset(fixture, [...(await withOffsets(dataset.warehouse)), ...IN_NEW_YORK]);
    const catalog = stored(dataset.catalog, 'tz');
    const warehouse = onInstants(zoned.warehouse, catalog);
    engine = new Engine({ catalog, warehouse, now: () => nowOf(fixture), timeZone: 'UTC', maxRows: 10_000 });
  });
  afterAll(() => Promise.all([dataset.warehouse.close(), zoned.warehouse.close()]));

  const asked = cases.filter((one) => one.fixture === fixture).map((one) => [one.name, one] as const);
  it.each(asked)('%s', async (_, one) => {
    const { compiled } = one.query ? await dataset.query(one.query) : await dataset.ask(one.document);
    for (const { ask, statement } of compiled) {
      const answer = await engine.request().answer(ask);
      const { rows } = await dataset.warehouse.run(statement);
      expect(rounded(answer), answer.sql).toEqual(rounded({ rows: rows.slice(0, answer.rows.length) }));
      // The row beyond the limit, which tells that there are more.
      expect(rows.length - answer.rows.length).toBe(answer.hasMore ? 1 : 0);
    }
  });
});

/** Half days of hours; both spines hold instants, as the events do. New York leaves summer time at 06:00 UTC. */
const SHIFTS = {
  semantic_models: [
    {
      name: 'events',
      model: "ref('events')",
      primary_entity: 'event',
      defaults: { agg_time_dimension: 'happened_at' },
      dimensions: [{ name: 'happened_at', type: 'time', type_params: { time_granularity: 'hour' } }],
      measures: [{ name: 'event_count', agg: 'count', expr: '1', create_metric: true }],
    },
  ],
  metrics: [
    {
      name: 'a_shift_before',
      type: 'derived',
      type_params: { expr: 'n', metrics: [{ name: 'event_count', alias: 'n', offset_window: '1 shift' }] },
    },
  ],
  models: [
    {
      name: 'hours',
      time_spine: { standard_granularity_column: 'hour', custom_granularities: [{ name: 'shift' }] },
      columns: [{ name: 'hour', granularity: 'hour' }, { name: 'shift' }],
    },
  ],
};
const SHIFT_TABLES = [
  `create table hours as select timezone('UTC', h) as hour, case when hour(h) < 12 then 'morning' else 'night' end as shift
   from range(timestamp '2021-11-07', timestamp '2021-11-08', interval 1 hour) as hours (h)`,
  `create table events as select timezone('UTC', moment) as happened_at from (values
     (timestamp '2021-11-07 00:30:00'), ('2021-11-07 09:10:00'), ('2021-11-07 11:50:00'), ('2021-11-07 12:00:00')) as events (moment)`,
];

describe('worked out by hand', () => {
  async function rowsAt(now: string, definitions: object, tables: readonly string[], query: object) {
    const catalog = await catalogFrom(definitions);
    const tz = await openDuckDB({ setup: [...tables, ...IN_NEW_YORK], concurrency: 1 });
    const warehouse = onInstants(tz, catalog);
    const engine = new Engine({ catalog, warehouse, now: () => now, timeZone: 'UTC', maxRows: 100 });
    try {
      return (await engine.request().answer({ kind: 'rows', query: readMetricQuery(query, catalog) })).rows;
    } finally {
      await tz.close();
    }
  }

  it('a custom grain of hours', async () => {
    const query = { metrics: ['event_count'], groupBy: ['metric_time__shift'] };
    expect(await rowsAt('2021-11-08T00:00:00Z', SHIFTS, SHIFT_TABLES, query)).toEqual([
      ['morning', 3],
      ['night', 1],
    ]);
  });

  // 00:30, 09:10 and 11:50 are read twelve hours later, at the same place of the night.
  it('an offset by it', async () => {
    const query = { metrics: ['a_shift_before'], groupBy: ['metric_time__hour'] };
    expect(await rowsAt('2021-11-08T00:00:00Z', SHIFTS, SHIFT_TABLES, query)).toEqual([
      ['2021-11-07T12:00:00Z', 1],
      ['2021-11-07T21:00:00Z', 1],
      ['2021-11-07T23:00:00Z', 1],
    ]);
  });

  it('minutes of a spine of hours', async () => {
    const query = { metrics: [], groupBy: ['metric_time__minute'], limit: 1 };
    expect(await rowsAt('2021-11-07T00:02:00Z', SHIFTS, SHIFT_TABLES, query)).toEqual([['2021-11-07T00:00:00Z']]);
  });

  // Of 05:30 and 07:00 UTC the clocks of New York say 01:30 and 02:00.
  it('an hour is an hour in a funnel', async () => {
    const step = (of: string, at: string) => ({
      ...{ session: of, user: null, step: 'page_view', order: null, product: null },
      at: Date.parse(at),
    });
    const events = ['06:30', '07:00'].map((second, index) => [
      step(`s${index}`, '2020-11-01T05:30:00Z'),
      { ...step(`s${index}`, `2020-11-01T${second}:00Z`), step: 'add_to_cart' },
      { ...step(`s${index}`, '2020-11-01T06:29:00Z'), step: 'add_to_cart', session: `in time ${index}` },
      { ...step(`in time ${index}`, '2020-11-01T05:30:00Z') },
    ]);
    const now = Date.parse('2021-04-01T00:00:00Z');
    const world = { now, users: [], products: [], orders: [], items: [], versions: [], events: events.flat() };
    const open = await openTables(shopTables(world), now, SHOP);
    const tables = [...shopTables(world), ...(await withOffsets(open.warehouse)), ...IN_NEW_YORK];
    const zoned = await openTables(tables, now, SHOP);
    const warehouse = onInstants(zoned.warehouse, SHOP);
    const engine = new Engine({
      catalog: SHOP,
      warehouse,
      now: () => new Date(now).toISOString(),
      timeZone: 'UTC',
      maxRows: 9,
    });
    const query = { funnel: 'in_order_within_an_hour', groupBy: [] };
    expect((await engine.request().answer({ kind: 'funnel', query })).rows[0]?.slice(0, 2)).toEqual([4, 2]);
    await Promise.all([open.close(), zoned.close()]);
  });
});

describe('random questions, where nobody tells how times are stored', () => {
  const zones = fc.constantFrom('UTC', 'America/New_York', 'Asia/Kolkata');
  const shopQueries = questions({ metrics: { ...METRICS, ...SHIFTED } }).map((one) => queryOf(one));
  const townQueries = townQuestions(EVERY, 4).map((one) => townQuery(one));
  const rows = (queries: typeof shopQueries) =>
    fc.tuple(queries, zones).map(([query, timeZone]): Ask => ({ kind: 'rows', query: { ...query, timeZone } }));
  const sessions = Object.fromEntries(SESSIONS.map((name) => [name, METRICS[name] ?? []]));
  const funnels = fc
    .tuple(fc.constantFrom(...FUNNELS), questions({ metrics: sessions }))
    .map(([funnel, question]): Ask => ({ kind: 'funnel', query: funnelQueryOf(funnel, question) }));

  it.each([
    [
      'of the shop',
      worlds.map((w) => ({ tables: shopTables(w), now: w.now })),
      SHOP,
      fc.oneof(rows(shopQueries), funnels),
    ],
    ['of the town', towns.map((t) => ({ tables: townTables(t), now: t.now })), TOWN, rows(townQueries)],
  ] as const)('%s', { timeout: TIMEOUT }, async (_, worldsOf, catalog, each) => {
    const several = fc.array(each, { minLength: 4, maxLength: 8 });
    const property = fc.asyncProperty(worldsOf, several, async ({ tables, now }, all) => {
      const open = await openTables(tables, now, catalog);
      const changes = await withOffsets(open.warehouse);
      const zoned = await openTables([...tables, ...changes, ...IN_NEW_YORK], now, catalog);
      const warehouse = onInstants(zoned.warehouse, catalog);
      const engine = new Engine({
        catalog,
        warehouse,
        now: () => new Date(now).toISOString(),
        timeZone: 'UTC',
        maxRows: 10_000,
      });
      try {
        for (const ask of all) {
          const answer = await engine.request().answer(ask);
          expect(rounded(answer), answer.sql).toEqual(rounded(await open.answer(ask)));
        }
      } finally {
        await Promise.all([open.close(), zoned.close()]);
      }
    });
    await fc.assert(property, { seed: SEED, numRuns: 6 * TIMES, interruptAfterTimeLimit: TIMEOUT - 10_000 });
  });
});
