import { mkdtempSync, rmSync, unlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TrellisError } from '../src/errors/trellis-error.js';
import { artifactsSign } from '../src/warehouse/data-version/artifacts.js';
import { dataVersionOf } from '../src/warehouse/data-version/data-version.js';
import { filesSign, fixedSign } from '../src/warehouse/data-version/files.js';
import { versionQuerySign } from '../src/warehouse/data-version/version-query.js';
import type { Scalar } from '../src/warehouse/warehouse.js';
import { standIn } from './support/stand-in.js';

let folder: string;
let warnings: string[];
/** Milliseconds; what is written in a test is older than what dbt may be writing. */
let now: number;
const clock = () => now;
const warn = (message: string) => warnings.push(message);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'trellis-artifacts-'));
  warnings = [];
  now = Date.now() + 10_000;
});
afterEach(() => rmSync(folder, { recursive: true }));

const path = (name: string) => join(folder, name);
const runOfDbt = (at: string, id: string) =>
  JSON.stringify({ metadata: { dbt_version: '1.10.0', generated_at: at, invocation_id: id }, results: [] });
const MORNING = runOfDbt('2026-03-15T06:00:00.000000Z', 'a');
const NOON = runOfDbt('2026-03-15T12:00:00.000000Z', 'b');

describe('the artifacts of dbt', () => {
  const opened = () => {
    const version = dataVersionOf([artifactsSign(folder, warn, clock)], 0, clock);
    return async (later = 1_000) => {
      now += later;
      return version.current();
    };
  };

  it('make a new version with every run', async () => {
    writeFileSync(path('run_results.json'), MORNING);
    const version = opened();
    const morning = await version();
    expect(morning).toMatch(/^[0-9a-f]{12}$/);
    expect(await version(86_400_000)).toBe(morning);
    writeFileSync(path('run_results.json'), NOON);
    const noon = await version();
    expect(noon).not.toBe(morning);
    writeFileSync(path('sources.json'), MORNING);
    expect(await version()).not.toBe(noon);
    expect(warnings).toEqual([]);
  });

  it('are looked at once a second', async () => {
    writeFileSync(path('run_results.json'), MORNING);
    const version = opened();
    const morning = await version();
    writeFileSync(path('run_results.json'), NOON);
    expect(await version(999)).toBe(morning);
    expect(await version(1)).not.toBe(morning);
  });

  it('written again by the same run are the same version, also in another process', async () => {
    writeFileSync(path('run_results.json'), MORNING);
    const version = opened();
    const morning = await version();
    utimesSync(path('run_results.json'), new Date(), new Date(Date.now() - 60_000));
    expect(await version()).toBe(morning);
    expect(await opened()()).toBe(morning);
  });

  it.each([
    ['half a file', MORNING.slice(0, 40)],
    ['no object', 'null'],
    ['no time', '{"metadata": {"invocation_id": "c"}}'],
  ])('keep their version while one is broken: %s', async (_, broken) => {
    writeFileSync(path('run_results.json'), MORNING);
    const version = opened();
    const morning = await version();
    writeFileSync(path('run_results.json'), broken);
    expect(await version()).toBe(morning);
    expect(await version()).toBe(morning);
    expect(warnings).toEqual([
      `${path('run_results.json')} is no artifact of dbt: metadata.generated_at can't be read. The data version stays.`,
    ]);
    writeFileSync(path('run_results.json'), NOON);
    expect(await version()).not.toBe(morning);
    expect(warnings).toHaveLength(1);
  });

  it('are no reason to warn while dbt still writes one', async () => {
    writeFileSync(path('run_results.json'), MORNING);
    const version = opened();
    const morning = await version();
    writeFileSync(path('run_results.json'), MORNING.slice(0, 40));
    now = Date.now();
    expect(await version()).toBe(morning);
    expect(warnings).toEqual([]);
    writeFileSync(path('run_results.json'), NOON);
    expect(await version()).not.toBe(morning);
    expect(warnings).toEqual([]);
  });

  it('keep their version when one is gone', async () => {
    writeFileSync(path('run_results.json'), MORNING);
    const version = opened();
    const morning = await version();
    unlinkSync(path('run_results.json'));
    expect(await version()).toBe(morning);
    expect(warnings).toEqual([`${path('run_results.json')} is gone. The data version stays.`]);
  });

  it('that were never there leave a minute', async () => {
    now = 1_200_000;
    const version = opened();
    const first = await version();
    expect(await version(58_000)).toBe(first);
    expect(await version()).not.toBe(first);
    expect(warnings).toEqual([
      `${folder} has neither run_results.json nor sources.json. Until a run of dbt is told of, answers are kept for a minute at most.`,
    ]);
    writeFileSync(path('sources.json'), MORNING);
    const told = await version();
    expect(await version(86_400_000)).toBe(told);
  });
});

