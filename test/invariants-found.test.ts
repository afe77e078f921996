import { describe, expect, it } from 'vitest';
import type { MetricQuery, Predicate } from '../src/plan/query.js';
import { parseDay, type Rows } from './support/brute-force.js';
import { rowsOf } from './support/questions.js';
import { inTown, type Town, type Visit } from './support/town.js';
import type { TownQuestion } from './support/town-facts.js';
import { townQuery } from './support/town-questions.js';

/** What the property tests found, as small as they could make it; the numbers are worked out by hand. */
const EMPTY: Town = {
  now: parseDay('2021-04-01'),
  seasons: [],
  visitors: [],
  cities: [],
  tiers: [],
  plans: [],
  moods: [],
  visits: [],
  purchases: [],
  balances: [],
};

const visit = (day: string, more: Partial<Visit> = {}): Visit => ({
  ...{ visitor: 'v1', channel: 'web', region: 'east', amount: 1 },
  ...more,
  at: parseDay(day),
});

function answer(town: Partial<Town>, question: TownQuestion, more: Partial<MetricQuery> = {}): Promise<Rows> {
  const query = { ...townQuery(question), ...more };
  return inTown({ ...EMPTY, ...town }, (open) => rowsOf(open, { kind: 'rows', query }));
}

describe('filters', () => {
  it('are the same within one AND and within two', async () => {
    const town = {
      visitors: [{ visitor: 'v1', home: 'bay', city: null }],
      visits: [visit('2021-03-29'), visit('2021-03-31')],
    };
    const is = (name: string, value: string): Predicate => ({ kind: 'compare', operator: 'eq', name, value });
    const both = [is('visitor__home', 'bay'), is('visit__channel', 'web')];
    const asked = (where: Predicate) =>
      answer(town, { metrics: ['dense_visits'], grain: 'day', by: ['visitor__home'] }, { where });
    const rows = new Map([
      ['["2021-03-29","bay"]', { dense_visits: 1 }],
      ['["2021-03-31","bay"]', { dense_visits: 1 }],
    ]);
    const east = is('visit__region', 'east');
    expect(await asked({ kind: 'and', operands: [...both, east] })).toEqual(rows);
    expect(await asked({ kind: 'and', operands: [{ kind: 'and', operands: both }, east] })).toEqual(rows);
  });
});

describe('an offset of an offset', () => {
  // Mar 29, 30 and 31 less a month are Feb 28, as the inner metric has it; Feb 28 less a month is Jan 28.
  it('takes one month, then the other', async () => {
    const question: TownQuestion = { metrics: ['visitors_two_months_before'], grain: 'day', by: [] };
    const both = { visitors_two_months_before: 1 };
    expect(await answer({ visits: [visit('2021-01-28'), visit('2021-01-29')] }, question)).toEqual(
      new Map(['28', '29', '30', '31'].map((day) => [`["2021-03-${day}"]`, both])),
    );
  });
});

describe('the first point of a quarter', () => {
  // The window of 27 December still holds on 1 January: that is the first point of all visits, not of those on the web.
  it('is that of each metric, also in company', async () => {
    const visits = [visit('2020-12-27', { channel: 'shop' }), visit('2021-02-10', { amount: 7 })];
    const question: TownQuestion = {
      metrics: ['web_amount_in_2_weeks', 'visits_in_2_weeks'],
      grain: 'quarter',
      by: [],
    };
    expect(await answer({ visits }, question)).toEqual(
      new Map([
        ['["2020-10-01"]', { web_amount_in_2_weeks: null, visits_in_2_weeks: 1 }],
        ['["2021-01-01"]', { web_amount_in_2_weeks: 7, visits_in_2_weeks: 1 }],
      ]),
    );
  });
});

describe('the start of a month by season', () => {
  // A season from 1 November to 8 January begins in a month without a visit, though the first visit is in January.
  it('is that of the month in which the season begins', async () => {
    const question: TownQuestion = { metrics: ['amount_at_month_start'], grain: 'season', by: [] };
    const visits = [visit('2021-01-01', { amount: 5 }), visit('2021-03-01', { amount: 8 })];
    // S00: 69 days to 8 January; S01: 60 days to 9 March; S02 begins on 10 March.
    expect(await answer({ visits, seasons: [69, 60] }, question)).toEqual(
      new Map([
        ['["S01"]', { amount_at_month_start: 5 }],
        ['["S02"]', { amount_at_month_start: 8 }],
      ]),
    );
  });
});

describe('a conversion after two visits of one day', () => {
  // Both visits are the latest: the first by its key takes the credit, whatever is asked.
  it('belongs to the same visit in every group-by', async () => {
    const town: Partial<Town> = {
      visits: [visit('2021-03-01', { channel: 'web', region: 'west' }), visit('2021-03-01', { channel: 'shop' })],
      purchases: [{ visitor: 'v1', way: null, at: parseDay('2021-03-02') }],
    };
    const by = async (...names: readonly string[]) => {
      const rows = await answer(town, { metrics: ['conversions'], by: names });
      return [...rows].flatMap(([key, { conversions }]) => (conversions ? [JSON.parse(key)] : []));
    };
    expect(await by('visit__channel')).toEqual([['web']]);
    expect(await by('visit__region')).toEqual([['west']]);
    expect(await by('visit__channel', 'visit__region')).toEqual([['web', 'west']]);
    expect(await by('visit__region', 'visit__channel')).toEqual([['west', 'web']]);
  });
});
