import type { FastifyInstance, FastifyReply } from 'fastify';

/** Sites whose pages may read the answers: `https://app.example.com`; `*` stands for all. */
export type Origins = readonly string[];

/** Browsers that keep it longer do so for two hours at most. */
const PREFLIGHT_SECONDS = 7200;

/** Cross-origin resource sharing, without cookies: Trellis sets none. Without origins, no headers. */
export function allowOrigins(app: FastifyInstance, origins: Origins): void {
  if (origins.length === 0) return;
  const isOpen = origins.includes('*');
  app.addHook('onRequest', async ({ method, headers }, reply) => {
    const { origin } = headers;
    if (!isOpen) varyBy(reply, 'origin');
    if (origin === undefined || !(isOpen || origins.includes(origin))) return;
    reply.header('access-control-allow-origin', isOpen ? '*' : origin);
    if (method !== 'OPTIONS' || headers['access-control-request-method'] === undefined) return;
    reply.header('access-control-allow-methods', 'GET, HEAD, POST');
    reply.header('access-control-max-age', PREFLIGHT_SECONDS);
    const asked = headers['access-control-request-headers'];
    if (asked) reply.header('access-control-allow-headers', asked);
    return reply.code(204).send();
  });
}

/** Whoever keeps the answer must not give it to a request that differs in the header. */
export function varyBy(reply: FastifyReply, header: string): void {
  const already = reply.getHeader('vary');
  reply.header('vary', already === undefined ? header : `${already}, ${header}`);
}
