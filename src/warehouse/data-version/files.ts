import { stat } from 'node:fs/promises';
import type { DataSign } from './data-version.js';

/**
 * The sizes and times of files as they are now. Data that is read once, or from a file that nobody can write to
 * meanwhile, stays what it is until it is opened anew.
 */
export async function filesSign(paths: readonly string[]): Promise<DataSign> {
  const stamps = await Promise.all(
    paths.map(async (path) => {
      const found = await stat(path).catch(() => undefined);
      return [path, found?.mtimeMs ?? null, found?.size ?? null];
    }),
  );
  return fixedSign(JSON.stringify(stamps));
}

/** Data that never changes. */
export function fixedSign(text: string): DataSign {
  return async () => text;
}
