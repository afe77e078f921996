import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CompareTo, MetricQuery, MetricSelection, Shown } from '../src/plan/query.js';
import {
  addTo,
  answerOf,
  dayText,
  funnelOf,
  type Grain,
  parseDay,
  type Question,
  type Rows,
  startOf,
} from './support/brute-force.js';
import { holdsInTowns, holdsInWorlds } from './support/holds.js';
import {
  FUNNELS,
  funnelQueryOf,
  METRICS,
  plain,
  queryOf,
  questions,
  RANGE_DAYS,
  rowsOf,
  SESSIONS,
  SHIFTED,
} from './support/questions.js';
import { TIMEOUT } from './support/seed.js';
import type { TownQuestion } from './support/town-facts.js';
import { CLOSING, CONVERTED, EVERY, SIMPLE, SO_FAR, townQuery, townQuestions } from './support/town-questions.js';
import { townAnswer } from './support/town-truth.js';

const PREVIOUS: CompareTo = { kind: 'previousPeriod' };
const rows = (query: MetricQuery) => ({ kind: 'rows' as const, query });
/** What a metric shows where nothing happened: its fill_nulls_with. */
const EMPTY: Readonly<Record<string, number>> = {
  ...{ view_sessions: 0, cart_sessions: 0, dense_visits: 0, filled_conversions_in_a_month: 0 },
};

/** The query with more columns for each metric: `revenue__change`. */
function withColumns(query: MetricQuery, columns: Readonly<Record<string, Shown>>): MetricQuery {
  const more = query.metrics.flatMap((selection): readonly MetricSelection[] =>
    Object.entries(columns).map(([suffix, shown]) => ({ ...selection, as: `${selection.as}__${suffix}`, ...shown })),
  );
  return { ...query, metrics: [...query.metrics, ...more] };
}

function compared(query: MetricQuery, compareTo: CompareTo): MetricQuery {
  return withColumns(query, {
    before: { compareTo },
    change: { compareTo, show: 'change' },
    change_rate: { compareTo, show: 'change_rate' },
  });
}

/** The rows now, each with what `before` has under the key that `earlier` gives. */
function expected(now: Rows, metrics: readonly string[], before: (metric: string, key: string) => number | null): Rows {
  return new Map(
    [...now].map(([key, row]) => {
      const columns = metrics.flatMap((metric): readonly (readonly [string, number | null])[] => {
        const [value, was] = [row[metric] ?? null, before(metric, key)];
        const change = value === null || was === null ? null : value - was;
        const rate = change === null || was === null || was === 0 ? null : change / was;
        return [
          [metric, value],
          [`${metric}__before`, was],
          [`${metric}__change`, change],
          [`${metric}__change_rate`, rate],
        ];
      });
      return [key, Object.fromEntries(columns)];
    }),
  );
}

const value = (answer: Rows, key: string, metric: string) => answer.get(key)?.[metric] ?? EMPTY[metric] ?? null;

/** The key of the period `count` steps of `step` before. */
function keyBefore(key: string, count: number, step: Grain): string {
  const [period, ...others] = JSON.parse(key) as [string, ...unknown[]];
  return JSON.stringify([dayText(addTo(parseDay(period), -count, step)), ...others]);
}

