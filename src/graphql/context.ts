import type { GraphQLResolveInfo } from 'graphql';
import type { Answer } from '../engine/answer.js';
import type { Ask } from '../engine/ask.js';
import type { Engine } from '../engine/engine.js';
import type { EngineRequest } from '../engine/request.js';

/** What every resolver of one request shares. */
export interface TrellisContext {
  readonly engine: Engine;
  readonly request: EngineRequest;
}

/** Answers on behalf of the operation that a field stands in. */
export function answerFor(
  { request }: TrellisContext,
  { operation }: GraphQLResolveInfo,
): (ask: Ask) => Promise<Answer> {
  return (ask) => request.answer(ask, operation.name?.value);
}
