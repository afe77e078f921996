import type { Written } from '../sources.js';

/** A target in the words of Trellis' own settings. */
export interface Connection {
  readonly written: readonly Written[];
  /** What of the target is left out, and may matter. */
  readonly warnings: readonly string[];
  /** Where dbt builds to. */
  readonly database?: string;
  readonly schema?: string;
}

export interface Folders {
  /** The project's: relative paths are relative to it. */
  readonly root: string;
  /** The user's: `~`. */
  readonly home: string | undefined;
}
