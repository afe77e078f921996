import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { type MetricQueryInput, openTrellis, type Trellis, TrellisError, type TrellisOptions } from '../src/index.js';

const SEED = Number(process.env.TRELLIS_TEST_SEED ?? 20_210_210);
const TIMES = Number(process.env.TRELLIS_TEST_RUNS ?? 1);

const folder = mkdtempSync(join(tmpdir(), 'trellis-api-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Three visits by two visitors in two countries; one visitor is unknown. */
const TABLES = [
  'create table visits (visit_id integer, visitor_id varchar, visited_at timestamp, pages integer)',
  `insert into visits values (1, 'a', '2021-01-30 10:00', 3), (2, 'b', '2021-02-01 11:00', 4),
    (3, 'a', '2021-02-02 12:00', 5), (4, null, '2021-02-02 13:00', 6)`,
  'create table visitors (visitor_id varchar, country varchar)',
  `insert into visitors values ('a', 'Chile'), ('b', 'Peru')`,
];
const DEFINITIONS = parse(`
semantic_models:
  - name: visitors
    model: ref('visitors')
    entities: [{name: visitor, type: primary, expr: visitor_id}]
    dimensions: [{name: country, type: categorical}]
  - name: visits
    model: ref('visits')
    defaults: {agg_time_dimension: visited_at}
    entities:
      - {name: visit, type: primary, expr: visit_id}
      - {name: visitor, type: foreign, expr: visitor_id}
    dimensions: [{name: visited_at, type: time, type_params: {time_granularity: hour}}]
    measures: [{name: visit_count, agg: count, expr: visit_id}, {name: pages, agg: average}]
metrics:
  - {name: visits, label: Visits, type: simple, type_params: {measure: visit_count}}
  - {name: pages_per_visit, label: Pages, type: simple, type_params: {measure: pages}}
saved_queries:
  - name: visits_by_country
    query_params:
      metrics: [visits]
      group_by: ["Dimension('visitor__country')", "TimeDimension('metric_time', 'month')"]
      where: ["{{ TimeDimension('metric_time', 'day') }} >= '2021-01-15' and coalesce({{ Dimension('visitor__country') }}, '') <> 'Brazil'"]
      order_by: ["-visits", "visitor__country"]
      limit: 3
`) as object;
const NOW = '2021-03-01T00:00:00Z';
const MEMORY: TrellisOptions = {
  definitions: DEFINITIONS,
  warehouse: { kind: 'duckdb', setup: TABLES },
  now: NOW,
};

let trellis: Trellis;
beforeAll(async () => {
  trellis = await openTrellis(MEMORY);
});
afterAll(() => trellis.close());

const rows = async (query: MetricQueryInput) => (await trellis.query(query)).rows;

describe('a query', () => {
  it('gives typed columns and rows', async () => {
    const answer = await trellis.query<{ month: string; visits: number; mean: number | null }>({
      metrics: ['visits', { metric: 'pages_per_visit', as: 'mean', where: "{{ Entity('visitor') }} = 'a'" }],
      groupBy: [{ time: 'metric_time', grain: 'month', as: 'month' }],
      timeRange: { from: '2021-01-10', to: '2021-02-01' },
    });
    expect(answer.columns).toEqual([
      { name: 'month', role: 'key', type: 'date' },
      { name: 'visits', role: 'metric', type: 'long', metric: 'visits' },
      { name: 'mean', role: 'metric', type: 'double', metric: 'pages_per_visit' },
    ]);
    expect(answer.rows).toEqual([
      { month: '2021-01-01', visits: 1, mean: 3 },
      { month: '2021-02-01', visits: 3, mean: 5 },
    ]);
    expect(answer).toMatchObject({
      range: { from: '2021-01-01', to: '2021-02-28', timeZone: 'UTC' },
      asOf: NOW,
      hasMore: false,
    });
  });

  it.each<[string, MetricQueryInput, readonly object[]]>([
    [
      "takes dbt's strings",
      {
        metrics: ['visits'],
        groupBy: ['visitor__country', 'metric_time__extract_month'],
        orderBy: ['-visits', 'visitor__country'],
      },
      [
        { visitor__country: 'Chile', metric_time__extract_month: 1, visits: 1 },
        { visitor__country: 'Chile', metric_time__extract_month: 2, visits: 1 },
        { visitor__country: 'Peru', metric_time__extract_month: 2, visits: 1 },
        { visitor__country: null, metric_time__extract_month: 2, visits: 1 },
      ],
    ],
    [
      "takes dbt's calls",
      {
        metrics: ['visits'],
        groupBy: ["TimeDimension('metric_time', 'month')", "Dimension('visitor__country')"],
        orderBy: ["Metric('visits').descending(True)", "Dimension('visitor__country').descending()"],
        where: { visitor__country: { isNull: false } },
        limit: 2,
      },
      [
        { metric_time__month: '2021-02-01', visitor__country: 'Peru', visits: 1 },
        { metric_time__month: '2021-01-01', visitor__country: 'Chile', visits: 1 },
      ],
    ],
    [
      'takes the name of the aggregation time for metric_time',
      { metrics: ['visits'], groupBy: ['visit__visited_at__month'], orderBy: ['-visit__visited_at__month'] },
      [
        { visit__visited_at__month: '2021-02-01', visits: 3 },
        { visit__visited_at__month: '2021-01-01', visits: 1 },
      ],
    ],
    [
      'takes templates and data in one where',
      {
        metrics: ['visits'],
        groupBy: ['visitor'],
        where: ["{{ TimeDimension('metric_time', 'month') }} = '2021-02-01'", { visitor: { ne: 'b' } }],
      },
      [
        { visitor: 'a', visits: 1 },
        { visitor: null, visits: 1 },
      ],
    ],
    [
      'keeps two metrics apart that exchange their names',
      {
        metrics: [
          { metric: 'visits', as: 'pages_per_visit' },
          { metric: 'pages_per_visit', as: 'visits' },
        ],
        groupBy: [
          { dimension: 'visitor', as: 'visitor__country' },
          { dimension: 'visitor__country', as: 'visitor' },
        ],
        orderBy: ['-visits'],
        having: { pages_per_visit: { lt: 2 } },
      },
      [
        { visitor__country: null, visitor: null, pages_per_visit: 1, visits: 6 },
        { visitor__country: 'b', visitor: 'Peru', pages_per_visit: 1, visits: 4 },
      ],
    ],
    ['gives no rows for limit 0', { metrics: ['visits'], groupBy: ['visitor'], limit: 0 }, []],
    [
      'takes no metrics',
      { groupBy: ['visitor__country'] },
      [{ visitor__country: 'Chile' }, { visitor__country: 'Peru' }],
    ],
    [
      'takes the smallest and the largest member',
      { groupBy: ['visitor__country'], minMaxOnly: true },
      [{ visitor__country__min: 'Chile', visitor__country__max: 'Peru' }],
    ],
    [
      'counts days in its time zone',
      {
        metrics: ['visits'],
        groupBy: ['metric_time__day'],
        timeZone: 'Pacific/Auckland',
        timeRange: { on: '2021-02-03' },
      },
      [{ metric_time__day: '2021-02-03', visits: 2 }],
    ],
    [
      'keeps the best members under a name of their own',
      {
        metrics: ['visits'],
        groupBy: [{ dimension: 'visitor__country', as: 'country', top: { count: 1, by: 'visits', others: false } }],
      },
      [{ country: 'Chile', country__is_other: 0, visits: 2 }],
    ],
    [
      'has a having',
      { metrics: ['visits'], groupBy: ['visitor'], having: { visits: { gt: 1 } } },
      [{ visitor: 'a', visits: 2 }],
    ],
  ])('%s', async (_, query, expected) => {
    expect(await rows(query)).toEqual(expected);
  });

  it.each(['metric_time__day', 'METRIC_TIME__DAY', 'metric_time', 'on_day'])(
    'orders a renamed time by %s',
    async (by) => {
      const groupBy = [{ time: 'metric_time', as: 'on_day' }];
      expect(await rows({ metrics: ['visits'], groupBy, orderBy: [{ by, direction: 'desc' }] })).toEqual([
        { on_day: '2021-02-02', visits: 2 },
        { on_day: '2021-02-01', visits: 1 },
        { on_day: '2021-01-30', visits: 1 },
      ]);
    },
  );

  it('says when there are more rows than its limit', async () => {
    expect(await trellis.query({ metrics: ['visits'], groupBy: ['visitor'], limit: 1 })).toMatchObject({
      rows: [{ visitor: 'a', visits: 2 }],
      hasMore: true,
    });
  });

  it('is cancelled by its signal', async () => {
    await expect(trellis.query({ metrics: ['visits'] }, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'CANCELLED',
    });
  });

  it.each(['x', null, {}])('refuses a signal that is none: %j', async (signal) => {
    await expect(
      trellis.query({ metrics: ['visits'] }, { signal: signal as unknown as AbortSignal }),
    ).rejects.toMatchObject({ code: 'QUERY_INVALID', message: expect.stringContaining('AbortSignal') });
  });
});

describe('a saved query', () => {
  it('is asked by its name', async () => {
    expect(await rows({ savedQuery: 'visits_by_country' })).toEqual([
      { visitor__country: 'Chile', metric_time__month: '2021-01-01', visits: 1 },
      { visitor__country: 'Chile', metric_time__month: '2021-02-01', visits: 1 },
      { visitor__country: 'Peru', metric_time__month: '2021-02-01', visits: 1 },
    ]);
  });

  it('takes more conditions, an order before its own and a smaller limit', async () => {
    const query: MetricQueryInput = {
      savedQuery: 'visits_by_country',
      where: "{{ TimeDimension('metric_time', 'month') }} = '2021-02-01'",
      orderBy: ['-visitor__country'],
    };
    expect(await rows({ ...query, limit: 5 })).toEqual([
      { visitor__country: 'Peru', metric_time__month: '2021-02-01', visits: 1 },
      { visitor__country: 'Chile', metric_time__month: '2021-02-01', visits: 1 },
      { visitor__country: null, metric_time__month: '2021-02-01', visits: 1 },
    ]);
    expect(await rows({ ...query, limit: 1 })).toHaveLength(1);
  });
});

describe('a stream', () => {
  const byCountry: MetricQueryInput = { metrics: ['visits'], groupBy: ['visitor__country'] };
  const all = async (rows: AsyncIterable<object>) => {
    const read: object[] = [];
    for await (const row of rows) read.push(row);
    return read;
  };

  it('gives the rows of a query, one by one', async () => {
    expect(await all(trellis.stream(byCountry))).toEqual([
      { visitor__country: 'Chile', visits: 2 },
      { visitor__country: 'Peru', visits: 1 },
      { visitor__country: null, visits: 1 },
    ]);
    expect(await all(trellis.stream({ ...byCountry, limit: 1 }))).toEqual([{ visitor__country: 'Chile', visits: 2 }]);
    expect(await all(trellis.stream({ ...byCountry, limit: 0 }))).toEqual([]);
  });
  it('knows no most rows, and may be left before its end', async () => {
    const setup = [
      'create table visitors as select 1 as visitor_id',
      "create table visits as select range as visit_id, range as visitor_id, timestamp '2021-01-01' as visited_at, 1 as pages from range(50000)",
    ];
    const definitions = parse(`
semantic_models:
  - name: visits
    model: ref('visits')
    defaults: {agg_time_dimension: visited_at}
    entities: [{name: visit, type: primary, expr: visit_id}]
    dimensions:
      - {name: visited_at, type: time, type_params: {time_granularity: day}}
      - {name: number, type: categorical, expr: visitor_id}
    measures: [{name: visit_count, agg: count, expr: visit_id, create_metric: true}]
`) as object;
    const large = await openTrellis({ definitions, warehouse: { kind: 'duckdb', setup }, now: NOW, maxRows: 10 });
    const query: MetricQueryInput = { metrics: ['visit_count'], groupBy: ['visit__number'] };
    await expect(large.query(query)).rejects.toMatchObject({ code: 'ROW_LIMIT_EXCEEDED' });
    let count = 0;
    for await (const _ of large.stream(query)) count++;
    expect(count).toBe(50_000);
    for await (const _ of large.stream(query)) break;
    const stopped = new AbortController();
    const reading = (async () => {
      for await (const _ of large.stream(query, { signal: stopped.signal })) stopped.abort();
    })();
    await expect(reading).rejects.toMatchObject({ code: 'CANCELLED' });
    await large.close();
  });
  it('throws what a query throws, when it is begun', async () => {
    await expect(all(trellis.stream({ metrics: ['visit'] }))).rejects.toMatchObject({
      code: 'UNKNOWN_METRIC',
      suggestions: ['visits'],
    });
  });
});

describe("the warehouse's word", () => {
  it('on a query is its own explanation', async () => {
    const { text, scan } = await trellis.estimate({ metrics: ['visits'] });
    expect(text).toMatch(/SCAN/);
    expect(scan).toBeUndefined();
    await expect(trellis.estimate({ metrics: ['visit'] })).rejects.toMatchObject({ code: 'UNKNOWN_METRIC' });
  });
});

describe('without asking', () => {
  const query: MetricQueryInput = {
    metrics: ['visits'],
    groupBy: ['visitor__country'],
    where: { visitor__country: { eq: 'Peru' } },
    timeRange: { last: { count: 1, grain: 'month' } },
  };

  it('compiles for both warehouses', () => {
    expect(trellis.compile(query)).toEqual(trellis.compile(query, 'duckdb'));
    const { sql, bindings } = trellis.compile(query, 'snowflake');
    expect(sql).toContain('timestamp_ntz');
    expect(bindings).toContain('Peru');
  });

  it('knows no other dialect', () => {
    expect(() => trellis.compile(query, 'postgres' as 'duckdb')).toThrow(
      'There is no dialect "postgres". There are: duckdb, snowflake.',
    );
  });

  it('explains', () => {
    const explained = trellis.explain(query);
    expect(explained).toMatchObject({
      ...trellis.compile(query),
      dialect: 'duckdb',
      range: { from: '2021-02-01', to: '2021-02-28', timeZone: 'UTC' },
      tables: ['visitors', 'visits'],
    });
    expect(explained.plan).toMatch(/^answer\n {2}column visitor__country\n {2}column visits\n/);
  });
});

describe('a mistake in a query', () => {
  it.each<[unknown, string, RegExp]>([
    [{ metrcs: ['visits'] }, 'QUERY_INVALID', /no key "metrcs"\. Did you mean "metrics"\?/],
    [{ metrics: 'visits' }, 'QUERY_INVALID', /^metrics must be a list of metrics\.$/],
    [
      { metrics: ['visits'], groupBy: [{ dimensio: 'x' }] },
      'QUERY_INVALID',
      /^groupBy\[0\] has no key "dimensio"\. Did you mean "dimension"\?/,
    ],
    [
      { metrics: ['visits'], groupBy: [{ dimension: 'visitor', top: { coun: 1 } }] },
      'QUERY_INVALID',
      /^groupBy\[0\]\.top/,
    ],
    [{ metrics: [{ metric: 'visits', as: '__present' }] }, 'QUERY_INVALID', /begins with a letter/],
    [{ metrics: [{ metric: 'visits', as: 'a"b' }] }, 'QUERY_INVALID', /^metrics\[0\]\.as must be a name/],
    [
      { metrics: ['visits'], orderBy: [{ by: 'visits', direction: 'down' }] },
      'QUERY_INVALID',
      /^orderBy\[0\]\.direction must be "asc" or "desc"/,
    ],
    [{ metrics: ['visits'], where: 5 }, 'QUERY_INVALID', /^where must be a where-template/],
    [{ metrics: ['visits'], where: ['{{ Entity("visitor") }} ='] }, 'QUERY_INVALID', /at character 26/],
    [
      { metrics: ['visits'], where: { visitor: { equals: 'a' } } },
      'QUERY_INVALID',
      /^where\.visitor: there is no operator "equals"/,
    ],
    [
      { metrics: ['visits'], timeRange: { last: { count: 1, grain: 'weak' } } },
      'QUERY_INVALID',
      /^timeRange\.last\.grain must be a grain\. Did you mean "week"/,
    ],
    [
      { metrics: ['visits'], timeRange: { from: '2021-01-01' } },
      'QUERY_INVALID',
      /^timeRange must be one of \{from, to\}/,
    ],
    [{ metrics: ['visits'], timeRange: { on: 'today' } }, 'TIME_RANGE_INVALID', /YYYY-MM-DD/],
    [{ metrics: ['visits'], limit: 1.5 }, 'QUERY_INVALID', /^limit must be a whole number/],
    [{ metrics: ['visits', 'visits'] }, 'QUERY_INVALID', /Two columns are called "visits"/],
    [{ metrics: ['visits', { metric: 'visits', as: 'VISITS' }] }, 'QUERY_INVALID', /Two columns are called "VISITS"/],
    [{ savedQuery: 'visits_by_contry' }, 'QUERY_INVALID', /Did you mean "visits_by_country"\?/],
    [{ savedQuery: 'visits_by_country', metrics: ['visits'] }, 'QUERY_INVALID', /savedQuery brings its own/],
    [{ metrics: ['visit'] }, 'UNKNOWN_METRIC', /Did you mean "visits"\?/],
    [{ metrics: ['visits'], groupBy: ['visitor__contry'] }, 'UNKNOWN_DIMENSION', /Did you mean "visitor__country"\?/],
    [{ metrics: ['visits'], groupBy: ['metric_time__mont'] }, 'UNKNOWN_DIMENSION', /Did you mean "metric_time__month"/],
    [{ metrics: ['visits'], groupBy: [{ time: 'visitor__country' }] }, 'QUERY_INVALID', /is no time/],
    [
      { metrics: ['visits'], groupBy: ["TimeDimension('metric_time', 'mont')"] },
      'QUERY_INVALID',
      /at character 30: .*Did you mean "month"/,
    ],
    [
      { metrics: ['visits'], groupBy: ['visitor'], having: { visits: { gt: 'x' } } },
      'QUERY_INVALID',
      /"visits" is a number, so it can't be compared with 'x'/,
    ],
    [
      { metrics: [{ metric: 'visits', as: 'v' }], groupBy: ['visitor'], having: { v: { gt: true } } },
      'QUERY_INVALID',
      /"v" is a number/,
    ],
    [
      { metrics: ['visits'], groupBy: ['visitor'], having: { visits: { contains: '1' } } },
      'QUERY_INVALID',
      /"visits" is a number; it has no text/,
    ],
    [
      { metrics: ['visits'], where: "{{ Entity('visit') }} in ('5', 'x')" },
      'WAREHOUSE_REJECTED',
      /cannot be converted.* compare "visit"/,
    ],
    [{ metrics: ['visits'], where: { visit: { gt: 'x' } } }, 'WAREHOUSE_REJECTED', /compare "visit"/],
    [
      { metrics: ['visits'], groupBy: ['metric_time__fortnight'] },
      'UNKNOWN_DIMENSION',
      /no grain or part "fortnight"\. There are .*day, week, month, quarter, year, .*extract_dow/,
    ],
    [{ metrics: ['visits'], timeRange: { from: '2024' } }, 'QUERY_INVALID', /There is no "to"\. "2024" is not a date/],
    [{ metrics: ['visits'], timeRange: { to: '2021-02-10' } }, 'QUERY_INVALID', /There is no "from"\.$/],
    [{ savedQuery: 'sales' }, 'QUERY_INVALID', /no saved query "sales"\. There are "visits_by_country"\.$/],
    [
      { metrics: ['visits'], where: "{{ Metric('pages_per_visit', ['supply']) }} > 1" },
      'UNKNOWN_DIMENSION',
      /^Metric "pages_per_visit" has no dimension "supply"/,
    ],
    [
      { metrics: ['visits'], groupBy: ['visit__visited_at__second'] },
      'GRAIN_TOO_FINE',
      /"visited_at"\) is known by hour/,
    ],
    [{}, 'QUERY_INVALID', /at least one metric/],
    ['visits', 'QUERY_INVALID', /^A metric query must be an object/],
  ])('%j', async (query, code, message) => {
    await expect(trellis.query(query as MetricQueryInput)).rejects.toSatisfy(
      (error) => error instanceof TrellisError && error.code === code && message.test(error.message),
    );
  });
});

it.each<[MetricQueryInput]>([
  [{ metrics: ['x'.repeat(1_000_000)] }],
  [{ metrics: ['visits'], groupBy: ['x'.repeat(1_000_000)] }],
  [{ metrics: ['visits'], groupBy: [`metric_time__${'x'.repeat(1_000_000)}`] }],
  [{ metrics: ['visits'], orderBy: ['x'.repeat(1_000_000)] }],
  [{ savedQuery: 'x'.repeat(1_000_000) }],
])('a name of a million characters is cut', async (query) => {
  const error = await trellis.query(query).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(TrellisError);
  const { message, names } = error as TrellisError;
  expect(message).toMatch(/x{80}…/);
  expect(message.length).toBeLessThan(500);
  expect(names.every((name) => name.length <= 101)).toBe(true);
});

it('a query that makes no sense throws nothing but errors for people', () => {
  const names = fc.constantFrom(
    'visits',
    'visitor',
    'visitor__country',
    'metric_time__month',
    'metric_time',
    '-visits',
    '',
    'a"; --',
  );
  const anything = fc.oneof(names, fc.anything({ withBigInt: true, withDate: true, maxDepth: 2 }));
  const objects = fc.dictionary(
    fc.constantFrom(
      'metric',
      'as',
      'where',
      'dimension',
      'time',
      'grain',
      'part',
      'top',
      'by',
      'direction',
      'last',
      'from',
      'visits',
      'or',
    ),
    anything,
    { maxKeys: 3 },
  );
  const lists = fc.array(fc.oneof(names, objects, anything), { maxLength: 3 });
  const queries = fc.record(
    {
      metrics: fc.oneof(fc.constant(['visits']), lists, anything),
      groupBy: fc.oneof(lists, anything),
      where: fc.oneof(names, objects, lists),
      having: fc.oneof(objects, anything),
      orderBy: fc.oneof(lists, anything),
      timeRange: fc.oneof(objects, anything),
      limit: fc.oneof(fc.integer(), anything),
      timeZone: anything,
      savedQuery: fc.oneof(fc.constant('visits_by_country'), anything),
      minMaxOnly: anything,
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(queries, (query) => {
      try {
        trellis.compile(query as MetricQueryInput);
      } catch (error) {
        expect(error).toBeInstanceOf(TrellisError);
      }
    }),
    { seed: SEED, numRuns: 3000 * TIMES },
  );
});

describe('openTrellis', () => {
  it('reads a folder of definitions and asks a folder of tables', async () => {
    const opened = await openTrellis({
      definitions: join(import.meta.dirname, '..', 'metrics'),
      warehouse: { kind: 'demo' },
    });
    expect(opened.catalog.metrics.has('revenue')).toBe(true);
    const { rows: found } = await opened.query({ metrics: ['orders'] });
    expect(found).toEqual([{ orders: 361 }]);
    await opened.close();
  });

  it('reads a semantic manifest, from its file and as an object', async () => {
    const bakery = join(import.meta.dirname, 'fixtures-dbt', 'bakery');
    const file = join(bakery, 'target', 'semantic_manifest.json');
    const warehouse = { kind: 'folder', path: join(bakery, 'seeds') } as const;
    for (const definitions of [file, JSON.parse(readFileSync(file, 'utf8')) as object]) {
      const opened = await openTrellis({ definitions, warehouse });
      expect([...opened.catalog.metrics.keys()]).toContain('revenue');
      expect(opened.explain({ metrics: ['revenue'] }).tables).toHaveLength(1);
      await opened.close();
    }
  });

  it('asks over a connection that stays the caller’s', async () => {
    const instance = await DuckDBInstance.create(':memory:');
    const connection = await instance.connect();
    for (const sql of TABLES) await connection.run(sql);
    const opened = await openTrellis({ ...MEMORY, warehouse: { kind: 'duckdb', connection } });
    await connection.run(`insert into visits values (5, 'b', '2021-02-03', 1)`);
    expect((await opened.query({ metrics: ['visits'] })).rows).toEqual([{ visits: 5 }]);
    await opened.close();
    await expect(opened.query({ metrics: ['visits'] })).rejects.toMatchObject({ code: 'WAREHOUSE_UNAVAILABLE' });
    const left = await connection.runAndReadAll('select count(*) from visits');
    expect(left.getRowsJson()).toEqual([['5']]);
    connection.closeSync();
  });

  it('asks a DuckDB file', async () => {
    const file = join(folder, 'visits.duckdb');
    const instance = await DuckDBInstance.create(file);
    const connection = await instance.connect();
    for (const sql of TABLES) await connection.run(sql);
    connection.closeSync();
    instance.closeSync();
    const opened = await openTrellis({ ...MEMORY, warehouse: { kind: 'duckdb', file } });
    expect((await opened.query({ metrics: ['visits'] })).rows).toEqual([{ visits: 4 }]);
    await opened.close();
    expect(existsSync(file)).toBe(true);
  });

  it('asks its clock anew for each query', async () => {
    let now = '2021-02-01T00:00:00Z';
    const opened = await openTrellis({ ...MEMORY, now: () => now });
    expect((await opened.query({ metrics: ['visits'] })).rows).toEqual([{ visits: 1 }]);
    now = '2021-02-02T00:00:00Z';
    expect((await opened.query({ metrics: ['visits'] })).rows).toEqual([{ visits: 2 }]);
    now = 'soon';
    await expect(opened.query({ metrics: ['visits'] })).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
    await opened.close();
  });

  it('refuses more rows than it may give', async () => {
    const opened = await openTrellis({ ...MEMORY, maxRows: 2 });
    await expect(opened.query({ metrics: ['visits'], groupBy: ['visitor'] })).rejects.toMatchObject({
      code: 'ROW_LIMIT_EXCEEDED',
    });
    await opened.close();
  });

  it('names every problem of definitions in memory', async () => {
    const definitions = {
      metrics: [{ name: 'a', label: 'A', type: 'simple', type_params: { measure: 'nothing' } }],
      metricz: [],
    };
    await expect(openTrellis({ ...MEMORY, definitions })).rejects.toMatchObject({
      code: 'DEFINITIONS_INVALID',
      message: expect.stringMatching(
        /^There are \d problems[\s\S]*definitions:\d+:\d+ .*"nothing"[\s\S]*definitions:\d+:\d+ .*"metricz"/,
      ),
    });
  });

  it.each<[unknown, RegExp]>([
    [{}, /warehouse must be an object/],
    [{ warehouse: { kind: 'duck' } }, /warehouse\.kind must be one of demo, duckdb, folder, snowflake/],
    [{ warehouse: { kind: 'duckdb' } }, /definitions must be/],
    [{ project: 'x', definitions: 'y' }, /definitions and project exclude each other/],
    [{ warehouse: { kind: 'demo' }, target: 'prod' }, /target is of a dbt project, so it needs "project"/],
    [{ project: '/nowhere/at/all' }, /There is no project folder "\/nowhere\/at\/all"/],
    [{ warehouse: { kind: 'duckdb', fil: 'x' }, definitions: {} }, /no option "warehouse\.fil"/],
    [
      { warehouse: { kind: 'duckdb', connection: 5 }, definitions: {} },
      /warehouse\.connection must be an open connection/,
    ],
    [
      { warehouse: { kind: 'snowflake' }, definitions: {} },
      /warehouse\.account is required: [\s\S]*There is no way to log in to Snowflake/,
    ],
    [{ warehouse: { kind: 'demo' }, now: 'yesterday', maxRow: 1 }, /now must be an instant[\s\S]*no option "maxRow"/],
    [undefined, /must be an object/],
  ])('refuses %j', async (options, message) => {
    await expect(openTrellis(options as TrellisOptions)).rejects.toSatisfy(
      (error) => error instanceof TrellisError && error.code === 'CONFIG_INVALID' && message.test(error.message),
    );
  });
});

describe('a dbt project', () => {
  const BAKERY = join(import.meta.dirname, 'fixtures-dbt/bakery');

  it('is read as the command line reads it, with its connection', async () => {
    const root = join(folder, 'bakery');
    cpSync(BAKERY, root, { recursive: true });
    const bakery = `attach '${join(root, 'bakery.duckdb')}' as built; create schema built.main_marts; create schema built.main_calendar;
      create table built.main_marts.sales as from read_csv('${join(root, 'seeds/sales.csv')}')`;
    const instance = await DuckDBInstance.create();
    await (await instance.connect()).run(bakery);
    instance.closeSync();
    const opened = await openTrellis({ project: root, target: 'dev', now: '2026-03-16T00:00:00Z' });
    // The sum of price × pieces over seeds/sales.csv.
    expect((await opened.query({ metrics: ['revenue'] })).rows).toEqual([{ revenue: 90 }]);
    await opened.close();

    await expect(openTrellis({ project: root, target: 'nowhere' })).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
      message: expect.stringMatching(/there is no target "nowhere"/),
    });
  });

  it('may have another warehouse, and says what should be known', async () => {
    const root = join(folder, 'bare');
    cpSync(BAKERY, root, { recursive: true });
    rmSync(join(root, 'target'), { recursive: true });
    rmSync(join(root, 'models/marts/sales.sql'));
    rmSync(join(root, 'seeds/sales.csv'));
    const opened = await openTrellis({ project: root, warehouse: { kind: 'folder', path: join(BAKERY, 'seeds') } });
    expect((await opened.query({ metrics: ['revenue'] })).rows).toEqual([{ revenue: 90 }]);
    expect(opened.warnings).toEqual([
      `No file of the project defines ref('sales'), so its table is a guess: "dbt parse" names it.`,
    ]);
    await opened.close();
    expect(trellis.warnings).toEqual([]);
  });

  it('is no folder of definitions', async () => {
    await expect(openTrellis({ definitions: BAKERY, warehouse: { kind: 'demo' } })).rejects.toMatchObject({
      code: 'DEFINITIONS_INVALID',
      message:
        `"${BAKERY}" is a dbt project: say --project ${BAKERY}, or {project: '${BAKERY}'} to openTrellis. ` +
        'As definitions, name its folder of models or its target/semantic_manifest.json.',
    });
  });
});

