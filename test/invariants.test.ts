import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildTrellisSchema, executeDocument } from '../src/graphql/index.js';
import { SemanticCatalog } from '../src/model/catalog.js';
import type { MetricQuery } from '../src/plan/query.js';
import { answerOf, funnelOf, type Question } from './support/brute-force.js';
import {
  ADDITIVE,
  FUNNELS,
  funnelQueryOf,
  grains,
  METRICS,
  plain,
  predicates,
  queryOf,
  questions,
  ranges,
  rowsOf,
  SESSIONS,
  SHIFTED,
} from './support/questions.js';
import { SEED, TIMEOUT, TIMES } from './support/seed.js';
import { inWorld, type OpenWorld, openWorld, SHOP, type World, worlds } from './support/world.js';

/** Opens each generated world once and asks it several questions. */
function holds<T>(
  runs: number,
  each: fc.Arbitrary<T>,
  check: (open: OpenWorld, one: T, world: World) => Promise<void>,
) {
  const several = fc.array(each, { minLength: 4, maxLength: 8 });
  const property = fc.asyncProperty(worlds, several, (world, all) =>
    inWorld(world, async (open) => {
      for (const one of all) await check(open, one, world);
    }),
  );
  return fc.assert(property, { seed: SEED, numRuns: runs * TIMES, interruptAfterTimeLimit: TIMEOUT - 10_000 });
}

const rows = (query: MetricQuery) => ({ kind: 'rows' as const, query });
const totals = (query: MetricQuery) => ({ kind: 'totals' as const, query });
const zones = fc.constantFrom('UTC', 'America/New_York', 'Asia/Kolkata');
const only = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, METRICS[name] ?? []]));

const EMPTY: World = {
  now: Date.parse('2021-04-01T00:00:00Z'),
  users: [],
  products: [],
  orders: [],
  events: [],
  items: [],
  versions: [],
};
const ORDER = { user: null, product: null, status: null, total: 10, quantity: null };

describe('against rows worked out by hand', () => {
  it('metrics', { timeout: TIMEOUT }, () =>
    holds(24, questions(), async (open, question, world) => {
      expect(plain(await rowsOf(open, rows(queryOf(question))))).toEqual(plain(answerOf(question, world)));
    }),
  );

  it('offsets, alone and in company', { timeout: TIMEOUT }, () =>
    holds(
      16,
      questions({ metrics: { ...METRICS, ...SHIFTED }, most: 3, timed: true }),
      async (open, question, world) => {
        const { where: _where, ...shifted } = question.metrics.some((name) => name in SHIFTED)
          ? question
          : { ...question, metrics: ['revenue_on_month'], by: [] };
        // A week before, by months and quarters: see the test below.
        const byWeeks =
          shifted.metrics.includes('revenue_week_before') && !['day', 'week'].includes(shifted.grain ?? '');
        const asked: Question = byWeeks ? { ...shifted, grain: 'week' } : shifted;
        expect(plain(await rowsOf(open, rows(queryOf(asked))))).toEqual(plain(answerOf(asked, world)));
      },
    ),
  );

  // exact_periods: trunc(week, t) + 1 week, at every grain. Sunday 27 December belongs to the week that begins on the
  // 21st, so it is read on the 28th, in December; t + 7 days would be 3 January.
  it('a week before, by month, in exact periods', () =>
    inWorld({ ...EMPTY, orders: [{ ...ORDER, at: Date.parse('2020-12-27T00:00:00Z') }] }, async (open) => {
      const question: Question = { metrics: ['revenue_week_before'], grain: 'month', by: [] };
      expect(await rowsOf(open, rows(queryOf(question)))).toEqual(
        new Map([['["2020-12-01"]', { revenue_week_before: 10 }]]),
      );
    }));

  it('funnels', { timeout: TIMEOUT }, () =>
    holds(
      42,
      fc.tuple(fc.constantFrom(...FUNNELS), questions({ metrics: only(SESSIONS) })),
      async (open, [funnel, question], world) => {
        const query = funnelQueryOf(funnel, question);
        expect(plain(await rowsOf(open, { kind: 'funnel', query }))).toEqual(plain(funnelOf(funnel, question, world)));
      },
    ),
  );
});

