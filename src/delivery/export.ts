import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Ask } from '../engine/ask.js';
import type { Engine } from '../engine/engine.js';
import type { EngineRequest } from '../engine/request.js';
import { TrellisError } from '../errors/trellis-error.js';
import type { MetricQuery } from '../plan/query.js';
import { cacheControl, isTagged, tagOf } from './entity-tag.js';
import type { ExportFormat } from './export-formats.js';
import { written } from './formats/index.js';
import { contextOf } from './request-context.js';

export interface ExportOptions {
  readonly engine: Engine;
  /** Seconds that an answer may be kept without asking again. */
  readonly maxAgeSeconds: number;
  /** Milliseconds that a client may take nothing of a file that waits for it. */
  readonly stallMs?: number | undefined;
  /** Told of what breaks a file that is half sent, which its client is not. */
  readonly onFailure?: ((error: unknown) => void) | undefined;
}

/** One file of rows. */
export interface Export {
  /** Without its ending. */
  readonly name: string;
  readonly ending: string;
  readonly query: MetricQuery;
  readonly format: ExportFormat;
}

/**
 * All rows of a query as a file, sent while they are read: neither `maxRows` nor memory bounds them. Until the first
 * rows are there, a failure is an error with a status; after them it breaks the connection, so that no client takes
 * half of a file for all of it.
 * @throws TrellisError
 */
export async function sendExport(
  request: FastifyRequest,
  reply: FastifyReply,
  file: Export,
  options: ExportOptions,
): Promise<FastifyReply> {
  const { engine, maxAgeSeconds } = options;
  const { request: asked } = contextOf(request, reply, engine);
  const ask: Ask = { kind: 'rows', query: file.query };
  const { sql, bindings } = asked.explain(ask);
  const { mediaType, disposition, mark } = file.format;
  const answer = [sql, bindings, engine.definitionVersion, file.ending, mediaType, mark];
  const tag = tagOf(answer, await asked.dataVersion(), maxAgeSeconds);
  const kept = { 'cache-control': cacheControl(maxAgeSeconds), ...(tag && { etag: tag }) };
  if (tag && isTagged(request.headers['if-none-match'], tag)) return reply.code(304).headers(kept).send();
  const rows = request.method === 'HEAD' ? undefined : await rowsOf(ask, asked, file.format);
  // From here on nothing fails with a status.
  reply.headers({
    ...kept,
    'content-type': mediaType,
    'content-disposition': `${disposition}; filename="${file.name}.${file.ending}"`,
  });
  return reply.send(rows && breaking(rows, reply, options));
}

/** The text of all rows; the first of them are there. */
async function rowsOf(ask: Ask, asked: EngineRequest, { format, mark }: ExportFormat): Promise<Readable> {
  const texts = written(format, await asked.stream(ask));
  const begun = [await texts.next(), await texts.next()];
  const first = begun[0];
  if (first && !first.done) begun[0] = { value: mark + first.value };
  const rows: AsyncIterableIterator<string> = {
    next: async () => begun.shift() ?? texts.next(),
    return: () => texts.return(undefined),
    [Symbol.asyncIterator]: () => rows,
  };
  return Readable.from(rows, { objectMode: false });
}

const STALL_MS = 120_000;

/** An end of the connection is the end of the file to clients of HTTP/1.0; a reset is not. */
function breaking(rows: Readable, { raw }: FastifyReply, { onFailure, stallMs = STALL_MS }: ExportOptions): Readable {
  const reset = () => raw.socket?.resetAndDestroy();
  // Else a client that neither reads nor leaves would hold its result for ever.
  raw.setTimeout(stallMs, reset);
  return rows.once('error', (error) => {
    const isGone = error instanceof TrellisError && error.code === 'CANCELLED';
    if (!isGone) onFailure?.(error);
    reset();
  });
}
