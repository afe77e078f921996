import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openDataVersion, openedSign, type VersionInput } from '../src/composition/data-version.js';
import { loadConfig } from '../src/config/config.js';
import { resultCache } from '../src/config/settings.js';
import { openTrellis, type TrellisOptions } from '../src/index.js';
import { standIn } from './support/stand-in.js';
import { askOver, serveTrellis } from './support/trellis.js';

const folder = mkdtempSync(join(tmpdir(), 'trellis-cache-'));
beforeAll(() => {
  vi.useFakeTimers({ toFake: ['Date'] });
});
afterAll(() => {
  vi.useRealTimers();
  rmSync(folder, { recursive: true });
});

const wait = (seconds: number) => vi.setSystemTime(Date.now() + seconds * 1000);

const DEFINITIONS = {
  semantic_models: [
    {
      name: 'sales',
      model: "ref('sales')",
      primary_entity: 'sale',
      defaults: { agg_time_dimension: 'sold_on' },
      dimensions: [{ name: 'sold_on', type: 'time', type_params: { time_granularity: 'day' } }],
      measures: [{ name: 'sale_count', agg: 'count', expr: '1' }],
    },
  ],
  metrics: [{ name: 'sales', label: 'Sales', type: 'simple', type_params: { measure: 'sale_count' } }],
};
const TABLE = "create table sales as select date '2021-02-10' as sold_on";
const NOW = '2021-03-01T00:00:00Z';

const open = (options: Partial<TrellisOptions>) =>
  openTrellis({ definitions: DEFINITIONS, warehouse: { kind: 'duckdb', setup: [TABLE] }, now: NOW, ...options });

/** What two equal questions are told, one after the other. */
async function twice(options: Partial<TrellisOptions>, between = async () => {}) {
  const trellis = await open(options);
  try {
    const first = await trellis.query({ metrics: ['sales'] });
    await between();
    const second = await trellis.query({ metrics: ['sales'] });
    return [first, second].map(({ rows, cached, dataVersion }) => ({ sales: rows[0]?.sales, cached, dataVersion }));
  } finally {
    await trellis.close();
  }
}

describe('results are kept', () => {
  it('as long as an embedded warehouse is open', async () => {
    const [first, second] = await twice({});
    expect(first).toEqual({ sales: 1, cached: false, dataVersion: expect.stringMatching(/^[0-9a-f]{12}$/) });
    expect(second).toEqual({ ...first, cached: true });
  });

  it('not where they may take no memory', async () => {
    const [first, second] = await twice({ cache: { maxBytes: 0 } });
    expect(second).toEqual(first);
    expect(first).toMatchObject({ cached: false, dataVersion: expect.any(String) });
  });

  it('of a connection that the program writes to, only for as long as it says', async () => {
    const connection = await (await DuckDBInstance.create()).connect();
    await connection.run(TABLE);
    const warehouse = { kind: 'duckdb', connection } as const;
    const sell = async () => {
      await connection.run("insert into sales values (date '2021-02-11')");
    };
    expect(await twice({ warehouse }, sell)).toEqual([
      { sales: 1, cached: false },
      { sales: 2, cached: false },
    ]);
    const kept = await twice({ warehouse, cache: { ttlSeconds: 0 } }, sell);
    expect(kept).toMatchObject([
      { sales: 2, cached: false },
      { sales: 2, cached: true },
    ]);
    const told = { versionQuery: 'select count(*) from sales', checkSeconds: 1 };
    const later = async () => {
      await sell();
      wait(1);
    };
    const [three, four] = await twice({ warehouse, cache: told }, later);
    expect(three).toMatchObject({ sales: 3, cached: false });
    expect(four).toMatchObject({ sales: 4, cached: false });
    expect(four?.dataVersion).not.toBe(three?.dataVersion);
  });

  it('until dbt has run', async () => {
    const artifact = (at: string) => JSON.stringify({ metadata: { generated_at: at } });
    writeFileSync(join(folder, 'run_results.json'), artifact('2021-02-28T06:00:00Z'));
    const [first, second] = await twice({ cache: { artifacts: folder } }, async () => {
      writeFileSync(join(folder, 'run_results.json'), artifact('2021-02-28T07:00:00Z'));
      wait(1);
    });
    expect(second).toMatchObject({ sales: 1, cached: false });
    expect(second?.dataVersion).not.toBe(first?.dataVersion);
  });

  it('though a sign of changes is in trouble, of which the program is told', async () => {
    const warnings: string[] = [];
    const onWarning = (message: string) => warnings.push(message);
    const cache = { versionQuery: 'select max(loaded_at) from loads' };
    expect(await twice({ cache, onWarning })).toMatchObject([{ cached: false }, { cached: true }]);
    expect(warnings).toEqual([expect.stringMatching(/^cache\.versionQuery gives no data version: .*loads/)]);
  });

  it('with options that are checked', async () => {
    const wrong = { cache: { maxBytes: 'much', ttlSeconds: -1, ttl: 3 }, onWarning: 'me' } as never;
    await expect(open(wrong)).rejects.toMatchObject({
      message: [
        'The options of openTrellis:',
        '  cache.maxBytes must be a number of bytes, 0 or more, or a size such as 64MB.',
        '  cache.ttlSeconds must be a whole number of seconds, from 0 (without end) to 31536000 (a year).',
        '  There is no option "cache.ttl".',
        '  onWarning must be a function.',
      ].join('\n'),
    });
  });
});

