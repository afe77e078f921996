import { describe, expect, it } from 'vitest';
import { existsInSource, type Import, importCycles, importsOf, roomOf, sourceFiles } from './support/imports.js';

/** What a room may import besides itself and errors: a whole room, or single files of one (architecture.md). */
const ROOMS: Readonly<Record<string, readonly string[]>> = {
  errors: [],
  model: [],
  plan: ['model'],
  api: ['model', 'plan', 'engine/answer.ts'],
  sql: ['plan', 'model/types.ts', 'model/grains.ts'],
  warehouse: [],
  engine: ['model', 'plan', 'sql', 'warehouse'],
  registry: ['model'],
  graphql: ['engine', 'registry', 'model', 'plan/query.ts'],
  delivery: ['engine', 'registry', 'model', 'api/text-question.ts', 'graphql/index.ts', 'plan/query.ts'],
  config: [],
  demo: [],
};
/** Erased at run time, so a room may name these too: what the plan's queries are made from. */
const TYPES: Readonly<Record<string, readonly string[]>> = { graphql: ['plan'] };
/** Composition roots: they may import everything, and only they may import each other. */
const ROOTS = new Set(['main.ts', 'cli.ts', 'index.ts', 'bench.ts', 'cli', 'composition']);
/** No use of a room for itself alone. */
const ALONE = new Set(['demo']);

/** Every package in use, and the rooms that may know it. */
const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  knex: ['sql'],
  '@duckdb/node-api': ['warehouse'],
  'snowflake-sdk': ['warehouse'],
  'type-graphql': ['graphql'],
  'reflect-metadata': ['graphql'],
  'graphql-scalars': ['graphql'],
  '@apollo/server': ['graphql'],
  graphql: ['graphql'],
  fastify: ['delivery'],
  dataloader: ['engine'],
  luxon: ['plan', 'api', 'graphql', 'composition'],
  yaml: ['model', 'config'],
  'smol-toml': ['config'],
  zod: ['model', 'config', 'api'],
  'fastest-levenshtein': ['errors'],
  'sql-formatter': ['sql'],
  '@guanmingchiu/sqlparser-ts': ['sql'],
  'lru-cache': ['warehouse', 'graphql', 'delivery'],
  commander: ['cli', 'cli.ts'],
};

/** Rooms that hand a value of the package's type through, and import nothing of it at run time. */
const HANDED_THROUGH: Readonly<Record<string, readonly string[]>> = {
  graphql: ['delivery', 'composition', 'cli', 'main.ts'],
  fastify: ['composition', 'cli', 'main.ts'],
};

const files = sourceFiles();
const imports = files.flatMap(importsOf);

describe('imports', () => {
  it('are found', () => {
    expect(files.length).toBeGreaterThan(100);
    expect(imports.length).toBeGreaterThan(files.length);
    const missing = imports.filter(({ kind, to }) => kind === 'file' && !existsInSource(to));
    expect(missing.map(show)).toEqual([]);
  });

  it('every room has its rule', () => {
    const rooms = [...new Set(files.map(({ path }) => roomOf(path)))];
    expect(rooms.filter((room) => !(room in ROOMS) && !ROOTS.has(room))).toEqual([]);
  });

  it('stay within what a room may know', () => {
    expect(imports.filter((one) => one.kind === 'file' && !allowed(one)).map(show)).toEqual([]);
  });

  it('name packages only where they belong', () => {
    expect(imports.filter((one) => one.kind === 'package' && !packageAllowed(one)).map(show)).toEqual([]);
  });

  it('go round in no circle', () => {
    expect(importCycles(imports).map((ring) => ring.join(' → '))).toEqual([]);
  });
});

describe('the environment', () => {
  it('is read by the composition roots alone', () => {
    const readers = files.filter(
      ({ path, text }) => /\bprocess\.env\b/.test(text) && !['main.ts', 'cli.ts', 'cli'].includes(roomOf(path)),
    );
    expect(readers.map(({ path }) => path).filter((path) => !path.startsWith('warehouse/snowflake'))).toEqual([]);
  });

  it('gets three switches of the Snowflake driver, which are not read', () => {
    const uses = files
      .filter(({ path }) => path.startsWith('warehouse/snowflake'))
      .flatMap(({ text }) => [...text.matchAll(/^.*\bprocess\.env\b.*$/gm)].map(([line]) => line.trim()));
    expect(uses.sort()).toEqual([
      "process.env.SF_TELEMETRY_DISABLE_CONNECTION_SHAPE ??= '1';",
      "process.env.SNOWFLAKE_DISABLE_MINICORE ??= 'true';",
      "process.env.SNOWFLAKE_DISABLE_PLATFORM_DETECTION ??= 'true';",
    ]);
  });
});

