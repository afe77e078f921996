import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { runCli } from '../src/cli/run.js';
import { compareWithLock } from '../src/composition/dataset-lock.js';
import { brokenPromises, type LockedDataset } from '../src/model/dataset-lock.js';
import { loadCatalog } from '../src/model/load/index.js';

const temporary = mkdtempSync(join(tmpdir(), 'trellis-lock-'));
afterAll(() => rmSync(temporary, { recursive: true }));

const ORDERS = `semantic_models:
  - name: orders
    model: ref('orders')
    primary_entity: order
    defaults: {agg_time_dimension: created_at}
    dimensions:
      - {name: created_at, type: time, type_params: {time_granularity: day}}
      - {name: status, type: categorical}
      - {name: size, type: categorical, config: {meta: {trellis: {type: long}}}}
    measures:
      - {name: order_count, agg: count, expr: 1, create_metric: true}
      - {name: largest, agg: max, expr: total, create_metric: true}
      - {name: revenue, agg: sum, expr: total, create_metric: true}
`;

interface Query {
  readonly keys?: string;
  readonly metrics?: string;
  readonly deprecations?: string;
}

const savedQuery = ({
  keys = 'metric_time__week, order__size',
  metrics = 'order_count, revenue',
  deprecations = '',
}: Query) =>
  `saved_queries:
  - name: weekly
    query_params: {metrics: [${metrics}], group_by: [${keys}]}
    config: {meta: {trellis: {deprecations: [${deprecations}]}}}
`;

/** A folder of definitions in which files can be written anew. */
function definitions(query: Query) {
  const cwd = mkdtempSync(join(temporary, 'case-'));
  mkdirSync(join(cwd, 'metrics'));
  const path = (name: string) => join(cwd, 'metrics', name);
  const change = (to: Query | string) =>
    writeFileSync(path('queries.yml'), typeof to === 'string' ? to : savedQuery(to));
  writeFileSync(path('orders.yml'), ORDERS);
  change(query);
  const validate = async (...flags: string[]) => {
    const out: string[] = [];
    const err: string[] = [];
    const io = { env: {}, cwd, out: (text: string) => out.push(text), err: (text: string) => err.push(text) };
    const code = await runCli(['validate', 'metrics', ...flags], { ...io, untilStopped: async () => {} });
    return { code, out: out.join('').replaceAll(cwd, ''), err: err.join('').replaceAll(cwd, '') };
  };
  return { change, validate, path, lock: () => readFileSync(path('datasets.lock.json'), 'utf8') };
}

async function locked(query: Query = {}) {
  const folder = definitions(query);
  expect((await folder.validate('--write-lock')).code).toBe(0);
  return folder;
}

const PROMISE = '(datasets.lock.json is the promise.)';
const FIRST = (column: string) =>
  `Put it back, or first announce the change: config.meta.trellis.deprecations: [${column}] on the saved query, then trellis validate --write-lock.`;

describe('trellis validate --write-lock', () => {
  it('writes the columns of datasets with their types, in their order', async () => {
    const announced = '{column: revenue, since: 2026-01-01, remove_on: 2999-01-01, replacement: largest}';
    const { lock } = await locked({ deprecations: announced });
    expect(lock()).toBe(`{
  "weekly": {
    "keys": {
      "metric_time__week": "date",
      "order__size": "long"
    },
    "metrics": {
      "order_count": "long",
      "revenue": "double"
    },
    "deprecations": [
      {
        "column": "revenue",
        "replacement": "largest",
        "since": "2026-01-01",
        "removeOn": "2999-01-01"
      }
    ]
  }
}
`);
  });

  it('is the only way to a lock', async () => {
    const { validate, path } = definitions({});
    expect((await validate()).code).toBe(0);
    expect(existsSync(path('datasets.lock.json'))).toBe(false);
  });

  it('breaks no promise', async () => {
    const { change, validate, lock } = await locked();
    const before = lock();
    change({ metrics: 'order_count' });
    expect((await validate('--write-lock')).code).toBe(1);
    expect(lock()).toBe(before);
  });

  it('needs a folder', async () => {
    const manifest = join(import.meta.dirname, 'fixtures-dbt/bakery/target/semantic_manifest.json');
    const err: string[] = [];
    const io = { env: {}, cwd: temporary, out: () => {}, err: (text: string) => err.push(text) };
    const code = await runCli(['validate', manifest, '--write-lock'], { ...io, untilStopped: async () => {} });
    expect([code, err.join('')]).toEqual([1, `CONFIG_INVALID: "${manifest}/datasets.lock.json" can't be written.\n`]);
  });
});

