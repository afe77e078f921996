import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createHttpServer } from '../../src/delivery/http.js';
import { Engine } from '../../src/engine/engine.js';
import { buildTrellisSchema } from '../../src/graphql/index.js';
import type { SemanticCatalog } from '../../src/model/catalog.js';
import { loadCatalog } from '../../src/model/load/index.js';
import { openDuckDB } from '../../src/warehouse/duckdb.js';
import { table } from './measure.js';

// `npm run bench:export`: see README.md. A row of each file is a sale: its number, its day, where, how many, how much.
const DEFINITIONS = `semantic_models:
  - name: sales
    model: ref('sales')
    primary_entity: sale
    defaults: {agg_time_dimension: sold_at}
    entities:
      - {name: sale, type: primary, expr: sale_id}
    dimensions:
      - {name: sold_at, type: time, type_params: {time_granularity: second}}
      - {name: place, type: categorical}
    measures:
      - {name: pieces, agg: sum, expr: pieces, create_metric: true}
      - {name: revenue, agg: sum, expr: amount, create_metric: true, config: {meta: {trellis: {type: decimal}}}}
saved_queries:
  - name: sales
    query_params: {metrics: [pieces, revenue], group_by: [metric_time__day, sale, sale__place]}
`;
const ROWS = 1_000_000;
const SALES = `create table sales as select 'sale-' || i as sale_id, timestamp '2026-01-01' + to_seconds(i * 20) as sold_at,
  'Place ' || (i * 7919) % 5000 as place, 1 + i % 9 as pieces, cast((i * 31) % 100000 / 100 as decimal(12, 2)) as amount
  from range(${ROWS}) as t(i)`;
const MB = 1_000_000;

const warehouse = await openDuckDB({ setup: [SALES], deadlineMs: 300_000 });
const catalog = catalogOf(DEFINITIONS);
const limits = {
  maxBodyBytes: 10_000,
  maxBatch: 20,
  maxTokens: 10_000,
  maxDepth: 15,
  maxAliases: 200,
  maxRootFields: 100,
};
const engine = new Engine({ catalog, warehouse, now: () => '2027-01-01T00:00:00Z', timeZone: 'UTC', maxRows: 10_000 });
const app = await createHttpServer({ engine, schema: buildTrellisSchema(catalog), page: () => '', limits });
const url = await app.listen({ port: 0, host: '127.0.0.1' });

const body: string[][] = [];
for (const address of ['csv?limit=10000', 'csv?limit=100000', 'csv', 'ndjson', 'json']) {
  body.push(await measured(`sales.${address}`));
}
console.log(table(['file', 'MB', 's', 'MB/s', 'RSS before, MB', 'RSS at most, MB', 'heap at most, MB'], body));
await app.close();
await warehouse.close();

function catalogOf(yaml: string): SemanticCatalog {
  const folder = mkdtempSync(join(tmpdir(), 'trellis-bench-'));
  try {
    writeFileSync(join(folder, 'sales.yml'), yaml);
    return loadCatalog(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Read by another process, as a client is. */
async function measured(file: string): Promise<string[]> {
  const before = process.memoryUsage().rss;
  const peak = { rss: 0, heap: 0 };
  const watch = setInterval(() => {
    const { rss, heapUsed } = process.memoryUsage();
    peak.rss = Math.max(peak.rss, rss);
    peak.heap = Math.max(peak.heap, heapUsed);
  }, 5);
  const started = performance.now();
  const reader = `let n = 0; for await (const part of (await fetch(process.argv[1])).body) n += part.length; console.log(n)`;
  const client = spawn(process.execPath, ['--input-type=module', '-e', reader, `${url}/v1/datasets/${file}`]);
  let counted = '';
  client.stdout.setEncoding('utf8').on('data', (text: string) => {
    counted += text;
  });
  const [code] = (await once(client, 'exit')) as [number];
  clearInterval(watch);
  if (code !== 0) throw new Error(`${file} can't be read.`);
  const [size, seconds] = [Number(counted) / MB, (performance.now() - started) / 1000];
  const figures = [size, seconds, size / seconds, before / MB, peak.rss / MB, peak.heap / MB];
  return [file, ...figures.map((figure) => figure.toFixed(1))];
}
