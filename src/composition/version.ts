import { createRequire } from 'node:module';

/** Of package.json, which lies two folders up from src/composition and from dist/composition alike. */
export const { version: VERSION } = createRequire(import.meta.url)('../../package.json') as {
  readonly version: string;
};