describe('adding to a query', () => {
  it('a metric changes no other metric and removes no row', { timeout: TIMEOUT }, () =>
    holds(
      11,
      fc.tuple(questions({ metrics: { ...METRICS, ...SHIFTED }, most: 4 }), zones),
      async (open, [question, zone]) => {
        const all = await rowsOf(open, rows(queryOf(question, zone)));
        for (const left of question.metrics) {
          if (question.metrics.length === 1) return;
          const metrics = question.metrics.filter((name) => name !== left);
          const fewer = await rowsOf(open, rows(queryOf({ ...question, metrics }, zone)));
          for (const [key, row] of fewer) expect(all.get(key), `${key} without ${left}`).toMatchObject(row);
          for (const [key, row] of all) {
            if (fewer.has(key)) continue;
            for (const name of metrics)
              expect([null, 0], `${name} of ${key}, there because of ${left}`).toContain(row[name]);
          }
        }
      },
    ),
  );

  it('a many-to-one dimension or a period changes no total', { timeout: TIMEOUT }, () =>
    holds(11, fc.tuple(questions({ metrics: only(ADDITIVE) }), zones), async (open, [question, zone]) => {
      const { grain: _grain, ...rest } = question;
      const whole = await rowsOf(open, totals(queryOf(question, zone)));
      const groups = await rowsOf(open, rows(queryOf(question, zone)));
      for (const metric of rest.metrics) {
        const sum = [...groups.values()].reduce((total, row) => total + (row[metric] ?? 0), 0);
        expect(sum, metric).toBe(whole.get('[]')?.[metric] ?? 0);
      }
    }),
  );

  it('a product changes no total of a level', { timeout: TIMEOUT }, () =>
    holds(
      8,
      questions({ metrics: only(['inventory', 'empty_products']) }),
      async (open, { grain: _grain, ...question }) => {
        const groups = await rowsOf(open, rows(queryOf(question)));
        const [whole] = (await rowsOf(open, rows(queryOf({ ...question, by: [] })))).values();
        for (const metric of question.metrics) {
          const sum = [...groups.values()].reduce((total, row) => total + (row[metric] ?? 0), 0);
          expect(sum, metric).toBe(whole?.[metric] ?? 0);
        }
      },
    ),
  );
});

describe('totals', () => {
  it('are the same query without group-by over the same days', { timeout: TIMEOUT }, () =>
    holds(11, fc.tuple(questions(), zones), async (open, [question, zone]) => {
      const query = queryOf(question, zone);
      const total = await open.answer(totals(query));
      const range = total.from && total.to ? { range: { from: total.from, to: total.to } } : {};
      const { grain: _grain, range: _range, ...rest } = question;
      const alone = await rowsOf(open, rows(queryOf({ ...rest, by: [], ...range }, zone)));
      expect(plain(await rowsOf(open, totals(query)))).toEqual(plain(alone));
    }),
  );

  it('of a funnel too', { timeout: TIMEOUT }, () =>
    holds(
      6,
      fc.tuple(fc.constantFrom(...FUNNELS), questions({ metrics: only(SESSIONS) })),
      async (open, [funnel, question]) => {
        const query = funnelQueryOf(funnel, question);
        const total = await open.answer({ kind: 'funnelTotals', query });
        const range = total.from && total.to ? { range: { from: total.from, to: total.to } } : {};
        const { grain: _grain, range: _range, ...rest } = question;
        const alone = await rowsOf(open, {
          kind: 'funnel',
          query: funnelQueryOf(funnel, { ...rest, by: [], ...range }),
        });
        expect(plain(await rowsOf(open, { kind: 'funnelTotals', query }))).toEqual(plain(alone));
      },
    ),
  );
});

describe('a level', () => {
  it('is the level before and all deltas since, for products present throughout', { timeout: TIMEOUT }, async () => {
    let compared = 0;
    await holds(18, fc.tuple(grains, fc.option(ranges, { nil: undefined })), async (open, [grain, range], world) => {
      const question: Question = {
        metrics: ['inventory', 'inventory_delta', 'net_change'],
        grain,
        by: ['product'],
        ...(range && { range }),
      };
      const answer = [...(await rowsOf(open, rows(queryOf(question))))].map(([key, row]) => ({
        key: JSON.parse(key) as string[],
        row,
      }));
      const periods = [...new Set(answer.map(({ key }) => key[0] ?? ''))].sort();
      for (const product of new Set(answer.map(({ key }) => key[1]))) {
        if (hasGap(world, product)) continue;
        const series = periods.map((period) => answer.find(({ key }) => key[0] === period && key[1] === product)?.row);
        const present = series.filter((row) => row !== undefined && row.inventory !== null);
        if (present.length < series.length || series.length < 2) continue;
        const since = (metric: string) => series.slice(1).reduce((sum, row) => sum + (row?.[metric] ?? 0), 0);
        const [first] = series;
        const last = series.at(-1);
        expect((first?.inventory ?? 0) + since('inventory_delta')).toBe(last?.inventory);
        expect((first?.inventory ?? 0) + since('net_change')).toBe(last?.inventory);
        compared++;
      }
    });
    expect(compared).toBeGreaterThan(50);
  });
});

