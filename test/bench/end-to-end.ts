import { deepStrictEqual } from 'node:assert';
import type { GraphQLSchema } from 'graphql';
import { DEMO_NOW, greeneryStatements } from '../../src/demo/greenery.js';
import { Engine } from '../../src/engine/engine.js';
import { executeDocument } from '../../src/graphql/index.js';
import type { SemanticCatalog } from '../../src/model/catalog.js';
import { openDuckDB } from '../../src/warehouse/duckdb.js';
import type { Statement, Warehouse } from '../../src/warehouse/warehouse.js';
import { table, timed, timesOf } from './measure.js';
import { type Data, QUESTIONS, type Question } from './questions.js';

/** About a million events, over 554 days. */
export const SCALE = 277;
export const THREADS = 2;
const WARM_UP = 4;
const RUNS = 25;

/** How `events` lie: the demo has them in time order, as a log would; a shuffle takes the help of zone maps away. */
const ORDERS: readonly { readonly name: string; readonly setup: readonly string[] }[] = [
  { name: 'time order', setup: [] },
  { name: 'shuffled', setup: ['create or replace table events as select * from events order by hash(event_id)'] },
];

/** Milliseconds from a GraphQL operation to its result objects, beside the hand-written SQL on the same DuckDB. */
export async function endToEndTimes(catalog: SemanticCatalog, schema: GraphQLSchema): Promise<string> {
  const body: string[][] = [];
  for (const { name, setup } of ORDERS) {
    const warehouse = await openDuckDB({ setup: [...greeneryStatements(SCALE), ...setup], threads: THREADS });
    try {
      for (const question of QUESTIONS) {
        body.push([question.name, name, ...(await compared(question, warehouse, catalog, schema))]);
      }
    } finally {
      await warehouse.close();
    }
  }
  const head = [
    'end to end, ms: median (min)',
    'events in',
    'rows',
    'Trellis',
    'hand-written',
    'ratio',
    'its SQL alone',
  ];
  return table(head, body);
}

/** All take turns, so that what else the machine does falls on each alike. */
async function compared(
  question: Question,
  warehouse: Warehouse,
  catalog: SemanticCatalog,
  schema: GraphQLSchema,
): Promise<readonly string[]> {
  let ours: Statement | undefined;
  const engine = new Engine({
    catalog,
    warehouse,
    now: () => DEMO_NOW,
    timeZone: 'UTC',
    maxRows: 10_000,
    onCompiled: ({ statement }) => {
      ours = statement;
    },
  });
  const trellis = () => executeDocument(schema, { engine, request: engine.request() }, question.document);
  const byHand = () => warehouse.run({ sql: question.sql, bindings: [] });
  const sqlAlone = () => warehouse.run(ours!);

  const rows = await sameNumbers(question, trellis, byHand);
  const arms = [trellis, byHand, sqlAlone].map((run) => ({ run, taken: [] as number[] }));
  for (let round = 0; round < WARM_UP + RUNS; round++) {
    for (const { run, taken } of arms) {
      const ms = await timed(run);
      if (round >= WARM_UP) taken.push(ms);
    }
  }
  const [whole, hand, sql] = arms.map(({ taken }) => timesOf(taken));
  const shown = (times = whole!) => `${times.median.toFixed(1)} (${times.min.toFixed(1)})`;
  const ratio = whole!.median / hand!.median;
  return [String(rows), shown(whole), shown(hand), ratio.toFixed(2), shown(sql)];
}

/** @throws AssertionError where Trellis and the hand-written SQL disagree about any number */
async function sameNumbers(
  { fields, rowsOf }: Question,
  trellis: () => ReturnType<typeof executeDocument>,
  byHand: () => ReturnType<Warehouse['run']>,
): Promise<number> {
  const { data, errors } = await trellis();
  if (errors) throw new Error('The question failed.', { cause: errors });
  const answered = rowsOf(data as unknown as Data).map((row) => fields.map((field) => row[field]));
  const { rows } = await byHand();
  deepStrictEqual(answered, rows);
  return rows.length;
}
