import { deepStrictEqual } from 'node:assert';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import type { Connection } from 'snowflake-sdk';
import { limits } from '../../src/config/settings.js';
import { ROW_FORMATS, written } from '../../src/delivery/formats/index.js';
import { createHttpServer } from '../../src/delivery/http.js';
import { Engine } from '../../src/engine/engine.js';
import { buildTrellisSchema } from '../../src/graphql/index.js';
import { loadCatalog } from '../../src/model/load/index.js';
import type { MetricQuery } from '../../src/plan/query.js';
import { openSnowflake } from '../../src/warehouse/snowflake.js';
import type { Statement } from '../../src/warehouse/warehouse.js';
import { connectRaw } from '../support/raw-driver.js';
import { table, timed, timesOf } from './measure.js';

/** Rows that are asked for, and how often. */
const SIZES = [
  { rows: 1, rounds: 300 },
  { rows: 10_000, rounds: 40 },
  { rows: 200_000, rounds: 10 },
] as const;
const WARM_UP = 3;
/** More are streamed, by whatever can. */
const MOST_AT_ONCE = 10_000;
const DEFINITIONS = 'test/snowflake-service/readings';
const NOW = '2022-01-01T00:00:00Z';

/** Milliseconds from the bare driver to the doors of Trellis, for the same statement of the stand-in for Snowflake. */
export async function snowflakeTimes(): Promise<string> {
  const standIn = fork(join(import.meta.dirname, 'snowflake-stand-in.js'), [String(SIZES.at(-1)!.rows)]);
  const [url] = (await once(standIn, 'message')) as [string];
  try {
    const body: string[][] = [];
    const arms = await openArms(url);
    for (const { rows, rounds } of SIZES) body.push([String(rows), ...(await compared(arms.of(rows), rows, rounds))]);
    await arms.close();
    return table(['rows, ms: median (min)', 'bare driver', 'warehouse', 'engine', 'door'], body);
  } finally {
    standIn.disconnect();
  }
}

/** Each reads every row, and tells how many there were. */
type Arm = () => Promise<number>;

async function openArms(url: string) {
  const connection = await connectRaw(url);
  const warehouse = openSnowflake({ account: 'demo', username: 'TRELLIS', password: 'secret', accessUrl: url });
  let statement: Statement = { sql: '', bindings: [] };
  const catalog = loadCatalog(DEFINITIONS);
  const engine = new Engine({
    catalog,
    warehouse,
    now: () => NOW,
    timeZone: 'UTC',
    maxRows: MOST_AT_ONCE,
    onCompiled: (compiled) => {
      statement = compiled.statement;
    },
  });
  const app = await createHttpServer({
    engine,
    schema: buildTrellisSchema(catalog),
    limits: limits.parse({}),
    page: () => '',
  });
  const address = await app.listen({ port: 0 });

  /** One row more than is asked for tells whether there are more; a stream brings none of it. */
  const few = (rows: number): readonly Arm[] => [
    () => readBare(connection, statement),
    async () => (await warehouse.run(statement)).rows.length,
    async () => (await engine.request().answer({ kind: 'rows', query: queryOf(rows) })).rows.length + 1,
    async () => (await askOverHttp(address, rows)) + 1,
  ];
  const many = (rows: number): readonly Arm[] => [
    () => readBare(connection, statement),
    async () => countOf((await warehouse.stream(statement)).batches),
    async () => countOf((await engine.request().stream({ kind: 'rows', query: queryOf(rows) })).batches),
    async () => {
      const answer = await engine.request().stream({ kind: 'rows', query: queryOf(rows) });
      let lines = -1;
      for await (const text of written(ROW_FORMATS.csv, answer)) lines += text.split('\r\n').length - 1;
      return lines;
    },
  ];
  return {
    of: (rows: number) => (rows > MOST_AT_ONCE ? many(rows) : few(rows)),
    close: async () => {
      await app.close();
      await warehouse.close();
      await new Promise<void>((resolve) => connection.destroy(() => resolve()));
    },
  };
}

/** All take turns, so that what else the machine does falls on each alike. */
async function compared(arms: readonly Arm[], rows: number, rounds: number): Promise<readonly string[]> {
  // The engine first: it compiles the statement that the others ask.
  await arms[2]!();
  const counts = [];
  for (const arm of arms) counts.push(await arm());
  deepStrictEqual(new Set(counts).size, 1, `${counts} rows where ${rows} were asked for`);

  const taken = arms.map((): number[] => []);
  for (let round = 0; round < WARM_UP + rounds; round++) {
    for (const [index, arm] of arms.entries()) {
      const ms = await timed(arm);
      if (round >= WARM_UP) taken[index]!.push(ms);
    }
  }
  const [bare, ...ours] = taken.map(timesOf);
  const shown = ({ median, min }: { median: number; min: number }) => `${median.toFixed(1)} (${min.toFixed(1)})`;
  return [shown(bare!), ...ours.map((times) => `${shown(times)} ${(times.median / bare!.median).toFixed(2)} ×`)];
}

function queryOf(limit: number): MetricQuery {
  return {
    metrics: [{ metric: 'amount', as: 'amount' }],
    groupBy: [
      { kind: 'time', name: 'metric_time', grain: 'second' },
      { kind: 'value', name: 'reading' },
      { kind: 'value', name: 'reading__label' },
    ],
    orderBy: [],
    limit,
  };
}

async function askOverHttp(url: string, first: number): Promise<number> {
  const groupBy = '{ metricTime: { grain: SECOND }, reading: {}, readingLabel: {} }';
  const query = `{ metricTable(metrics: [amount], groupBy: ${groupBy}, first: ${first}) { rows } }`;
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  const { data } = (await response.json()) as { readonly data: { readonly metricTable: { readonly rows: unknown[] } } };
  return data.metricTable.rows.length;
}

/** As the driver's documentation has it, with numbers as exact as ours. */
function readBare(connection: Connection, { sql, bindings }: Statement): Promise<number> {
  return new Promise((resolve, reject) => {
    connection.execute({
      sqlText: sql,
      binds: [...bindings],
      rowMode: 'array',
      streamResult: true,
      fetchAsString: ['Number'],
      complete: (error, statement) => {
        if (error) return reject(error);
        let count = 0;
        const rows = statement.streamRows() as Readable;
        rows.on('data', () => count++);
        rows.on('error', reject);
        rows.on('end', () => resolve(count));
      },
    });
  });
}

async function countOf(batches: AsyncIterable<readonly unknown[]>): Promise<number> {
  let count = 0;
  for await (const batch of batches) count += batch.length;
  return count;
}
