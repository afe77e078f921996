import type { IncomingMessage } from 'node:http';
import { gunzipSync } from 'node:zlib';

export interface WireRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  /** The token of `Authorization: Snowflake Token="…"`. */
  readonly token: string | undefined;
  /** Empty where there is no body. */
  readonly body: Readonly<Record<string, unknown>>;
}

export async function readRequest(message: IncomingMessage): Promise<WireRequest> {
  const parts: Buffer[] = [];
  for await (const part of message) parts.push(part as Buffer);
  const url = new URL(message.url ?? '/', 'http://127.0.0.1');
  return {
    method: message.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    headers: message.headers,
    token: /^Snowflake Token="(.*)"$/.exec(message.headers.authorization ?? '')?.[1],
    body: objectOf(jsonOf(Buffer.concat(parts))),
  };
}

/** The driver compresses too late, so that most bodies come as they are; what says gzip need not be. */
function jsonOf(bytes: Buffer): unknown {
  if (bytes.length === 0) return {};
  const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
  return JSON.parse((isGzip ? gunzipSync(bytes) : bytes).toString('utf8'));
}

export function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