describe('a row is compared to the period before', () => {
  it('against rows of a shop worked out by hand', { timeout: TIMEOUT }, () =>
    holdsInWorlds(
      10,
      questions({ metrics: { ...METRICS, ...SHIFTED }, most: 3, timed: true }),
      async (open, asked, world) => {
        const question = settled(asked);
        const there = movedBack(question, 1, question.grain ?? 'day');
        const whole = new Map(
          question.metrics.map((metric) => [metric, answerOf({ ...there, metrics: [metric] }, world)]),
        );
        const truth = expected(answerOf(question, world), question.metrics, (metric, key) =>
          value(whole.get(metric) ?? new Map(), keyBefore(key, 1, question.grain ?? 'day'), metric),
        );
        expect(plain(await rowsOf(open, rows(compared(queryOf(question), PREVIOUS))))).toEqual(plain(truth));
      },
    ),
  );

  it('and to one a year before, by months and quarters', { timeout: TIMEOUT }, () =>
    holdsInWorlds(
      4,
      questions({ most: 3, timed: true }).map((question) => ({
        ...question,
        grain: question.grain === 'day' ? ('month' as const) : ('quarter' as const),
      })),
      async (open, question, world) => {
        const whole = answerOf(movedBack(question, 1, 'year'), world);
        const truth = expected(answerOf(question, world), question.metrics, (metric, key) =>
          value(whole, keyBefore(key, 1, 'year'), metric),
        );
        const compareTo: CompareTo = { kind: 'offset', count: 1, grain: 'year' };
        expect(plain(await rowsOf(open, rows(compared(queryOf(question), compareTo))))).toEqual(plain(truth));
      },
    ),
  );

  // Cumulative, conversion, semi-additive, offset metrics, and a custom grain.
  it('against rows of a town worked out by hand', { timeout: TIMEOUT }, () =>
    holdsInTowns(
      12,
      townQuestions(EVERY, 3).filter(({ grain }) => grain !== undefined && grain !== 'dow'),
      async (open, { when: _when, ...question }, town) => {
        const there = townBefore(question);
        const whole = new Map(
          question.metrics.map((metric) => [metric, townAnswer({ ...there, metrics: [metric] }, town)]),
        );
        const truth = expected(townAnswer(question, town), question.metrics, (metric, key) =>
          value(whole.get(metric) ?? new Map(), townKeyBefore(key, question), metric),
        );
        expect(plain(await rowsOf(open, rows(compared(townQuery(question), PREVIOUS))))).toEqual(plain(truth));
      },
    ),
  );

  it('of a funnel too', { timeout: TIMEOUT }, () =>
    holdsInWorlds(
      6,
      fc.tuple(
        fc.constantFrom(...FUNNELS),
        questions({ metrics: Object.fromEntries(SESSIONS.map((name) => [name, METRICS[name] ?? []])), timed: true }),
      ),
      async (open, [funnel, question], world) => {
        const there = movedBack(question, 1, question.grain ?? 'day');
        const [now, whole] = [funnelOf(funnel, question, world), funnelOf(funnel, there, world)];
        const truth = new Map(
          [...now].map(([key, row]) => {
            const before = whole.get(keyBefore(key, 1, question.grain ?? 'day')) ?? {};
            const steps = Object.keys(row).map((step) => [`${step}__before_1`, before[step] ?? 0]);
            return [key, { ...row, ...Object.fromEntries(steps) }];
          }),
        );
        const query = { ...funnelQueryOf(funnel, question), compareTo: [PREVIOUS] };
        expect(plain(await rowsOf(open, { kind: 'funnel', query }))).toEqual(plain(truth));
      },
    ),
  );
});

describe('a range is compared to another', () => {
  const ends = fc
    .uniqueArray(fc.constantFrom(...RANGE_DAYS), { minLength: 2, maxLength: 2 })
    .map((days) => days.sort() as [string, string])
    .map(([from, to]) => ({ from, to }));

  it('just before it, a month before it, anywhere', { timeout: TIMEOUT }, () =>
    holdsInWorlds(
      8,
      fc.tuple(questions({ most: 3 }), ends, ends),
      async (open, [{ grain: _grain, ...rest }, range, other], world) => {
        const question: Question = { ...rest, range };
        const cases: readonly (readonly [CompareTo, typeof range])[] = [
          [PREVIOUS, daysBefore(range)],
          [{ kind: 'timeRange', range: { kind: 'between', ...other } }, other],
        ];
        for (const [compareTo, there] of cases) {
          // What a level is ahead of now is not modelled.
          if (parseDay(there.from) >= world.now || parseDay(range.from) >= world.now) continue;
          const was = answerOf({ ...rest, range: there }, world);
          const truth = expected(answerOf(question, world), question.metrics, (metric, key) => value(was, key, metric));
          expect(plain(await rowsOf(open, rows(compared(queryOf(question), compareTo))))).toEqual(plain(truth));
        }
      },
    ),
  );

  // Also by a part of metric_time alone, which is no period.
  it('of metrics of every kind', { timeout: TIMEOUT }, () =>
    holdsInTowns(
      8,
      fc.tuple(townQuestions({ ...SIMPLE, ...CLOSING, ...SO_FAR, ...CONVERTED }, 3), ends),
      async (open, [{ when: _when, ...asked }, range], town) => {
        const { grain, ...rest } = asked;
        const question: TownQuestion = { ...rest, range, ...(grain === 'dow' && { grain }) };
        const there = daysBefore(range);
        if (parseDay(range.from) >= town.now) return;
        const was = new Map(
          question.metrics.map((metric) => [
            metric,
            townAnswer({ ...question, range: there, metrics: [metric] }, town),
          ]),
        );
        const truth = expected(townAnswer(question, town), question.metrics, (metric, key) =>
          value(was.get(metric) ?? new Map(), key, metric),
        );
        expect(plain(await rowsOf(open, rows(compared(townQuery(question), PREVIOUS))))).toEqual(plain(truth));
      },
    ),
  );
});

