import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Engine } from '../engine/engine.js';
import type { TrellisContext } from '../graphql/index.js';

/** What all operations of a request share: what one asks, the engine gathers with what the others ask. */
export function contextOf(request: FastifyRequest, reply: FastifyReply, engine: Engine): TrellisContext {
  return { engine, request: engine.request(signalOf(reply), clientOf(request)) };
}

/** The client hangs up: its statements are of no use any more. */
function signalOf({ raw }: FastifyReply): AbortSignal {
  const controller = new AbortController();
  raw.once('close', () => {
    if (!raw.writableFinished) controller.abort();
  });
  return controller.signal;
}

/** The program that asks, as Apollo's clients say it; the warehouse's history shows it. */
function clientOf({ headers }: FastifyRequest): string | undefined {
  const name = headers['apollographql-client-name'];
  return typeof name === 'string' ? name.replace(/[^\x20-\x7e]/g, '').slice(0, 100) || undefined : undefined;
}
