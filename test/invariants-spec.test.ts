import { init, parse } from '@guanmingchiu/sqlparser-ts';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { planMetricQuery, planTotals } from '../src/plan/metric-plan.js';
import type { MetricQuery, Predicate } from '../src/plan/query.js';
import { compileMetricPlan } from '../src/sql/compile.js';
import { DAY, dayText, type Rows, startOf, type Value } from './support/brute-force.js';
import { holdsInTowns } from './support/holds.js';
import { plain, rowsOf } from './support/questions.js';
import { SEED, TIMEOUT, TIMES } from './support/seed.js';
import { loadTown, TOWN } from './support/town.js';
import type { TownQuestion } from './support/town-facts.js';
import {
  type Askable,
  CLOSING,
  CONVERTED,
  EVERY,
  membersOf,
  OF_VISIT,
  SIMPLE,
  SO_FAR,
  townQuery,
  townQuestions,
  WINDOWS,
} from './support/town-questions.js';
import type { OpenWorld } from './support/world.js';

/** Every metric type of the dbt spec, in random company: what must hold whatever the numbers are. */
type Metrics = Readonly<Record<string, Askable>>;

const zones = fc.constantFrom('UTC', 'America/New_York', 'Asia/Kolkata');
const only = (metrics: Metrics, names: readonly string[]): Metrics =>
  Object.fromEntries(Object.entries(metrics).filter(([name]) => names.includes(name)));

const rows = (query: MetricQuery) => ({ kind: 'rows' as const, query });
const totals = (query: MetricQuery) => ({ kind: 'totals' as const, query });
const ask = (open: OpenWorld, question: TownQuestion, zone?: string) => rowsOf(open, rows(townQuery(question, zone)));

/** Numbers that add up over members within a period. */
const OF_ROWS = ['visits', 'amount', 'web_amount', 'gold_visits', 'purchases'];
const SUMS = ['amount_in_7_days', 'web_amount_in_2_weeks', 'visits_in_2_weeks', 'visits_in_a_month', 'visits_in_a_day'];
const TO_DATE = ['amount_so_far', 'amount_month_to_date', 'web_amount_month_to_date', 'amount_week_to_date'];
const SHIFTED = ['amount_at_month_start', 'amount_at_season_start', 'amount_a_season_before', 'amount_7_days_before'];
const CREDITED = ['conversions', 'conversions_in_7_days', 'filled_conversions_in_a_month', 'same_way_conversions'];
const CLOSED = ['closing', 'opening', 'closing_per_visitor', 'north_closing', 'closing_7_days_before'];

const added = (answer: Iterable<Readonly<Record<string, number | null>>>, metric: string) =>
  [...answer].reduce((sum, row) => sum + (row[metric] ?? 0), 0);

/** Groups by less: the sum over all but the first `count` keys. */
function rolledUp(answer: Rows, count: number, metric: string): Readonly<Record<string, number>> {
  const sums = new Map<string, number>();
  for (const [key, row] of answer) {
    const kept = JSON.stringify((JSON.parse(key) as Value[]).slice(0, count));
    sums.set(kept, (sums.get(kept) ?? 0) + (row[metric] ?? 0));
  }
  return Object.fromEntries([...sums].filter(([, sum]) => sum !== 0).sort());
}