describe('what the caller asks of metric_time', () => {
  it('is asked of what it is compared to, moved there', { timeout: TIMEOUT }, () =>
    holdsInTowns(
      5,
      townQuestions(SIMPLE, 3).filter(({ grain, when }) => (grain === 'day' || grain === 'week') && when !== undefined),
      async (open, question, town) => {
        const { when, grain } = question;
        if (!when || !grain) return;
        const there = { ...townBefore(question), when: { ...when, day: dayBefore(when.day, grain as Grain) } };
        const was = new Map(
          question.metrics.map((metric) => [metric, townAnswer({ ...there, metrics: [metric] }, town)]),
        );
        const truth = expected(townAnswer(question, town), question.metrics, (metric, key) =>
          value(was.get(metric) ?? new Map(), townKeyBefore(key, question), metric),
        );
        expect(plain(await rowsOf(open, rows(compared(townQuery(question), PREVIOUS))))).toEqual(plain(truth));
      },
    ),
  );
});

describe('shares of the total', () => {
  it('are the value over that of the totals, compared or not', { timeout: TIMEOUT }, () =>
    holdsInWorlds(5, questions({ most: 2 }), async (open, question) => {
      if (!question.range) return;
      const query = withColumns(queryOf(question), {
        before: { compareTo: PREVIOUS },
        share: { show: 'share_of_total' },
        share_before: { compareTo: PREVIOUS, show: 'share_of_total' },
      });
      const [total = {}] = (await rowsOf(open, { kind: 'totals', query })).values();
      for (const row of (await rowsOf(open, rows(query))).values()) {
        for (const metric of question.metrics) {
          const share = (part: string) => {
            const [value, whole] = [row[part] ?? null, total[part] ?? null];
            return value === null || whole === null || whole === 0 ? null : value / whole;
          };
          expect(row[`${metric}__share`]).toEqual(near(share(metric)));
          expect(row[`${metric}__share_before`]).toEqual(near(share(`${metric}__before`)));
        }
      }
    }),
  );

  it('of what adds up are 1 in all', { timeout: TIMEOUT }, () =>
    holdsInWorlds(
      5,
      questions({ metrics: { orders: METRICS.orders ?? [], version_count: METRICS.version_count ?? [] } }),
      async (open, question) => {
        const query = withColumns(queryOf(question), { share: { show: 'share_of_total' } });
        const answer = [...(await rowsOf(open, rows(query))).values()];
        for (const metric of question.metrics) {
          const known = answer.flatMap((row) => row[`${metric}__share`] ?? []);
          if (known.length > 0) expect(known.reduce((sum, one) => sum + one, 0)).toBeCloseTo(1, 10);
        }
      },
    ),
  );
});

describe('adding a comparison', () => {
  it('adds and removes no row, and changes no other number', { timeout: TIMEOUT }, () =>
    holdsInTowns(8, townQuestions(EVERY, 4), async (open, { when, ...rest }) => {
      // Days can't be moved by seasons, so a condition on days is refused there.
      const question = { ...rest, ...(when && rest.grain !== 'season' && { when }) };
      if (question.grain === undefined || question.grain === 'dow') return;
      const query = townQuery(question);
      const [first = { metric: '', as: '' }] = query.metrics;
      const plainRows = await rowsOf(open, rows(query));
      const more = withColumns({ ...query, metrics: [first] }, { before: { compareTo: PREVIOUS } }).metrics.slice(1);
      const both = await rowsOf(open, rows({ ...query, metrics: [...query.metrics, ...more] }));
      const without = new Map([...both].map(([key, { [`${first.as}__before`]: _, ...row }]) => [key, row]));
      expect(plain(without)).toEqual(plain(plainRows));
      // A comparison alone has the rows of its metric.
      const alone = await rowsOf(open, rows({ ...query, metrics: more }));
      expect([...alone.keys()].sort()).toEqual(
        [...(await rowsOf(open, rows({ ...query, metrics: [first] }))).keys()].sort(),
      );
    }),
  );
});

