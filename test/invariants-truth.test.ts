import type fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { holdsInTowns } from './support/holds.js';
import { plain, rowsOf } from './support/questions.js';
import { TIMEOUT } from './support/seed.js';
import type { Town } from './support/town.js';
import type { TownQuestion } from './support/town-facts.js';
import {
  CLOSING,
  CONVERTED,
  EARLIER,
  EVERY,
  SIMPLE,
  SO_FAR,
  townQuery,
  townQuestions,
  WINDOWS,
} from './support/town-questions.js';
import { TOWN_METRICS, townAnswer } from './support/town-truth.js';
import type { OpenWorld } from './support/world.js';

const holds = (runs: number, questions: fc.Arbitrary<TownQuestion>) => holdsInTowns(runs, questions, expectTruth);

async function expectTruth(open: OpenWorld, question: TownQuestion, town: Town): Promise<void> {
  const rows = await rowsOf(open, { kind: 'rows', query: townQuery(question) });
  expect(plain(rows)).toEqual(plain(townAnswer(question, town)));
}

describe('against rows worked out by hand', () => {
  it('every metric of the town is modelled', () => {
    expect(Object.keys(EVERY).sort()).toEqual([...TOWN_METRICS].sort());
  });

  it('every aggregation, every join, every period', { timeout: TIMEOUT }, () => holds(25, townQuestions(SIMPLE)));

  it('closing and opening values', { timeout: TIMEOUT }, () => holds(20, townQuestions(CLOSING)));

  it('so far, in a window, to date', { timeout: TIMEOUT }, () => holds(30, townQuestions({ ...SO_FAR, ...WINDOWS })));

  it('so far, without a period', { timeout: TIMEOUT }, () => holds(8, townQuestions(SO_FAR, 3, { untimed: true })));

  it('conversions', { timeout: TIMEOUT }, () => holds(25, townQuestions(CONVERTED)));

  it('earlier periods and starts of periods', { timeout: TIMEOUT }, () => holds(30, townQuestions(EARLIER)));

  it('everything in company', { timeout: TIMEOUT }, () => holds(20, townQuestions(EVERY, 5)));
});