describe('a change that breaks readers', () => {
  it.each<[string, Query | string, readonly string[]]>([
    [
      'a column is gone',
      { metrics: 'order_count' },
      [
        `metrics/queries.yml:2:5  Dataset "weekly" has lost its column "revenue". ${FIRST('{column: revenue, since, remove_on}')} ${PROMISE}`,
      ],
    ],
    [
      'a column has another name',
      { metrics: 'largest, revenue' },
      [
        `metrics/queries.yml:2:5  Dataset "weekly" has lost its column "order_count". ${FIRST('{column: order_count, since, remove_on}')} ${PROMISE}`,
        `metrics/queries.yml:2:5  Dataset "weekly" has a new column "largest" before "revenue": columns keep their places, and new metrics come last. ${PROMISE}`,
      ],
    ],
    [
      'columns change places',
      { metrics: 'revenue, order_count' },
      [
        `metrics/queries.yml:2:5  Dataset "weekly" has "revenue" before "order_count": columns keep their places, and new metrics come last. ${PROMISE}`,
      ],
    ],
    [
      'a column comes in between',
      { metrics: 'order_count, largest, revenue' },
      [
        `metrics/queries.yml:2:5  Dataset "weekly" has a new column "largest" before "revenue": columns keep their places, and new metrics come last. ${PROMISE}`,
      ],
    ],
    [
      'a key more',
      { keys: 'metric_time__week, order__size, order__status' },
      [
        `metrics/queries.yml:2:5  Dataset "weekly" has a new key "order__status": a row stands for something else. Make it a saved query of its own. ${PROMISE}`,
      ],
    ],
    [
      'another grain',
      { keys: 'metric_time__month, order__size' },
      [
        `metrics/queries.yml:2:5  Dataset "weekly" has lost its column "metric_time__week". ${FIRST('{column: metric_time__week, since, remove_on}')} ${PROMISE}`,
        `metrics/queries.yml:2:5  Dataset "weekly" has a new key "metric_time__month": a row stands for something else. Make it a saved query of its own. ${PROMISE}`,
      ],
    ],
    [
      'the whole dataset is gone',
      '',
      [`metrics/datasets.lock.json:2:13  Dataset "weekly" is gone. ${FIRST('{since, remove_on}')} ${PROMISE}`],
    ],
    [
      'an announcement without time to hear of it',
      { deprecations: '{column: revenue, since: 2000-01-01, remove_on: 2000-02-01}' },
      [
        `metrics/queries.yml:2:5  Dataset "weekly" announces the end of "revenue" for 2000-02-01, which is not in the future: readers need time. ${PROMISE}`,
      ],
    ],
  ])('is a problem: %s', async (_what, change, problems) => {
    const folder = await locked();
    folder.change(change);
    const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`;
    expect(await folder.validate()).toEqual({
      code: 1,
      out: problems.map((problem) => `${problem}\n`).join(''),
      err: `${count} in /metrics\n`,
    });
  });

  it('is a problem where a type changes', async () => {
    const { path, validate } = await locked();
    writeFileSync(path('orders.yml'), ORDERS.replace('type: long', 'type: decimal'));
    const { code, out } = await validate();
    expect(code).toBe(1);
    expect(out).toContain(
      'Dataset "weekly" has the column "order__size" as decimal, promised as long. Put it back, or first',
    );
  });
});

describe('a change that readers bear', () => {
  it.each<[string, Query | string, string]>([
    ['nothing', {}, ''],
    ['a metric at the end', { metrics: 'order_count, revenue, largest' }, 'weekly.largest'],
    [
      'another dataset',
      `${savedQuery({})}  - name: largest_orders\n    query_params: {metrics: [largest]}\n`,
      'largest_orders',
    ],
    ['an announcement', { deprecations: '{since: 2026-01-01, remove_on: 2999-01-01}' }, 'weekly (announcements)'],
  ])('is none: %s', async (_what, change, lacks) => {
    const folder = await locked();
    const before = folder.lock();
    folder.change(change);
    const { code, out } = await folder.validate();
    expect(code).toBe(0);
    const hint = `datasets.lock.json lacks ${lacks}: trellis validate --write-lock adds it.\n`;
    if (lacks === '') expect(out).not.toContain('datasets.lock.json');
    else expect(out).toContain(hint);
    expect(folder.lock()).toBe(before);
    expect((await folder.validate('--write-lock')).code).toBe(0);
    expect((await folder.validate()).out).not.toContain('datasets.lock.json');
  });
});

describe('what was announced', () => {
  const dataset = (columns: readonly string[], deprecations: LockedDataset['deprecations'] = []): LockedDataset => ({
    keys: new Map([['metric_time__week', 'date']]),
    metrics: new Map(columns.map((name) => [name, 'long'])),
    deprecations,
  });
  const broken = (was: LockedDataset, is: LockedDataset | undefined, today: string) =>
    brokenPromises(new Map([['weekly', was]]), new Map(is ? [['weekly', is]] : []), today).map(
      ({ message }) => message,
    );
  const ofB = { column: 'b', since: '2026-01-01', removeOn: '2026-06-01' };
  const ofAll = { since: '2026-01-01', removeOn: '2026-06-01' };

  it('may go from its day on, not before', () => {
    const was = dataset(['a', 'b', 'c'], [ofB]);
    const without = dataset(['a', 'c']);
    expect(broken(was, without, '2026-05-31')).toEqual([
      'has lost its column "b", which was announced for 2026-06-01: put it back until then.',
    ]);
    expect(broken(was, without, '2026-06-01')).toEqual([]);
    // Others may not go with it, nor change places.
    expect(broken(was, dataset(['c', 'a']), '2026-06-01')).toEqual([
      'has "c" before "a": columns keep their places, and new metrics come last.',
    ]);
    expect(broken(was, dataset(['a']), '2026-06-01')).toEqual([expect.stringContaining('has lost its column "c".')]);
  });

  it('may move and change its type from its day on', () => {
    const was = dataset(['a', 'b', 'c'], [ofB]);
    const retyped = {
      ...dataset([]),
      metrics: new Map([
        ['b', 'double'],
        ['a', 'long'],
        ['c', 'long'],
      ] as const),
    };
    expect(broken(was, retyped, '2026-06-01')).toEqual([]);
    expect(broken(was, retyped, '2026-05-31')).toHaveLength(2);
  });

  it('of a whole dataset holds for each of its columns', () => {
    const was = dataset(['a', 'b'], [ofAll]);
    expect(broken(was, undefined, '2026-06-01')).toEqual([]);
    expect(broken(was, undefined, '2026-05-31')).toEqual([
      'is gone, which was announced for 2026-06-01: put it back until then.',
    ]);
    expect(broken(was, dataset(['z']), '2026-06-01')).toEqual([]);
    expect(broken(was, dataset(['a']), '2026-05-31')).toEqual([
      'has lost its column "b", which was announced for 2026-06-01: put it back until then.',
    ]);
  });

  it('comes no sooner than it was announced', () => {
    const was = dataset(['a', 'b'], [ofB]);
    const sooner = dataset(['a', 'b'], [{ ...ofB, removeOn: '2026-03-01' }]);
    expect(broken(was, sooner, '2026-02-01')).toEqual([
      'announces the end of "b" for 2026-03-01, but promised 2026-06-01.',
    ]);
    expect(broken(was, dataset(['a', 'b'], [{ ...ofB, removeOn: '2026-09-01' }]), '2026-02-01')).toEqual([]);
    expect(broken(was, dataset(['a', 'b']), '2026-02-01')).toEqual([]);
    // It stays announced once its day has come.
    expect(broken(was, dataset(['a', 'b'], [ofB]), '2026-07-01')).toEqual([]);
  });
});

describe('a lock file that is none', () => {
  it.each([
    ['{"weekly": {"keys": {}}}', 'metrics/datasets.lock.json:1:12  datasets.lock.json has no "metrics" in "weekly".'],
    [
      '{"weekly": {"keys": {"a": "text"}, "metrics": {}}}',
      'metrics/datasets.lock.json:1:27  datasets.lock.json: "a" must be one of string, long, decimal, double, boolean, date, datetime, not "text".',
    ],
    ['<<<<<<< HEAD\n{}', 'metrics/datasets.lock.json:'],
  ])('is told where it is wrong: %s', async (text, problem) => {
    const { path, validate } = await locked();
    writeFileSync(path('datasets.lock.json'), text);
    for (const flags of [[], ['--write-lock']]) {
      const { code, out } = await validate(...flags);
      expect(code).toBe(1);
      expect(out).toContain(problem);
    }
    expect(readFileSync(path('datasets.lock.json'), 'utf8')).toBe(text);
  });
});

describe('the lock of Greenery', () => {
  it('holds all of its datasets; `trellis validate metrics --write-lock` writes it', () => {
    const folder = join(import.meta.dirname, '../metrics');
    const { problems, unlocked } = compareWithLock(folder, loadCatalog(folder), '2026-11-21');
    expect({ problems, unlocked }).toEqual({ problems: [], unlocked: [] });
    expect(existsSync(join(folder, 'datasets.lock.json'))).toBe(true);
  });
});
