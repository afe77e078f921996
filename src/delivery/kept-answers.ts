import { LRUCache } from 'lru-cache';
import type { Engine } from '../engine/engine.js';
import {
  type GraphqlServer,
  isRepeatable,
  type Operation,
  type Outcome,
  type TrellisContext,
} from '../graphql/index.js';

/** An outcome as it is sent. */
export interface Answered {
  readonly status: number;
  readonly hasErrors: boolean;
  /** JSON in UTF-8. */
  readonly body: Buffer;
}

/** Answers an operation. The context is made where it has to be run. Never rejects. */
export type Answering = (operation: Operation, contextOf: () => TrellisContext) => Promise<Answered>;

/** An answer that takes more than this share of the memory would drive too many others out. */
const LARGEST_SHARE = 1 / 8;

/**
 * GraphQL's answers, of which those without errors are kept: the same operation with the same variables is told the same
 * as long as definitions, data and now are the same. Not kept is what tells of its own making, such as `durationMs`.
 * @param scope whose rows are meant: what one may see, another is never told
 * @param maxBytes of all kept answers together; 0 keeps none
 */
export function keepingAnswers(graphql: GraphqlServer, engine: Engine, scope: string, maxBytes: number): Answering {
  const ask: Answering = async (operation, contextOf) => answered(await graphql.answer(operation, contextOf()));
  if (maxBytes === 0) return ask;
  const kept = new LRUCache<string, Answered>({
    maxSize: maxBytes,
    maxEntrySize: Math.max(1, Math.floor(maxBytes * LARGEST_SHARE)),
    sizeCalculation: ({ body }, key) => body.length + key.length,
  });
  return async (operation, contextOf) => {
    const dataVersion = await engine.dataVersion();
    if (dataVersion === undefined) return ask(operation, contextOf);
    const { query, documentId, operationName, variables } = operation;
    const asked = [query, documentId, operationName, variables];
    const keyAt = (now: string) => JSON.stringify([scope, dataVersion, engine.definitionVersion, now, ...asked]);
    const known = kept.get(keyAt(engine.now()));
    if (known) return known;
    const context = contextOf();
    const answer = await ask(operation, () => context);
    if (answer.status === 200 && !answer.hasErrors && isRepeatable(context))
      kept.set(keyAt(context.request.now), answer);
    return answer;
  };
}

/** Errors first, since people read from the beginning. */
function answered({ status, result: { errors, data, extensions } }: Outcome): Answered {
  return { status, hasErrors: errors !== undefined, body: Buffer.from(JSON.stringify({ errors, data, extensions })) };
}
