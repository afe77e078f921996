import type { Environment } from '../config/sources.js';

/** All that a command sees of the process; tests bring their own. */
export interface Io {
  readonly env: Environment;
  readonly cwd: string;
  /** False where nobody sits at a terminal; default true. */
  readonly attended?: boolean;
  /** May give a promise, to be waited for before more of a long output is written. */
  readonly out: (text: string) => unknown;
  readonly err: (text: string) => void;
  /** Resolves when the process is asked to end. */
  readonly untilStopped: () => Promise<void>;
}

/** Ends a command whose output has said it all. */
export class Exit extends Error {
  constructor(readonly exitCode: number) {
    super(`Exit ${exitCode}`);
  }
}
