import { join } from 'node:path';
import { parse, print, visit } from 'graphql';
import { describe, expect, it, vi } from 'vitest';
import { readMetricQuery } from '../src/api/read-query.js';
import type { Compiled } from '../src/engine/ask.js';
import { Engine } from '../src/engine/engine.js';
import { buildTrellisSchema, executeDocument } from '../src/graphql/index.js';
import { loadCatalog } from '../src/model/load/index.js';
import { planMetricQuery } from '../src/plan/metric-plan.js';
import { compileMetricPlan } from '../src/sql/compile.js';
import type { CompiledQuery } from '../src/sql/compiled-query.js';
import type { Warehouse } from '../src/warehouse/warehouse.js';
import { allCases, nowOf } from './case-data.js';
import { SEED } from './support/seed.js';

/**
 * Snowflake's cache of results answers a text that it has seen; any difference defeats it.
 */
const cases = allCases();
const objects = cases.flatMap(({ name, fixture, query }) => (query ? [{ name, fixture, query }] : []));
const documents = cases.filter(({ query }) => !query);
const folders = new Map(
  cases.map(({ fixture }) => [
    fixture,
    join(import.meta.dirname, fixture === 'greenery' ? '../metrics' : `fixtures/${fixture}/metrics`),
  ]),
);
const catalogs = new Map([...folders].map(([fixture, folder]) => [fixture, loadCatalog(folder)]));
const catalogOf = (fixture: string) => catalogs.get(fixture)!;

function compiled(query: object, fixture: string): CompiledQuery {
  const catalog = catalogOf(fixture);
  const plan = planMetricQuery(readMetricQuery(query, catalog), { catalog, now: nowOf(fixture) });
  return compileMetricPlan(plan, 'snowflake');
}

/** Small, and the same in every run. */
function randomly(): () => number {
  let state = SEED;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state;
  };
}

function inAnyOrder<T>(items: readonly T[], random: () => number): readonly T[] {
  return items
    .map((item) => [random(), item] as const)
    .sort(([a], [b]) => a - b)
    .map(([, item]) => item);
}

/** Another object with the same keys and values, the keys in another order. */
function shuffled(value: unknown, random: () => number): unknown {
  if (Array.isArray(value)) return value.map((one) => shuffled(one, random));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, shuffled(inner, random)] as const);
  return Object.fromEntries(inAnyOrder(entries, random));
}

describe('equal questions are equal text and values', () => {
  const first = objects.map(({ query, fixture }) => compiled(query, fixture));

  it('whatever the order of keys', () => {
    const random = randomly();
    for (let round = 0; round < 2; round++) {
      objects.forEach(({ name, query, fixture }, index) => {
        expect(compiled(shuffled(query, random) as object, fixture), name).toEqual(first[index]);
      });
    }
  });

  it('whatever was compiled before', () => {
    const random = randomly();
    const order = inAnyOrder([...objects.keys()], random);
    for (const index of order) {
      const { name, query, fixture } = objects[index]!;
      expect(compiled(query, fixture), name).toEqual(first[index]);
    }
  });

  it('in another process', async () => {
    vi.resetModules();
    const { readMetricQuery: read } = await import('../src/api/read-query.js');
    const { loadCatalog: load } = await import('../src/model/load/index.js');
    const { planMetricQuery: plan } = await import('../src/plan/metric-plan.js');
    const { compileMetricPlan: compile } = await import('../src/sql/compile.js');
    expect(compile).not.toBe(compileMetricPlan);
    const loaded = new Map([...folders].map(([fixture, folder]) => [fixture, load(folder)]));
    for (let index = objects.length - 1; index >= 0; index--) {
      const { name, query, fixture } = objects[index]!;
      const catalog = loaded.get(fixture)!;
      const again = compile(plan(read(query, catalog), { catalog, now: nowOf(fixture) }), 'snowflake');
      expect(again, name).toEqual(first[index]);
    }
  });

  it('whatever the order of arguments and of input fields in GraphQL', async () => {
    const random = randomly();
    const schemas = new Map([...catalogs].map(([fixture, catalog]) => [fixture, buildTrellisSchema(catalog)]));
    const statements = async (document: string, fixture: string) => {
      const found: Compiled[] = [];
      const engine = new Engine({
        catalog: catalogOf(fixture),
        warehouse: NO_ROWS,
        now: () => nowOf(fixture),
        timeZone: 'UTC',
        maxRows: 10_000,
        onCompiled: (one) => found.push(one),
      });
      await executeDocument(schemas.get(fixture)!, { engine, request: engine.request() }, document);
      return found.map(({ statement }) => statement);
    };
    for (const { name, document, fixture } of documents) {
      const other = visit(parse(document), {
        Field: (node) => ({ ...node, arguments: inAnyOrder(node.arguments ?? [], random) }),
        ObjectValue: (node) => ({ ...node, fields: inAnyOrder(node.fields, random) }),
      });
      const expected = await statements(document, fixture);
      expect(expected.length).toBeGreaterThan(0);
      expect(await statements(print(other), fixture), name).toEqual(expected);
    }
  });
});

const NO_ROWS: Warehouse = {
  dialect: 'snowflake',
  run: async () => ({ columns: [], rows: [] }),
  stream: () => Promise.reject(new Error('not asked')),
  explain: () => Promise.reject(new Error('not asked')),
  describe: () => Promise.reject(new Error('not asked')),
  close: async () => {},
};