describe('a server', () => {
  it('says at its start what it can’t tell the version by', async () => {
    const env = { TRELLIS_CACHE_ARTIFACTS: 'nowhere', TRELLIS_CACHE_VERSION_QUERY: 'select max(loaded_at) from loads' };
    const trellis = await serveTrellis({ env, cwd: folder });
    const warnings = () => trellis.printed().match(/^warning: .*$/gm);
    try {
      await vi.waitFor(() => expect(warnings()).toHaveLength(2), 5_000);
      expect(warnings()).toEqual(
        expect.arrayContaining([
          `warning: ${join(folder, 'nowhere')} has neither run_results.json nor sources.json. Until a run of dbt is told of, answers are kept for a minute at most.`,
          expect.stringContaining('warning: cache.versionQuery gives no data version: '),
        ]),
      );
      const query = '{ metrics { totals { orders } meta { cached } } }';
      const cached = async () => ((await askOver(trellis.url, query)).data as Meta).metrics.meta.cached;
      expect(await cached()).toBe(false);
      expect(await cached()).toBe(true);
    } finally {
      await trellis.stop();
    }
  });
});

interface Meta {
  readonly metrics: { readonly meta: { readonly cached: boolean } };
}

describe('the version of a Snowflake that others write to', () => {
  const described = { kind: 'snowflake', account: 'a', username: 'u', authenticator: 'SNOWFLAKE' } as const;
  const versions = (settings: object, given: Partial<VersionInput> = {}) =>
    openDataVersion(
      { settings: resultCache.parse(settings), described, opened: undefined, onWarning: () => {}, ...given },
      standIn(async () => ({ columns: [], rows: [['loaded at noon']] })),
    );
  async function outlastsMinutes(version: ReturnType<typeof versions>): Promise<boolean> {
    const first = await version!.current();
    wait(120);
    return (await version!.current()) === first;
  }

  it('ends after a minute, unless the settings say what ends it', async () => {
    expect(await outlastsMinutes(versions({}))).toBe(false);
    expect(await outlastsMinutes(versions({}, { targetPath: folder }))).toBe(false);
    expect(await outlastsMinutes(versions({ ttlSeconds: 0 }))).toBe(true);
    expect(await outlastsMinutes(versions({ versionQuery: 'select 1' }))).toBe(true);
    expect(await outlastsMinutes(versions({ versionQuery: 'select 1', ttlSeconds: 60 }))).toBe(false);
    writeFileSync(join(folder, 'run_results.json'), '{"metadata": {"generated_at": "2021-02-28T06:00:00Z"}}');
    expect(await outlastsMinutes(versions({ artifacts: folder }))).toBe(true);
  });

  it('ends with a run of dbt in the project', async () => {
    const path = join(folder, 'run_results.json');
    writeFileSync(path, '{"metadata": {"generated_at": "2021-02-28T08:00:00Z"}}');
    const version = versions({ ttlSeconds: 0 }, { targetPath: folder })!;
    const first = await version.current();
    writeFileSync(path, '{"metadata": {"generated_at": "2021-02-28T09:00:00Z"}}');
    wait(1);
    expect(await version.current()).not.toBe(first);
  });
});

describe('what was opened', () => {
  it('has a sign that is the same for the same data', async () => {
    const file = join(folder, 'shop.duckdb');
    writeFileSync(file, 'one');
    const signOf = async (described: Parameters<typeof openedSign>[0]) => (await openedSign(described))?.();
    const demo = await signOf({ kind: 'demo' });
    expect(await signOf({ kind: 'demo', scale: 1 })).toBe(demo);
    expect(await signOf({ kind: 'demo', scale: 2 })).not.toBe(demo);
    const one = await signOf({ kind: 'duckdb', file });
    expect(await signOf({ kind: 'duckdb', file })).toBe(one);
    writeFileSync(`${file}.wal`, 'more');
    expect(await signOf({ kind: 'duckdb', file })).not.toBe(one);
    const data = mkdtempSync(join(folder, 'data-'));
    writeFileSync(join(data, 'sales.csv'), 'sold_on\n2021-02-10\n');
    const files = await signOf({ kind: 'folder', path: data });
    expect(await signOf({ kind: 'folder', path: data })).toBe(files);
    writeFileSync(join(data, 'sales.csv'), 'sold_on\n2021-02-10\n2021-02-11\n');
    expect(await signOf({ kind: 'folder', path: data })).not.toBe(files);
  });
});

describe('trellis.yml', () => {
  it('says how much is kept and until when', () => {
    const yaml =
      'cache: {maxBytes: 1.5GiB, artifacts: dbt/target, versionQuery: select 1, checkSeconds: 5, ttlSeconds: 0}';
    writeFileSync(join(folder, 'trellis.yml'), yaml);
    const { cache } = loadConfig({
      env: { TRELLIS_CACHE_TTL_SECONDS: '300' },
      cwd: folder,
      defaultDefinitions: '/none',
    });
    expect(cache).toEqual({
      maxBytes: 1.5 * 1024 ** 3,
      artifacts: join(folder, 'dbt/target'),
      versionQuery: 'select 1',
      checkSeconds: 5,
      ttlSeconds: 300,
      maxAgeSeconds: 0,
    });
  });
});
