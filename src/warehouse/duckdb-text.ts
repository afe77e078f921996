import driver from '@duckdb/node-api/lib/vectors/dataAccessors.js';

/**
 * The driver reads text with a decoder that takes a leading U+FEFF for a byte order mark and drops it, so that
 * two members become one. A value has no byte order: the character belongs to it.
 */
export function keepLeadingMarks(): void {
  (driver as { textDecoder: InstanceType<typeof TextDecoder> }).textDecoder = new TextDecoder('utf-8', {
    ignoreBOM: true,
  });
}