describe('names over several joins, and grains of a time spine', () => {
  /** The fiscal year begins in December: January is in its first quarter, March in its second. */
  const definitions = parse(`
models:
  - name: days
    time_spine:
      standard_granularity_column: day
      custom_granularities: [{name: fiscal_quarter, column_name: quarter_name}]
    columns: [{name: day, granularity: day}, {name: quarter_name}]
semantic_models:
  - name: countries
    model: ref('countries')
    entities: [{name: country, type: primary, expr: country_id}]
    dimensions: [{name: continent, type: categorical}]
  - name: visitors
    model: ref('visitors')
    entities: [{name: visitor, type: primary, expr: visitor_id}, {name: country, type: foreign, expr: country_id}]
  - name: visits
    model: ref('visits')
    defaults: {agg_time_dimension: visited_at}
    entities: [{name: visit, type: primary, expr: visit_id}, {name: visitor, type: foreign, expr: visitor_id}]
    dimensions: [{name: visited_at, type: time, type_params: {time_granularity: hour}}]
    measures: [{name: visit_count, agg: count, expr: visit_id}]
metrics:
  - {name: visits, label: Visits, type: simple, type_params: {measure: visit_count}}
`) as object;
  const setup = [
    `create table days as select cast(day as date) as day, 'FQ' || quarter(day + interval 1 month) as quarter_name
      from range(date '2021-01-01', date '2021-06-01', interval 1 day) as days (day)`,
    "create table countries as from (values ('cl', 'America'), ('de', 'Europe')) as t (country_id, continent)",
    "create table visitors as from (values ('a', 'cl'), ('b', 'de')) as t (visitor_id, country_id)",
    `create table visits as from (values (1, 'a', timestamp '2021-01-10'), (2, 'b', timestamp '2021-03-02'),
      (3, 'a', timestamp '2021-03-03'), (4, null, timestamp '2021-03-04')) as t (visit_id, visitor_id, visited_at)`,
  ];
  let opened: Trellis;
  beforeAll(async () => {
    opened = await openTrellis({ definitions, now: '2021-04-01T00:00:00Z', warehouse: { kind: 'duckdb', setup } });
  });
  afterAll(() => opened.close());

  it.each<[MetricQueryInput, readonly object[]]>([
    [
      {
        groupBy: ['visitor__country__continent'],
        where: "{{ TimeDimension('metric_time', 'fiscal_quarter') }} = 'FQ2'",
      },
      [
        { visitor__country__continent: 'America', visits: 1 },
        { visitor__country__continent: 'Europe', visits: 1 },
        { visitor__country__continent: null, visits: 1 },
      ],
    ],
    [
      {
        groupBy: [{ time: 'metric_time', grain: 'fiscal_quarter', as: 'fq' }],
        orderBy: ['-metric_time__fiscal_quarter'],
      },
      [
        { fq: 'FQ2', visits: 3 },
        { fq: 'FQ1', visits: 1 },
      ],
    ],
    [
      {
        groupBy: ["Entity('country', entity_path=['visitor'])"],
        where: "{{ Dimension('country__continent', ['visitor']) }} <> 'Asia'",
      },
      [
        { visitor__country: 'cl', visits: 2 },
        { visitor__country: 'de', visits: 1 },
      ],
    ],
  ])('%j', async (query, expected) => {
    expect((await opened.query({ metrics: ['visits'], ...query })).rows).toEqual(expected);
  });

  it('an unknown grain is told with the nearest', async () => {
    await expect(
      opened.query({ metrics: ['visits'], where: "{{ TimeDimension('metric_time', 'fiscal_quartr') }} = 'FQ2'" }),
    ).rejects.toMatchObject({ code: 'QUERY_INVALID', suggestions: ['fiscal_quarter'] });
  });
});