describe('the rule itself can fail', () => {
  const made = (path: string, text: string) => importsOf({ path, text });

  it.each([
    ['plan/keys.ts', "import { Engine } from '../engine/engine.js';"],
    ['model/types.ts', "import type { MetricQuery } from '../plan/query.js';"],
    ['sql/compile.ts', "export { loadCatalog } from '../model/load/index.js';"],
    ['graphql/schema.ts', "import { compileMetricPlan } from '../sql/compile.js';"],
    ['graphql/schema.ts', "import {\n  type MetricPlan,\n  planMetricQuery,\n} from '../plan/metric-plan.js';"],
    ['delivery/http.ts', "import { Naming } from '../graphql/naming.js';"],
    ['warehouse/duckdb.ts', "const { x } = await import('../model/types.js');"],
    ['demo/greenery.ts', "import { TrellisError } from '../errors/trellis-error.js';"],
    ['config/config.ts', "import { openTrellis } from '../composition/open-trellis.js';"],
    ['engine/engine.ts', "import '../main.js';"],
  ])('%s: %s', (path, text) => {
    expect(made(path, text).filter(allowed)).toEqual([]);
    expect(made(path, text)).toHaveLength(1);
  });

  it.each([
    ['engine/engine.ts', "import knex from 'knex';"],
    ['delivery/http.ts', "import { ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';"],
    ['sql/compile.ts', "const sdk = await import('snowflake-sdk');"],
    ['plan/keys.ts', "import { anything } from 'left-pad';"],
  ])('%s: %s', (path, text) => {
    expect(made(path, text).filter(packageAllowed)).toEqual([]);
    expect(made(path, text)).toHaveLength(1);
  });

  it('sees what is allowed', () => {
    const fine = [
      ...made('graphql/arguments.ts', "import type { Comparison } from '../plan/expression.js';"),
      ...made('graphql/arguments.ts', "import { groupByColumn, type GroupBy } from '../plan/query.js';"),
      ...made('main.ts', "import { openTrellis } from './composition/open-trellis.js';"),
      ...made('plan/keys.ts', "/** import { Engine } from '../engine/engine.js'; */\nimport { x } from './query.js';"),
    ];
    expect(fine.filter(allowed)).toEqual(fine);
    expect(fine).toHaveLength(4);
  });

  it('sees a circle', () => {
    const ring = [
      ...made('plan/a.ts', "import { b } from './b.js';"),
      ...made('plan/b.ts', "import type { C } from './c.js';"),
      ...made('plan/c.ts', "export * from './a.js';"),
      ...made('plan/d.ts', "import { a } from './a.js';"),
    ];
    expect(importCycles(ring)).toEqual([['plan/a.ts', 'plan/b.ts', 'plan/c.ts', 'plan/a.ts']]);
  });
});

function allowed({ from, to, typeOnly }: Import): boolean {
  const room = roomOf(from);
  const other = roomOf(to);
  if (ROOTS.has(room)) return true;
  if (ROOTS.has(other)) return false;
  if (other === room) return true;
  if (other === 'errors') return !ALONE.has(room);
  const known = [...(ROOMS[room] ?? []), ...(typeOnly ? (TYPES[room] ?? []) : [])];
  return known.includes(other) || known.includes(to);
}

function packageAllowed({ from, to, typeOnly }: Import): boolean {
  if (to.startsWith('node:')) return true;
  const room = roomOf(from);
  const typed = typeOnly ? (HANDED_THROUGH[to] ?? []) : [];
  return [...(PACKAGES[to] ?? []), ...typed].includes(room);
}

function show({ from, to, typeOnly }: Import): string {
  return `${from} imports ${to}${typeOnly ? ' (types only)' : ''}`;
}
