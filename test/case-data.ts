import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readMetricQuery } from '../src/api/read-query.js';
import { DEMO_NOW, greeneryStatements } from '../src/demo/greenery.js';
import type { Answer } from '../src/engine/answer.js';
import type { Compiled } from '../src/engine/ask.js';
import { Engine } from '../src/engine/engine.js';
import { buildTrellisSchema, executeDocument } from '../src/graphql/index.js';
import type { SemanticCatalog } from '../src/model/catalog.js';
import { loadCatalog } from '../src/model/load/index.js';
import type { MetricQuery } from '../src/plan/query.js';
import { openDuckDB } from '../src/warehouse/duckdb.js';
import type { Warehouse } from '../src/warehouse/warehouse.js';

const ROOT = join(import.meta.dirname, '..');
export const CASES = join(import.meta.dirname, 'queries');

/** One folder of test/queries. */
export interface Case {
  readonly name: string;
  readonly folder: string;
  /** Of query.graphql. */
  readonly document: string;
  /** Of query.json: the TypeScript API's query object, with the `fixture` that it asks. */
  readonly query: object | undefined;
  readonly fixture: string;
  file(name: string): string | undefined;
}

export function allCases(): readonly Case[] {
  return readdirSync(CASES)
    .sort()
    .map((name) => {
      const folder = join(CASES, name);
      const file = (part: string) => {
        const path = join(folder, part);
        return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
      };
      const document = file('query.graphql') ?? '';
      const json = file('query.json');
      const { fixture, ...query } = JSON.parse(json ?? '{}') as { readonly fixture?: string };
      return {
        name,
        folder,
        document,
        query: json === undefined ? undefined : query,
        fixture: fixture ?? /^# fixture: (\w+)/m.exec(document)?.[1] ?? 'greenery',
        file,
      };
    });
}

export interface Answered {
  readonly answer: Answer;
  readonly compiled: readonly Compiled[];
}

export interface Dataset {
  readonly warehouse: Warehouse;
  /** Answers a document and tells what was compiled for it. */
  ask(
    document: string,
  ): Promise<{ readonly data: unknown; readonly errors: unknown; readonly compiled: readonly Compiled[] }>;
  readonly catalog: SemanticCatalog;
  answer(query: MetricQuery): Promise<Answered>;
  /** Answers a query object. */
  query(query: object): Promise<Answered>;
}

/** The instant at which a fixture's data ends. */
export function nowOf(fixture: string): string {
  if (fixture === 'greenery') return DEMO_NOW;
  return readFileSync(join(import.meta.dirname, 'fixtures', fixture, 'now'), 'utf8').trim();
}

/** The demo, or the tiny tables of test/fixtures, on embedded DuckDB; `more` is set up beside them. */
export async function openDataset(fixture: string, more: readonly string[] = []): Promise<Dataset> {
  const folder = join(import.meta.dirname, 'fixtures', fixture);
  const isDemo = fixture === 'greenery';
  const setup = isDemo ? greeneryStatements(1) : readFileSync(join(folder, 'tables.sql'), 'utf8').split(/;\s*\n/);
  const now = nowOf(fixture);
  const catalog = loadCatalog(join(isDemo ? ROOT : folder, 'metrics'));
  const warehouse = await openDuckDB({ setup: [...setup.filter((statement) => statement.trim() !== ''), ...more] });
  const schema = buildTrellisSchema(catalog);
  const open = () => {
    const compiled: Compiled[] = [];
    const onCompiled = (one: Compiled) => compiled.push(one);
    const engine = new Engine({ catalog, warehouse, now: () => now, timeZone: 'UTC', maxRows: 10_000, onCompiled });
    return { engine, request: engine.request(), compiled };
  };
  const answer = async (query: MetricQuery) => {
    const { request, compiled } = open();
    return { answer: await request.answer({ kind: 'rows', query }), compiled };
  };
  return {
    warehouse,
    ask: async (document) => {
      const { compiled, ...context } = open();
      const { data, errors } = await executeDocument(schema, context, document);
      return { data: JSON.parse(JSON.stringify(data ?? null)), errors, compiled };
    },
    catalog,
    answer,
    query: (query) => answer(readMetricQuery(query, catalog)),
  };
}
