import { type DocumentNode, execute, type GraphQLSchema, parse, validate } from 'graphql';
import { DEMO_NOW } from '../../src/demo/greenery.js';
import { Engine } from '../../src/engine/engine.js';
import type { SemanticCatalog } from '../../src/model/catalog.js';
import { standIn } from '../support/stand-in.js';
import { table, timesOf } from './measure.js';
import { QUESTIONS, type Question } from './questions.js';

const WARM_UP = 2_000;
const RUNS = 4_000;

/** Microseconds from an operation to its SQL text: graphql-js, resolver, plan, SQL; nothing runs. */
export async function compileTimes(catalog: SemanticCatalog, schema: GraphQLSchema): Promise<string> {
  let reached = 0;
  const warehouse = standIn(async () => {
    reached = performance.now();
    return { columns: [], rows: [] };
  });
  const engine = new Engine({ catalog, warehouse, now: () => DEMO_NOW, timeZone: 'UTC', maxRows: 10_000 });

  /** A server parses and validates a document once and keeps it. */
  const once = async (documentOf: () => DocumentNode): Promise<number> => {
    const started = performance.now();
    const contextValue = { engine, request: engine.request() };
    const { errors } = await execute({ schema, document: documentOf(), contextValue });
    if (errors) throw new Error('The question failed.', { cause: errors });
    return (reached - started) * 1_000;
  };
  const many = async (documentOf: () => DocumentNode) => {
    for (let run = 0; run < WARM_UP; run++) await once(documentOf);
    const taken: number[] = [];
    for (let run = 0; run < RUNS; run++) taken.push(await once(documentOf));
    return timesOf(taken);
  };

  const body: string[][] = [];
  for (const { name, document } of QUESTIONS) {
    const parsed = parse(document);
    const known = await many(() => parsed);
    const anew = await many(() => parsedAndValidated(schema, document));
    body.push([name, known.median.toFixed(0), known.min.toFixed(0), anew.median.toFixed(0)]);
  }
  return table(['operation → SQL, µs', 'document known: median', 'min', 'with parse and validate: median'], body);
}

function parsedAndValidated(schema: GraphQLSchema, document: Question['document']): DocumentNode {
  const parsed = parse(document);
  const errors = validate(schema, parsed);
  if (errors.length > 0) throw new Error('The question is not valid.', { cause: errors });
  return parsed;
}
