import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GroupBy, MetricQuery } from '../src/plan/query.js';
import { addTo, answerOf, dayText, type Grain, parseDay, type Rows, startOf } from './support/brute-force.js';
import { holdsInTowns, holdsInWorlds } from './support/holds.js';
import { METRICS, plain, queryOf, questions, rowsOf } from './support/questions.js';
import { TIMEOUT } from './support/seed.js';
import { CALENDAR, seasonOf, type Town } from './support/town.js';
import { CLOSING, SIMPLE, townQuery, townQuestions, WINDOWS } from './support/town-questions.js';

const rows = (query: MetricQuery) => ({ kind: 'rows' as const, query });
/** What a metric shows where nothing happened: its fill_nulls_with. */
const EMPTY: Readonly<Record<string, number>> = { view_sessions: 0, cart_sessions: 0, dense_visits: 0 };

const filled = (query: MetricQuery): MetricQuery => ({
  ...query,
  groupBy: query.groupBy.map((item): GroupBy => (item.kind === 'time' ? { ...item, fill: true } : item)),
});

/** The rows, and an empty one for each period and member that has none. */
function expected(known: Rows, periods: readonly string[], metrics: readonly string[]): Rows {
  const keys = [...known.keys()].map((key) => JSON.parse(key) as [string, ...unknown[]]);
  const members = new Set(keys.map(([, ...others]) => JSON.stringify(others)));
  const empty = Object.fromEntries(metrics.map((name) => [name, EMPTY[name] ?? null]));
  const grid = periods.flatMap((period) =>
    [...members].map((member) => [JSON.stringify([period, ...(JSON.parse(member) as unknown[])]), empty] as const),
  );
  return new Map([...grid, ...known]);
}

/** Starts of the periods from the range's first day, or the first row's, to its last or the last row's, none at or after now. */
function periodsOf(
  known: Rows,
  grain: Grain,
  range: { readonly from: string; readonly to: string } | undefined,
  now: number,
): readonly string[] {
  const own = [...known.keys()].map((key) => parseDay((JSON.parse(key) as [string])[0]));
  const from = range ? startOf(parseDay(range.from), grain) : Math.min(...own);
  const to = range ? parseDay(range.to) : Math.max(...own);
  const found: string[] = [];
  for (let start = from; start <= to && start < now; start = addTo(start, 1, grain)) found.push(dayText(start));
  return found;
}

describe('filled periods', () => {
  it('add empty rows alone, of every period and member', { timeout: TIMEOUT }, () =>
    holdsInWorlds(10, questions({ metrics: METRICS, timed: true, most: 3 }), async (open, question, world) => {
      const { grain = 'day', range, metrics, by } = question;
      const known = answerOf(question, world);
      const all = periodsOf(known, grain, range, world.now);
      // Without other keys the periods of a range are there also where nothing has a row.
      const alone: Rows = new Map(all.map((period) => [JSON.stringify([period]), {}]));
      const truth =
        known.size === 0 && range && by.length === 0
          ? new Map(
              [...alone.keys()].map((key) => [
                key,
                Object.fromEntries(metrics.map((one) => [one, EMPTY[one] ?? null])),
              ]),
            )
          : expected(known, all, metrics);
      expect(plain(await rowsOf(open, rows(filled(queryOf(question)))))).toEqual(plain(truth));
      const count = await open.answer({ kind: 'count', query: filled(queryOf(question)) });
      expect(Number(count.rows[0]?.[0])).toBe(truth.size);
    }),
  );

  it('of a custom grain, of windows and balances too', { timeout: TIMEOUT }, () =>
    holdsInTowns(
      8,
      townQuestions({ ...SIMPLE, ...CLOSING, ...WINDOWS }, 3).filter(
        ({ grain }) => grain !== undefined && grain !== 'dow',
      ),
      async (open, { when: _when, ...question }, town) => {
        const { grain, range, metrics } = question;
        const known = await rowsOf(open, rows(townQuery(question)));
        if (known.size === 0) return;
        const all =
          grain === 'season' ? seasons(known, range, town) : periodsOf(known, grain as Grain, range, town.now);
        expect(plain(await rowsOf(open, rows(filled(townQuery(question)))))).toEqual(
          plain(expected(known, all, metrics)),
        );
      },
    ),
  );

  it('change no row’s comparison, and compare the empty ones', { timeout: TIMEOUT }, () =>
    holdsInWorlds(5, questions({ timed: true, most: 1 }), async (open, question) => {
      const [metric = ''] = question.metrics;
      const query = queryOf(question);
      const compared: MetricQuery = {
        ...query,
        metrics: [
          { metric, as: metric },
          { metric, as: 'before', compareTo: { kind: 'previousPeriod' } },
        ],
      };
      const plainRows = await rowsOf(open, rows(compared));
      const all = await rowsOf(open, rows(filled(compared)));
      for (const [key, row] of plainRows) expect(all.get(key)).toEqual(row);
      for (const [key, { before }] of all) {
        const [period = '', ...others] = JSON.parse(key) as string[];
        const earlier = JSON.stringify([dayText(addTo(parseDay(period), -1, question.grain ?? 'day')), ...others]);
        if (all.has(earlier)) expect(before).toBe(all.get(earlier)?.[metric]);
      }
    }),
  );
});