describe('two roads to one number', () => {
  const withoutRollups = new SemanticCatalog({
    ...SHOP.definitions,
    models: SHOP.definitions.models.map((model) => ({ ...model, rollups: [] })),
  });

  it('sessions over the rollup and over all session steps', { timeout: TIMEOUT }, async () => {
    const question = fc.tuple(questions({ metrics: only(SESSIONS) }), zones, fc.constantFrom(...FUNNELS));
    const property = fc.asyncProperty(
      worlds,
      fc.array(question, { minLength: 4, maxLength: 8 }),
      async (world, all) => {
        const [small, full] = await Promise.all([openWorld(world), openWorld(world, withoutRollups)]);
        try {
          for (const [one, zone, funnel] of all) {
            const query = queryOf(one, zone);
            const funnelQuery = funnelQueryOf(funnel, one);
            for (const ask of [rows(query), totals(query), { kind: 'funnel' as const, query: funnelQuery }]) {
              expect(plain(await rowsOf(small, ask))).toEqual(plain(await rowsOf(full, ask)));
            }
          }
        } finally {
          await Promise.all([small.close(), full.close()]);
        }
      },
    );
    await fc.assert(property, { seed: SEED, numRuns: 7 * TIMES, interruptAfterTimeLimit: TIMEOUT - 10_000 });
  });

  it('sessions in one pass and with their time joined to every row', { timeout: TIMEOUT }, () =>
    holds(16, fc.tuple(questions({ metrics: only(SESSIONS) }), zones), async (open, [asked, zone]) => {
      const question = { ...asked, by: [] };
      const once = await rowsOf(open, rows(queryOf(question, zone)));
      const general = await rowsOf(open, rows(queryOf({ ...question, by: ['session_step__always'] }, zone)));
      const withoutAlways = [...general].map(
        ([key, row]) => [JSON.stringify((JSON.parse(key) as string[]).slice(0, -1)), row] as const,
      );
      // Grouped by nothing there is always a row, of NULLs where nothing is counted.
      if (question.grain === undefined && general.size === 0) {
        for (const value of Object.values(once.get('[]') ?? {})) expect([null, 0]).toContain(value);
      } else expect(plain(once)).toEqual(plain(new Map(withoutAlways)));
    }),
  );
});

describe('filters and ranges', () => {
  it('a filter and its complement hold every row once', { timeout: TIMEOUT }, () =>
    holds(16, predicates(METRICS.orders ?? []), async (open, where) => {
      const count = async (filter?: typeof where) => {
        const question: Question = { metrics: ['orders'], by: [], ...(filter && { where: filter }) };
        return (await rowsOf(open, rows(queryOf(question)))).get('[]')?.orders ?? 0;
      };
      expect((await count(where)) + (await count({ kind: 'not', operand: where }))).toBe(await count());
      expect(await count({ kind: 'not', operand: { kind: 'not', operand: where } })).toBe(await count(where));
    }),
  );

  it('days before a date and days since add up, at every hour of the day', { timeout: TIMEOUT }, () =>
    holds(
      8,
      fc.tuple(questions({ metrics: only([...ADDITIVE, 'view_sessions']) }), ranges, zones),
      async (open, [question, { from, to }, zone]) => {
        const { grain: _grain, range: _range, ...rest } = question;
        const asked = queryOf({ ...rest, by: [] }, zone);
        const part = async (timeRange?: MetricQuery['timeRange']) =>
          (await rowsOf(open, rows({ ...asked, ...(timeRange && { timeRange }) }))).get('[]') ?? {};
        const dayBefore = new Date(Date.parse(to) - 86_400_000).toISOString().slice(0, 10);
        const parts = await Promise.all([
          part({ kind: 'before', date: from }),
          part({ kind: 'between', from, to: dayBefore }),
          part({ kind: 'since', date: to }),
        ]);
        const whole = await part();
        for (const metric of rest.metrics) {
          expect(
            parts.reduce((sum, row) => sum + (row[metric] ?? 0), 0),
            metric,
          ).toBe(whole[metric] ?? 0);
        }
      },
    ),
  );
});