describe('a version query', () => {
  /** Answers in turn with what is given; an error is thrown. */
  const opened = (...answers: (readonly (readonly Scalar[])[] | Error)[]) => {
    const asked: string[] = [];
    const warehouse = standIn(async ({ sql }) => {
      asked.push(sql);
      const rows = answers[asked.length - 1]!;
      if (rows instanceof Error) throw rows;
      return { columns: [], rows };
    });
    now = 1_200_000;
    const version = dataVersionOf([versionQuerySign(warehouse, 'select 1', 30_000, warn, clock)], 0, clock);
    return { asked, version: () => version.current() };
  };

  it('is asked at most so often, and once by all who wait', async () => {
    const { asked, version } = opened([['2021-02-10']], [['2021-02-10']], [['2021-02-11']]);
    const [first, same] = await Promise.all([version(), version()]);
    expect(same).toBe(first);
    now += 29_999;
    expect(await version()).toBe(first);
    expect(asked).toEqual(['select 1']);
    now += 1;
    expect(await version()).toBe(first);
    now += 30_000;
    expect(await version()).not.toBe(first);
    expect(asked).toHaveLength(3);
    expect(warnings).toEqual([]);
  });

  it('tells NULL from a text', async () => {
    const { version } = opened([[null]], [['null']]);
    const first = await version();
    now += 30_000;
    expect(await version()).not.toBe(first);
  });

  it('keeps its version while it fails, and tells of it once', async () => {
    const down = new TrellisError('WAREHOUSE_UNAVAILABLE', 'The warehouse can not be reached.');
    const { version } = opened([['1']], down, down, [['1']], down);
    const first = await version();
    for (let time = 0; time < 4; time++) {
      now += 30_000;
      expect(await version()).toBe(first);
      if (time === 1) expect(warnings).toHaveLength(1);
    }
    const message = 'cache.versionQuery gives no data version: The warehouse can not be reached. The version stays.';
    expect(warnings).toEqual([message, message]);
  });

  it('that takes long is not waited for, but counts when it is there', async () => {
    const answers: ((rows: readonly (readonly Scalar[])[]) => void)[] = [];
    const warehouse = standIn(async () => {
      const rows = await new Promise<readonly (readonly Scalar[])[]>((resolve) => answers.push(resolve));
      return { columns: [], rows };
    });
    const sign = versionQuerySign(warehouse, 'select 1', 30_000, warn, clock);
    const first = sign();
    answers[0]?.([['noon']]);
    expect(await first).toBe('string noon');
    now += 30_000;
    const begun = performance.now();
    expect(await sign()).toBe('string noon');
    expect(performance.now() - begun).toBeGreaterThan(900);
    now += 30_000;
    const waiting = sign();
    expect(answers).toHaveLength(2);
    answers[1]?.([['one']]);
    expect(await waiting).toBe('string one');
  });

  it('that never answered leaves a minute', async () => {
    const { version } = opened([], new Error('select secret'), [['1']]);
    const first = await version();
    now += 30_000;
    expect(await version()).toBe(first);
    now += 30_000;
    expect(await version()).not.toBe(first);
    expect(warnings).toEqual([
      'cache.versionQuery gives no data version: It has no rows. Until it answers, answers are kept for a minute at most.',
      'cache.versionQuery gives no data version: The warehouse failed. Until it answers, answers are kept for a minute at most.',
    ]);
  });
});

describe('a lifetime', () => {
  it('ends at whole multiples of the clock, for all alike', async () => {
    now = 1_199_999;
    const versions = [0, 1].map(() => dataVersionOf([fixedSign('data')], 60, clock));
    const before = await versions[0]!.current();
    now += 1;
    const after = await versions[0]!.current();
    expect(after).not.toBe(before);
    now += 59_999;
    expect(await versions[0]!.current()).toBe(after);
    expect(await versions[1]!.current()).toBe(after);
  });

  it('of none never ends', async () => {
    const version = dataVersionOf([fixedSign('data')], 0, clock);
    const first = await version.current();
    now += 10 * 365 * 86_400_000;
    expect(await version.current()).toBe(first);
  });
});

describe('files that were opened', () => {
  it('are known by size and time', async () => {
    writeFileSync(path('shop.duckdb'), 'one');
    utimesSync(path('shop.duckdb'), 1_000, 1_000);
    const signs = [await filesSign([path('shop.duckdb')]), await filesSign([path('shop.duckdb')])];
    writeFileSync(path('shop.duckdb'), 'other');
    utimesSync(path('shop.duckdb'), 1_000, 1_000);
    signs.push(await filesSign([path('shop.duckdb')]));
    utimesSync(path('shop.duckdb'), 2_000, 2_000);
    signs.push(await filesSign([path('shop.duckdb')]));
    const [first, same, larger, later] = await Promise.all(signs.map((sign) => sign()));
    expect(same).toBe(first);
    expect(new Set([first, larger, later]).size).toBe(3);
  });
});
