import { settledClock } from '../composition/clock.js';
import { readDefinitions } from '../composition/definitions.js';
import { openCatalog } from '../composition/open-catalog.js';
import type { Config } from '../config/config.js';
import type { Compiled } from '../engine/ask.js';
import { Engine } from '../engine/engine.js';
import type { EngineRequest } from '../engine/request.js';
import { buildTrellisSchema, executeDocument } from '../graphql/index.js';
import type { Warehouse } from '../warehouse/warehouse.js';
import type { Io } from './io.js';
import { type QuestionOptions, readDocument, readQuestion, readVariables } from './question.js';
import { type GraphqlFailure, graphqlFailures } from './report.js';

export interface CompiledQuestion {
  readonly compiled: readonly Compiled[];
  readonly failures: readonly GraphqlFailure[];
  /** The instant that "now" was taken for. */
  readonly now: string;
}

/** Plans and compiles a question without any warehouse. */
export async function compileOnly(
  options: QuestionOptions,
  config: Config,
  dialect: Warehouse['dialect'],
  io: Io,
): Promise<CompiledQuestion> {
  const catalog = await openCatalog(readDefinitions(config).loaded);
  const compiled: Compiled[] = [];
  const clock = settledClock(config);
  const now = clock.now();
  const engine = new Engine({
    catalog,
    warehouse: standIn(dialect),
    now: () => now,
    timeZone: config.timeZone,
    maxRows: config.limits.maxRows,
    onCompiled: (each) => compiled.push(each),
  });
  const request = engine.request();
  if (options.graphql === undefined) {
    await request.answer({ kind: 'rows', query: readQuestion(options, catalog) });
    return { compiled, failures: [], now };
  }
  const failures = await compileDocument(options.graphql, options, { engine, request }, io);
  return { compiled, failures, now };
}

/** An answer without rows may puzzle a resolver; only what the question itself got wrong is a failure here. */
async function compileDocument(
  graphql: string,
  { variables }: QuestionOptions,
  context: { readonly engine: Engine; readonly request: EngineRequest },
  io: Io,
): Promise<readonly GraphqlFailure[]> {
  const schema = buildTrellisSchema(context.engine.catalog);
  const document = readDocument(graphql, io);
  const { errors = [] } = await executeDocument(schema, context, document, readVariables(variables));
  return graphqlFailures(errors).filter(({ code }) => code !== 'INTERNAL_SERVER_ERROR');
}

/** A warehouse without rows, which is enough to see what it would be asked. */
function standIn(dialect: Warehouse['dialect']): Warehouse {
  return {
    dialect,
    run: async () => ({ columns: [], rows: [] }),
    stream: async () => ({ columns: [], batches: (async function* () {})() }),
    explain: async () => ({ text: '' }),
    describe: async () => undefined,
    close: async () => {},
  };
}