describe('pages and rows', () => {
  const direction = fc.constantFrom('asc' as const, 'desc' as const);

  it('the first n are the first of all, in every order', { timeout: TIMEOUT }, () =>
    holds(7, fc.tuple(questions(), direction, fc.nat(12)), async (open, [question, way, n]) => {
      const [by = ''] = question.metrics;
      const query: MetricQuery = { ...queryOf(question), orderBy: [{ by, direction: way }] };
      const all = await open.answer(rows(query));
      const first = await open.answer(rows({ ...query, limit: n }));
      expect(first.rows).toEqual(all.rows.slice(0, n));
      expect(first.hasMore).toBe(n > 0 && all.rows.length > n);
      const position = all.columns.findIndex(({ name }) => name === by);
      const values = all.rows.map((row) => (row[position] === null ? null : Number(row[position])));
      const sorted = [...values].sort((a, b) => (a === null ? 1 : b === null ? -1 : way === 'asc' ? a - b : b - a));
      expect(values).toEqual(sorted);
      const count = await open.answer({ kind: 'count', query });
      expect(Number(count.rows[0]?.[0])).toBe(all.rows.length);
    }),
  );

  it('a row keeps its id whatever the order and the page, and shares it with no other', { timeout: TIMEOUT }, () => {
    const schema = buildTrellisSchema(SHOP);
    const shape = fc.record({
      groupBy: fc.constantFrom(
        '{metricTime: {grain: DAY}}',
        '{metricTime: {grain: WEEK}, productName: {}}',
        '{userState: {}, orderStatus: {}}',
        '{user: {}, orderQuantity: {}}',
        '{userState: {}, metricTime: {parts: [DOW]}}',
      ),
      where: fc.constantFrom('', ', where: {productShelf: {eq: "low"}}', ', where: {not: {userState: {isNull: true}}}'),
      range: fc.constantFrom('', ', timeRange: {since: "2021-01-31"}'),
      first: fc.nat(5),
    });
    return holds(6, shape, async (open, { groupBy, where, range, first }) => {
      const ids = async (rest: string, selection = 'orders revenue') => {
        const document = `{ metrics(groupBy: ${groupBy}${where}${range}${rest}) { nodes { id keys { dimension value } ${selection} } } }`;
        const { data, errors } = await executeDocument(
          schema,
          { engine: open.engine, request: open.engine.request() },
          document,
        );
        expect(errors).toBeUndefined();
        const { nodes } = (data as { metrics: { nodes: { id: string; keys: object[] }[] } }).metrics;
        return nodes.map(({ id, keys }) => [JSON.stringify(keys.map((key) => ({ ...key }))), id] as const);
      };
      const all = await ids('');
      expect(new Set(all.map(([, id]) => id)).size).toBe(all.length);
      const byKey = new Map(all);
      for (const page of await Promise.all([
        ids(`, first: ${first}`),
        ids(', orderBy: [{by: revenue, direction: DESC}]'),
        ids(`, first: ${first}, orderBy: [{by: revenue, direction: DESC}, {by: orders}]`),
      ])) {
        for (const [key, id] of page) expect(id).toBe(byKey.get(key));
      }
      const differing = [
        ...(range === '' ? await ids(', timeRange: {before: "2021-03-01"}') : []),
        ...(where === '' ? await ids(', where: {not: {userState: {eq: "CA"}}}') : []),
        ...(await ids(', timeZone: "Asia/Kolkata"')),
      ];
      const known = new Set(all.map(([, id]) => id));
      expect(differing.filter(([, id]) => known.has(id))).toEqual([]);
    });
  });
});

/** A version that ends before the next begins: the product is not there in between. */
function hasGap({ versions }: World, product: string | undefined): boolean {
  const own = versions.filter((version) => version.product === product).sort((a, b) => a.from - b.from);
  return own.some(({ to }, index) => index + 1 < own.length && to !== own[index + 1]?.from);
}