describe('adding to a query', () => {
  it('a metric changes no other metric and removes no row', { timeout: TIMEOUT }, () =>
    holdsInTowns(10, fc.tuple(townQuestions(EVERY, 5), zones), async (open, [question, zone]) => {
      const all = await ask(open, question, zone);
      for (const left of question.metrics) {
        if (question.metrics.length === 1) return;
        const metrics = question.metrics.filter((name) => name !== left);
        const fewer = await ask(open, { ...question, metrics }, zone);
        for (const [key, row] of fewer) expect(all.get(key), `${key} without ${left}`).toMatchObject(row);
        for (const [key, row] of all) {
          if (fewer.has(key)) continue;
          for (const name of metrics)
            expect([null, 0], `${name} of ${key}, there because of ${left}`).toContain(row[name]);
        }
      }
    }),
  );

  it('a dimension changes no sum over its members', { timeout: TIMEOUT }, () => {
    const additive = only(EVERY, [...OF_ROWS, ...SUMS, ...TO_DATE, ...SHIFTED, ...CREDITED, ...CLOSED]);
    return holdsInTowns(11, fc.tuple(townQuestions(additive), zones), async (open, [asked, zone]) => {
      // Of a longer period every member shows a first or last point of its own.
      const accumulates = asked.metrics.some((name) => name in WINDOWS || name in SO_FAR);
      const question: TownQuestion = accumulates && asked.grain ? { ...asked, grain: 'day' } : asked;
      const groups = await ask(open, question, zone);
      for (let count = question.by.length - 1; count >= 0; count--) {
        const fewer = await ask(open, { ...question, by: question.by.slice(0, count) }, zone);
        const keys = count + (question.grain ? 1 : 0);
        for (const metric of question.metrics)
          expect(rolledUp(groups, keys, metric), metric).toEqual(rolledUp(fewer, keys, metric));
      }
    });
  });

  it('a period changes no total of rows and of conversions', { timeout: TIMEOUT }, () =>
    holdsInTowns(
      8,
      fc.tuple(townQuestions(only(EVERY, [...OF_ROWS, ...CREDITED])), zones),
      async (open, [question, zone]) => {
        const [whole] = (await rowsOf(open, totals(townQuery(question, zone)))).values();
        const groups = await ask(open, question, zone);
        for (const metric of question.metrics)
          expect(added(groups.values(), metric), metric).toBe(whole?.[metric] ?? 0);
      },
    ),
  );
});

describe('totals', () => {
  it('are the same query without group-by over the same days', { timeout: TIMEOUT }, () => {
    const timeless = { ...SIMPLE, ...CLOSING, ...CONVERTED, ...SO_FAR };
    return holdsInTowns(8, fc.tuple(townQuestions(timeless), zones), async (open, [asked, zone]) => {
      const { when: _when, ...question } = asked;
      const query = townQuery(question, zone);
      const { from, to } = await open.answer(totals(query));
      const { grain: _grain, range: _range, ...rest } = question;
      const alone = await ask(open, { ...rest, by: [], ...(from && to && { range: { from, to } }) }, zone);
      expect(plain(await rowsOf(open, totals(query)))).toEqual(plain(alone));
    });
  });

  it('of windows are their last day', { timeout: TIMEOUT }, () =>
    holdsInTowns(8, townQuestions({ ...WINDOWS, ...SO_FAR }), async (open, asked, town) => {
      const { when: _when, ...question } = asked;
      const metrics = question.metrics.filter((name) => name !== 'share_of_7_days');
      if (metrics.length === 0 || question.grain === undefined) return;
      const query = townQuery({ ...question, metrics });
      const { to } = await open.answer(totals(query));
      const last = dayText(Math.min(to ? Date.parse(to) : Infinity, startOf(town.now - 1, 'day')));
      const byDay = await ask(open, { ...question, metrics, grain: 'day', by: [], range: { from: last, to: last } });
      const [whole = {}] = (await rowsOf(open, totals(query))).values();
      const [point = {}] = byDay.values();
      for (const metric of metrics) expect(whole[metric] ?? null, metric).toBe(point[metric] ?? null);
    }),
  );
});

describe('totals of an offset', () => {
  it('are those of the days so much earlier', { timeout: TIMEOUT }, () =>
    holdsInTowns(
      6,
      fc.tuple(townQuestions(only(EVERY, ['visits']), 1), fc.nat(60), fc.nat(20)),
      async (open, [{ where }, after, length]) => {
        const from = Date.parse('2020-12-24') + after * DAY;
        const range = (back: number) => ({
          from: dayText(from - back * DAY),
          to: dayText(Math.min(from + length * DAY, Date.parse('2021-02-28')) - back * DAY),
        });
        const question = { by: [], ...(where && { where }) };
        const later = { ...question, metrics: ['amount_7_days_before', 'amount_9_days_before'], range: range(0) };
        const [whole] = (await rowsOf(open, totals(townQuery(later)))).values();
        const amountOf = async (back: number) =>
          [...(await ask(open, { ...question, metrics: ['amount'], range: range(back) })).values()][0]?.amount;
        expect(whole).toEqual({ amount_7_days_before: await amountOf(7), amount_9_days_before: await amountOf(9) });
      },
    ),
  );
});