describe('bins', () => {
  const edges = fc
    .uniqueArray(fc.integer({ min: -6, max: 95 }), { minLength: 1, maxLength: 4 })
    .map((some) => some.sort((a, b) => a - b));

  it('add up what lies in them', { timeout: TIMEOUT }, () =>
    holdsInWorlds(
      8,
      fc.tuple(
        fc.constantFrom<Grain | undefined>('month', undefined),
        fc.uniqueArray(fc.constantFrom(1, 1.5, 2, 3), { minLength: 1 }),
      ),
      async (open, [grain, some]) => {
        const bins = [...some].sort();
        const by = 'order__quantity';
        const question = { metrics: ['orders', 'revenue'], by: [by], ...(grain && { grain }) };
        const values = await rowsOf(open, rows(queryOf(question)));
        const query = queryOf(question);
        const groupBy = query.groupBy.map((item): GroupBy => (item.kind === 'value' ? { ...item, bins } : item));
        const truth = new Map<string, { orders: number; revenue: number | null }>();
        for (const [key, { orders, revenue }] of values) {
          const keys = JSON.parse(key) as (string | number | null)[];
          const binned = JSON.stringify([...keys.slice(0, -1), labelOf(keys.at(-1) as number | null, bins)]);
          const { orders: count, revenue: sum } = truth.get(binned) ?? { orders: 0, revenue: null };
          truth.set(binned, {
            orders: count + (orders ?? 0),
            revenue: revenue === null || revenue === undefined ? sum : (sum ?? 0) + revenue,
          });
        }
        expect(plain(await rowsOf(open, rows({ ...query, groupBy })))).toEqual(plain(truth));
      },
    ),
  );

  it('stand in the order of their numbers, up and down', { timeout: TIMEOUT }, () =>
    holdsInWorlds(6, edges, async (open, bins) => {
      const groupBy: readonly GroupBy[] = [{ kind: 'value', name: 'order__quantity', bins }];
      const query: MetricQuery = { metrics: [{ metric: 'orders', as: 'orders' }], groupBy, orderBy: [] };
      const labels = async (direction: 'asc' | 'desc') => {
        const { rows: found } = await open.answer(rows({ ...query, orderBy: [{ by: 'order__quantity', direction }] }));
        return found.flatMap(([label]) => (label === null ? [] : [String(label)]));
      };
      const inOrder = [labelOf(-100, bins), ...bins.map((edge) => labelOf(edge, bins))];
      const up = await labels('asc');
      expect(up).toEqual(inOrder.filter((label) => label !== null && up.includes(label)));
      expect(await labels('desc')).toEqual([...up].reverse());
    }),
  );
});

function seasons(
  known: Rows,
  range: { readonly from: string; readonly to: string } | undefined,
  town: Town,
): readonly string[] {
  const own = [...known.keys()].map((key) => (JSON.parse(key) as [string])[0]).sort();
  const days = CALENDAR.filter((day) => day < town.now);
  const inRange = range ? days.filter((day) => day >= parseDay(range.from) && day <= parseDay(range.to)) : days;
  const all = [...new Set(inRange.map((day) => seasonOf(town, day)))];
  return range ? all : all.filter((season) => season >= (own[0] ?? '') && season <= (own.at(-1) ?? ''));
}

function labelOf(number: number | null, edges: readonly number[]): string | null {
  if (number === null) return null;
  const next = edges.findIndex((edge) => number < edge);
  if (next === 0) return `< ${edges[0]}`;
  return next < 0 ? `≥ ${edges.at(-1)}` : `${edges[next - 1]}–${edges[next]}`;
}