describe('an offset by a custom grain, grouped by others', () => {
  const definitions = parse(`
models:
  - name: days
    time_spine:
      standard_granularity_column: day
      custom_granularities: [{name: term}, {name: stage}, {name: season}]
    columns: [{name: day, granularity: day}, {name: term}, {name: stage}, {name: season}]
  - name: sales
    semantic_model: true
    agg_time_dimension: sold_on
    primary_entity: sale
    columns: [{name: sold_on, granularity: day, dimension: {type: time}}]
    metrics:
      - {name: pieces, agg: sum, expr: pieces}
      - {name: pieces_before, type: derived, expr: before, input_metrics: [{name: pieces, alias: before, offset_window: 1 term}]}
`);
  /** Terms of ten days; the second one has two stages, of which the last begins on the 16th. */
  const setup = [
    `create table days as select d::date as day, if(day(d) < 11, 'one', 'two') as term,
      case when day(d) < 11 then 'a' when day(d) < 16 then 'b' else 'c' end as stage, 'winter' as season
      from range(timestamp '2021-01-01', timestamp '2021-01-21', interval 1 day) as days (d)`,
    `create table sales (sold_on date, pieces integer)`,
    `insert into sales values ('2021-01-01', 1), ('2021-01-04', 2), ('2021-01-09', 4), ('2021-01-12', 8)`,
  ];

  it.each([
    // Sales of the 1st, 4th and 9th are read on the 11th, 14th and 19th; now is the 13th.
    ['season', [{ metric_time__season: 'winter', pieces_before: 7 }]],
    ['term', [{ metric_time__term: 'two', pieces_before: 7 }]],
    ['stage', [{ metric_time__stage: 'b', pieces_before: 3 }]],
  ])('reads the running %s as a whole, and none that has not begun', async (grain, expected) => {
    const own = await openTrellis({ definitions, warehouse: { kind: 'duckdb', setup }, now: '2021-01-13T00:00:00Z' });
    const { rows } = await own.query({ metrics: ['pieces_before'], groupBy: [`metric_time__${grain}`] });
    await own.close();
    expect(rows).toEqual(expected);
  });
});