describe('rows in the order of what is compared', () => {
  it('are sorted by it, NULL last, and else the same', { timeout: TIMEOUT }, () =>
    holdsInWorlds(
      5,
      fc.tuple(questions({ most: 2, timed: true }), fc.constantFrom('asc' as const, 'desc' as const)),
      async (open, [question, direction]) => {
        const [by = ''] = question.metrics;
        const query = compared(queryOf(question), PREVIOUS);
        const ordered = {
          ...queryOf(question),
          orderBy: [{ by, direction, compareTo: PREVIOUS, show: 'change' as const }],
        };
        const changes = await rowsOf(open, rows(query));
        const keys = [...(await rowsOf(open, rows(ordered))).keys()];
        expect([...keys].sort()).toEqual([...changes.keys()].sort());
        const shown = keys.map((key) => changes.get(key)?.[`${by}__change`] ?? null);
        const known = shown.flatMap((change) => (change === null ? [] : [change]));
        expect(shown.slice(known.length).every((change) => change === null)).toBe(true);
        expect(known).toEqual([...known].sort((a, b) => (direction === 'asc' ? a - b : b - a)));
      },
    ),
  );
});

/** A week before, by months and quarters, is not modelled; nor are offsets under filters. */
function settled(question: Question): Question {
  if (!question.metrics.some((name) => name in SHIFTED)) return question;
  const { where: _where, ...rest } = question;
  const byWeeks = rest.metrics.includes('revenue_week_before') && !['day', 'week'].includes(rest.grain ?? '');
  return byWeeks ? { ...rest, grain: 'week' } : rest;
}

/** The same question over its range, in whole periods, moved back. */
function movedBack<Q extends { readonly grain?: Grain; readonly range?: Question['range'] }>(
  question: Q,
  count: number,
  step: Grain,
): Q {
  const { range, grain = 'day' } = question;
  if (!range) return question;
  const back = (day: string) => dayText(addTo(startOf(parseDay(day), grain), -count, step));
  return { ...question, range: { from: back(range.from), to: back(range.to) } };
}

/** Where a season begins only the calendar knows, so all before the range's end is read. */
function townBefore(question: TownQuestion): TownQuestion {
  const { grain, range } = question;
  if (grain === 'season') return { ...question, ...(range && { range: { from: '2020-01-01', to: range.to } }) };
  return movedBack(question as TownQuestion & { readonly grain: Grain }, 1, grain as Grain);
}

function townKeyBefore(key: string, { grain }: TownQuestion): string {
  if (grain !== 'season') return keyBefore(key, 1, grain as Grain);
  const [season, ...others] = JSON.parse(key) as [string, ...unknown[]];
  return JSON.stringify([`S${String(Number(season.slice(1)) - 1).padStart(2, '0')}`, ...others]);
}

const dayBefore = (day: string, grain: Grain) => dayText(addTo(parseDay(day), -1, grain));

/** As long as the range: whole months in months, else days. */
function daysBefore({ from, to }: { readonly from: string; readonly to: string }): { from: string; to: string } {
  const [start, end] = [parseDay(from), addTo(parseDay(to), 1, 'day')];
  const [first, last] = [new Date(start), new Date(end)];
  const isOfMonths = first.getUTCDate() === 1 && last.getUTCDate() === 1;
  const months = (last.getUTCFullYear() - first.getUTCFullYear()) * 12 + last.getUTCMonth() - first.getUTCMonth();
  const earlier = isOfMonths ? addTo(start, -months, 'month') : start - (end - start);
  return { from: dayText(earlier), to: dayText(addTo(start, -1, 'day')) };
}

function near(number: number | null): unknown {
  return number === null ? null : expect.closeTo(number, 9);
}
