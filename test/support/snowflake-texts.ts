import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import type { SemanticCatalog } from '../../src/model/catalog.js';
import { planFunnel, planFunnelTotals } from '../../src/plan/funnel-plan.js';
import { type MetricPlan, planMetricQuery, planTotals } from '../../src/plan/metric-plan.js';
import { compileMetricPlan, compileRowCount } from '../../src/sql/compile.js';
import { CASES } from '../case-data.js';
import { FUNNELS, funnelQueryOf, METRICS, queryOf, questions, SESSIONS, SHIFTED } from './questions.js';
import { SEED } from './seed.js';
import { TOWN } from './town.js';
import { EVERY, townQuery, townQuestions } from './town-questions.js';
import { SHOP } from './world.js';

/** A statement of the Snowflake dialect, and where it comes from. */
export type Text = readonly [name: string, sql: string];

const NOW = '2021-04-01T00:00:00Z';

/** The statements of every case, which test/queries.test.ts holds to be those that are compiled. */
export function textsOfCases(): readonly Text[] {
  return readdirSync(CASES).map((name): Text => [name, readFileSync(join(CASES, name, 'snowflake.sql'), 'utf8')]);
}

/** Statements of random questions of the property tests' worlds, the same ones in every run. */
export function textsOfQuestions(count: number): readonly Text[] {
  const zones = fc.constantFrom('UTC', 'America/New_York');
  const shop = fc.tuple(
    questions({ metrics: { ...METRICS, ...SHIFTED } }).map((one) => queryOf(one)),
    zones,
  );
  const town = fc.tuple(
    townQuestions(EVERY, 4).map((one) => townQuery(one)),
    zones,
  );
  const sessions = Object.fromEntries(SESSIONS.map((name) => [name, METRICS[name] ?? []]));
  const funnels = fc
    .tuple(fc.constantFrom(...FUNNELS), questions({ metrics: sessions }))
    .map(([funnel, question]) => funnelQueryOf(funnel, question));
  const sampled = <T>(of: fc.Arbitrary<T>) => fc.sample(of, { seed: SEED, numRuns: count });
  const context = (catalog: SemanticCatalog) => ({ catalog, now: NOW });
  return [
    ...sampled(shop).flatMap(([query, timeZone], index) => [
      ...compiled(`shop ${index}`, planMetricQuery({ ...query, timeZone }, context(SHOP))),
      ...compiled(`shop ${index}, totals`, planTotals({ ...query, timeZone }, context(SHOP))),
    ]),
    ...sampled(town).flatMap(([query, timeZone], index) =>
      compiled(`town ${index}`, planMetricQuery({ ...query, timeZone }, context(TOWN))),
    ),
    ...sampled(funnels).flatMap((query, index) => [
      ...compiled(`funnel ${index}`, planFunnel(query, context(SHOP))),
      ...compiled(`funnel ${index}, totals`, planFunnelTotals(query, context(SHOP))),
    ]),
  ];
}

function compiled(name: string, plan: MetricPlan): readonly Text[] {
  return [
    [name, compileMetricPlan(plan, 'snowflake').sql],
    [`${name}, counted`, compileRowCount(plan, 'snowflake').sql],
  ];
}