describe('accumulation', () => {
  const shape = (metric: string) => townQuestions(only(EVERY, [metric]), 1);

  it('so far is everything up to there', { timeout: TIMEOUT }, () =>
    holdsInTowns(8, fc.tuple(shape('visits'), fc.nat(90)), async (open, [{ by, where }, after], town) => {
      const day = dayText(Math.min(Date.parse('2020-12-27') + after * DAY, startOf(town.now - 1, 'day')));
      const question = { by, ...(where && { where }) };
      const points = await ask(open, {
        ...question,
        metrics: ['amount_so_far', 'visitors_so_far', 'average_so_far'],
        grain: 'day',
        range: { from: day, to: day },
      });
      const whole = await ask(open, {
        ...question,
        metrics: ['amount', 'visitors', 'average_amount'],
        range: { from: '2000-01-01', to: day },
      });
      const atDay = [...points].map(([key, row]) => [JSON.stringify(JSON.parse(key).slice(1)), Object.values(row)]);
      const before = [...whole].map(([key, row]) => [key, Object.values(row)]);
      // Without a group-by a row is there even of nothing.
      if (by.length === 0 && atDay.length === 0) expect(before).toEqual([['[]', [null, null, null]]]);
      else expect(Object.fromEntries(atDay)).toEqual(Object.fromEntries(before));
    }),
  );

  it('over one day is the day', { timeout: TIMEOUT }, () =>
    holdsInTowns(6, shape('visits_in_a_day'), async (open, question) => {
      const byDay: TownQuestion = { ...question, grain: 'day' };
      const of = async (metric: string) =>
        [...(await ask(open, { ...byDay, metrics: [metric] }))].map(([key, row]) => [key, row[metric]]);
      expect(Object.fromEntries(await of('visits_in_a_day'))).toEqual(Object.fromEntries(await of('visits')));
    }),
  );

  it('to date at the end of a month is the month', { timeout: TIMEOUT }, () =>
    holdsInTowns(6, shape('visitors_month_to_date'), async (open, { when: _when, ...question }) => {
      const of = async (metrics: readonly string[]) =>
        [...(await ask(open, { ...question, grain: 'month', metrics }))].map(([key, row]) => [key, Object.values(row)]);
      const toDate = await of(['visitors_month_to_date', 'amount_month_to_date']);
      expect(Object.fromEntries(toDate)).toEqual(Object.fromEntries(await of(['visitors', 'amount'])));
    }),
  );
});

describe('conversions', () => {
  it('are fewer in a window, and no more than there are purchases', { timeout: TIMEOUT }, () =>
    holdsInTowns(8, fc.tuple(townQuestions(CONVERTED, 1), zones), async (open, [question, zone]) => {
      const metrics = ['conversions', 'conversions_in_7_days', 'same_way_conversions', 'conversion_rate', 'visits'];
      const groups = await ask(open, { ...question, metrics }, zone);
      for (const [key, row] of groups) {
        expect(row.conversions_in_7_days ?? 0, key).toBeLessThanOrEqual(row.conversions ?? 0);
        if (row.conversion_rate !== null && row.conversion_rate !== undefined)
          expect(row.conversion_rate * (row.visits ?? 0), key).toBeCloseTo(row.conversions ?? 0, 9);
      }
      const [bought] = (await ask(open, { metrics: ['purchases'], by: [] })).values();
      expect(added(groups.values(), 'conversions')).toBeLessThanOrEqual(bought?.purchases ?? 0);
      expect(added(groups.values(), 'same_way_conversions')).toBeLessThanOrEqual(bought?.purchases ?? 0);
    }),
  );
});

