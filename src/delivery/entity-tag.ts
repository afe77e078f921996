import { createHash } from 'node:crypto';

/**
 * The tag of an answer that need not be computed to be known: what was asked, of which state of the data. Where nothing
 * tells that state, it is the same for so many seconds, and without them there is none. Weak, since a warehouse may add
 * up doubles in another order.
 */
export function tagOf(
  asked: readonly unknown[],
  dataVersion: string | undefined,
  maxAgeSeconds: number,
): string | undefined {
  if (dataVersion === undefined && maxAgeSeconds === 0) return undefined;
  const state = dataVersion === undefined ? Math.floor(Date.now() / 1000 / maxAgeSeconds) : dataVersion;
  const hash = createHash('sha256')
    .update(JSON.stringify([asked, state]))
    .digest('base64url');
  return `W/"${hash}"`;
}

/** Nobody but who asked may keep it. */
export function cacheControl(maxAgeSeconds: number): string {
  return maxAgeSeconds > 0 ? `private, max-age=${maxAgeSeconds}` : 'private, no-cache';
}

/** RFC 9110, 13.1.2: compared weakly, since whoever compresses an answer on its way weakens its tag. */
export function isTagged(ifNoneMatch: string | undefined, tag: string): boolean {
  const opaque = (one: string) => one.trim().replace(/^W\//, '');
  const tags = (ifNoneMatch ?? '').split(',').map(opaque);
  return tags.includes(opaque(tag)) || tags.includes('*');
}
