import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { expect } from 'vitest';

/** Whether golden files are to be written anew; never in CI, where a difference is a failure. */
export const UPDATING = process.env.UPDATE_GOLDEN === '1' && process.env.CI === undefined;

/** Compares with a committed file; `UPDATE_GOLDEN=1 npm test` writes it. */
export function expectGolden(path: string, text: string): void {
  if (UPDATING) writeFileSync(path, text);
  const committed = existsSync(path) ? readFileSync(path, 'utf8') : undefined;
  expect(text, `${path} is stale: UPDATE_GOLDEN=1 npm test writes it anew`).toBe(committed);
}
