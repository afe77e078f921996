import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CostCeiling, type CostLimits } from '../src/engine/cost-ceiling.js';
import { Engine } from '../src/engine/engine.js';
import { buildTrellisSchema, executeDocument } from '../src/graphql/index.js';
import type { SemanticCatalog } from '../src/model/catalog.js';
import { loadCatalog } from '../src/model/load/index.js';
import { openSnowflake } from '../src/warehouse/snowflake.js';
import type { Warehouse } from '../src/warehouse/warehouse.js';
import { openSnowflakeServer, type SnowflakeServer } from './support/snowflake-server/index.js';

/** The engine over the real driver and the stand-in for Snowflake: what statements carry, and what they may cost. */
const FIXTURE = join(import.meta.dirname, 'fixtures', 'sales');
const DEADLINE_MS = 10_000;

let server: SnowflakeServer;
let warehouse: Warehouse;
let catalog: SemanticCatalog;

beforeAll(async () => {
  const setup = readFileSync(join(FIXTURE, 'tables.sql'), 'utf8').split(/;\s*\n/);
  server = await openSnowflakeServer({ setup: setup.filter((one) => one.trim() !== ''), foldNames: true });
  warehouse = openSnowflake({ account: 'demo', username: 'TRELLIS', password: 'secret', accessUrl: server.url });
  catalog = loadCatalog(join(FIXTURE, 'metrics'));
});
beforeEach(() => {
  server.faults.plan = { partitionsTotal: 40, partitionsAssigned: 7, bytesAssigned: 1_500_000_000 };
});
afterAll(async () => {
  await warehouse.close();
  await server.close();
});

function engineWith(limits?: CostLimits): Engine {
  const now = readFileSync(join(FIXTURE, 'now'), 'utf8').trim();
  const ceiling = limits && new CostCeiling(limits, warehouse, DEADLINE_MS);
  return new Engine({ catalog, warehouse, now: () => now, timeZone: 'UTC', maxRows: 1000, ceiling });
}

const ask = () => ({
  kind: 'rows' as const,
  query: { metrics: [{ metric: 'kept_sales', as: 'kept_sales' }], groupBy: [], orderBy: [] },
});
const statementsSince = (count: number) => server.statements.slice(count).map(({ sql }) => sql);
const queriesIn = (statements: readonly string[]) => statements.filter((sql) => !sql.startsWith('alter session'));

describe('names', () => {
  it('of columns are ours, also where the account folds quoted names to capitals', async () => {
    const { columns, rows } = await engineWith().request().answer(ask());
    expect(columns.map(({ name }) => name)).toEqual(['kept_sales']);
    expect(rows.length).toBe(1);
    const raw = await warehouse.run({ sql: 'select 1 as "one"', bindings: [] });
    expect(raw.columns.map(({ name }) => name)).toEqual(['ONE']);
  });
});

describe('the tag of a statement', () => {
  it('says which program asked, by which operation, for which metrics', async () => {
    const engine = engineWith();
    const context = { engine, request: engine.request(undefined, 'web') };
    const { errors } = await executeDocument(
      buildTrellisSchema(catalog),
      context,
      'query Weekly { metrics { totals { keptSales amountPerItem } } }',
    );
    expect(errors).toBeUndefined();
    expect(JSON.parse(String(server.statements.at(-1)?.parameters.QUERY_TAG))).toEqual({
      app: 'trellis',
      client: 'web',
      operation: 'Weekly',
      metrics: ['amount_per_item', 'kept_sales'],
    });
  });
});

describe('the same query', () => {
  it('is the same text, byte for byte, with the same values', async () => {
    const before = server.statements.length;
    await engineWith().request().answer(ask());
    await engineWith().request(undefined, 'another').answer(ask());
    const [first, second] = server.statements.slice(before);
    expect(second?.sql).toBe(first?.sql);
    expect(second?.bindings).toEqual(first?.bindings);
  });
});

describe('a ceiling of cost', () => {
  it('refuses what would read more, before it runs', async () => {
    const engine = engineWith({ bytes: 1_000_000_000 });
    const before = server.statements.length;
    await expect(engine.request().answer(ask())).rejects.toMatchObject({
      code: 'COST_LIMIT_EXCEEDED',
      message:
        'The query would read up to 1.5 GB in 7 of 40 partitions; at most 1.0 GB are allowed. Ask for a shorter time range, filter by what the tables are clustered by, or have warehouse.maxScanBytes raised.',
    });
    await expect(engine.request().stream(ask())).rejects.toMatchObject({ code: 'COST_LIMIT_EXCEEDED' });
    expect(queriesIn(statementsSince(before)).every((sql) => sql.startsWith('explain using json'))).toBe(true);
  });
  it('counts partitions too', async () => {
    await expect(engineWith({ partitions: 6 }).request().answer(ask())).rejects.toMatchObject({
      message: expect.stringContaining('at most 6 partitions are allowed'),
    });
    expect((await engineWith({ partitions: 7 }).request().answer(ask())).rows.length).toBe(1);
  });
  it('asks once for equal statements, and lets through what is below', async () => {
    const engine = engineWith({ bytes: 2_000_000_000 });
    const before = server.statements.length;
    await engine.request().answer(ask());
    await engine.request().answer(ask());
    const kinds = queriesIn(statementsSince(before)).map((sql) => sql.startsWith('explain'));
    expect(kinds).toEqual([true, false, false]);
  });
  it('is not asked where there is none', async () => {
    const before = server.statements.length;
    await engineWith().request().answer(ask());
    expect(statementsSince(before).some((sql) => sql.startsWith('explain'))).toBe(false);
  });
  it('lets nothing through that the warehouse does not estimate', async () => {
    const silent: Warehouse = { ...warehouse, dialect: 'snowflake', explain: async () => ({ text: '' }) };
    const ceiling = new CostCeiling({ bytes: 1 }, silent, DEADLINE_MS);
    await expect(ceiling.check({ sql: 'select 1', bindings: [] }, {})).rejects.toMatchObject({
      code: 'COST_LIMIT_EXCEEDED',
      message: expect.stringContaining('does not tell what the query would read'),
    });
  });
});

describe('explain over GraphQL', () => {
  it('gives plan, SQL and, where it is asked for, what Snowflake would read', async () => {
    const engine = engineWith();
    const document = (more: string) =>
      `{ catalog { explain(query: {metrics: [keptSales]}) { sql dialect tables ${more} } } }`;
    const schema = buildTrellisSchema(catalog);
    const askFor = async (more: string) => {
      const { data, errors } = await executeDocument(schema, { engine, request: engine.request() }, document(more));
      expect(errors).toBeUndefined();
      return JSON.parse(JSON.stringify(data)).catalog.explain;
    };
    const before = server.statements.length;
    expect(await askFor('')).toMatchObject({
      dialect: 'snowflake',
      sql: expect.stringMatching(/^select /),
      tables: ['sales'],
    });
    expect(server.statements.length).toBe(before);
    expect(await askFor('warehouse { scanBytes scanPartitions scanPartitionsTotal text }')).toMatchObject({
      warehouse: { scanBytes: 1_500_000_000, scanPartitions: 7, scanPartitionsTotal: 40 },
    });
  });
});
