import fastify from 'fastify';
import { limits } from '../../../src/config/settings.js';
import { createHttpServer } from '../../../src/delivery/http.js';
import { DEMO_NOW, greeneryStatements } from '../../../src/demo/greenery.js';
import { ColumnCounts } from '../../../src/engine/column-counts.js';
import { CostBound } from '../../../src/engine/cost-bound.js';
import { Engine } from '../../../src/engine/engine.js';
import { buildTrellisSchema } from '../../../src/graphql/index.js';
import { loadCatalog } from '../../../src/model/load/index.js';
import { cached } from '../../../src/warehouse/cached.js';
import { openDuckDB } from '../../../src/warehouse/duckdb.js';
import { SCALE, THREADS } from '../end-to-end.js';
import { QUESTIONS } from '../questions.js';
import type { Addresses, Order } from './load.js';

// A process of its own: whoever measures it must not take its time.

/** Half of cache.maxBytes, as a server has it. */
const KEPT_BYTES = 32_000_000;
const LIMITS = limits.parse({});

/** `fresh` data is of another version whenever it is asked for, so that nothing is answered from memory. */
let state: Order = 'stays';
let version = 0;
const dataVersion = {
  current: async () => {
    if (state === 'fresh') version += 1;
    return `v${version}`;
  },
};

const duckdb = await openDuckDB({ setup: greeneryStatements(SCALE), threads: THREADS });
const warehouse = cached(duckdb, { maxBytes: KEPT_BYTES, deadlineMs: LIMITS.deadlineMs });
const catalog = loadCatalog('metrics');
const schema = buildTrellisSchema(catalog);
const bound = new CostBound(LIMITS.maxCost, catalog, new ColumnCounts(warehouse, async () => {}));
const engine = new Engine({
  catalog,
  warehouse,
  now: () => DEMO_NOW,
  timeZone: 'UTC',
  maxRows: LIMITS.maxRows,
  bound,
  dataVersion,
});

const listen = async (keptBytes: number): Promise<string> => {
  const app = await createHttpServer({ engine, schema, page: () => '', limits: LIMITS, keptBytes });
  return `${await app.listen({ port: 0, host: '127.0.0.1' })}/graphql`;
};

/** What one would write without Trellis: the hand-written SQL of a question, its rows as objects. */
const plain = fastify();
plain.post<{ Body: { readonly question: string } }>('/', async ({ body }) => {
  const { sql, fields } = QUESTIONS.find(({ name }) => name === body.question)!;
  const { rows } = await duckdb.run({ sql, bindings: [] });
  return { rows: rows.map((row) => Object.fromEntries(row.map((cell, index) => [fields[index], cell]))) };
});

process.on('message', (order: Order) => {
  state = order;
  process.send?.('done');
});
const addresses: Addresses = {
  trellis: await listen(KEPT_BYTES),
  resultsOnly: await listen(0),
  plain: await plain.listen({ port: 0, host: '127.0.0.1' }),
};
process.send?.(addresses);