describe('the order in which a query is written', () => {
  it('of group-bys and of conditions changes nothing', { timeout: TIMEOUT }, () =>
    holdsInTowns(
      8,
      fc.tuple(townQuestions(EVERY), membersOf(['visitor', 'visitor__home', 'visitor__tier'])),
      async (open, [question, second]) => {
        const query = townQuery(question);
        const conditions = [...(query.where ? [query.where] : []), second];
        const and = (operands: readonly Predicate[]): Predicate => ({ kind: 'and', operands });
        const straight = await rowsOf(open, rows({ ...query, where: and(conditions) }));
        const turned = await rowsOf(
          open,
          rows({
            ...query,
            metrics: [...query.metrics].reverse(),
            groupBy: [...query.groupBy].reverse(),
            where: and([and([...conditions].reverse())]),
          }),
        );
        const turnedBack = [...turned].map(
          ([key, row]) => [JSON.stringify((JSON.parse(key) as Value[]).reverse()), row] as const,
        );
        expect(plain(new Map(turnedBack))).toEqual(plain(straight));
      },
    ),
  );

  it('the first n are the first of all', { timeout: TIMEOUT }, () =>
    holdsInTowns(
      6,
      fc.tuple(townQuestions(EVERY), fc.constantFrom('asc' as const, 'desc' as const), fc.nat(12)),
      async (open, [question, direction, limit]) => {
        const [by = ''] = question.metrics;
        const query: MetricQuery = { ...townQuery(question), orderBy: [{ by, direction }] };
        const all = await open.answer(rows(query));
        const first = await open.answer(rows({ ...query, limit }));
        expect(first.rows).toEqual(all.rows.slice(0, limit));
      },
    ),
  );
});

describe('a filter and its complement', () => {
  it('hold every row once', { timeout: TIMEOUT }, () => {
    const names = [...OF_ROWS.filter((name) => name !== 'purchases'), ...SUMS, ...TO_DATE, ...SHIFTED];
    return holdsInTowns(
      8,
      fc.tuple(townQuestions(only(EVERY, names)), membersOf(OF_VISIT)),
      async (open, [{ where: _where, ...asked }, condition]) => {
        const accumulates = asked.metrics.some((name) => name in WINDOWS || name in SO_FAR);
        const question: TownQuestion = accumulates && asked.grain ? { ...asked, grain: 'day' } : asked;
        const whole = await ask(open, question);
        const parts = [
          await ask(open, { ...question, where: condition }),
          await ask(open, { ...question, where: { kind: 'not', operand: condition } }),
        ];
        for (const part of parts) for (const key of part.keys()) expect(whole.has(key), key).toBe(true);
        for (const [key, row] of whole) {
          for (const metric of question.metrics) {
            const sum = parts.reduce((all, part) => all + (part.get(key)?.[metric] ?? 0), 0);
            expect(sum, `${metric} of ${key}`).toBe(row[metric] ?? 0);
          }
        }
      },
    );
  });
});

describe('texts', () => {
  beforeAll(async () => {
    await init();
  });

  it('are the same every time, and an independent parser reads those for Snowflake', { timeout: TIMEOUT }, () => {
    const again = loadTown();
    const shape = fc.tuple(townQuestions(EVERY, 6), zones, fc.constantFrom(planMetricQuery, planTotals));
    const property = fc.property(shape, ([{ when, ...asked }, zone, plan]) => {
      const question: TownQuestion = { ...asked, ...(when && plan === planMetricQuery && { when }) };
      const now = '2021-03-17T10:15:00Z';
      for (const dialect of ['duckdb', 'snowflake'] as const) {
        const [first, ...others] = [TOWN, TOWN, again].map((catalog) =>
          compileMetricPlan(plan(townQuery(question, zone), { catalog, now }), dialect),
        );
        for (const other of others) expect(other).toEqual(first);
        if (dialect === 'snowflake') expect(parse(first?.sql ?? '', 'snowflake')).toHaveLength(1);
      }
    });
    fc.assert(property, { seed: SEED, numRuns: 100 * TIMES, interruptAfterTimeLimit: TIMEOUT - 10_000 });
  });
});
