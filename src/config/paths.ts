import { relative } from 'node:path';
import type { Environment } from './sources.js';

/** The user's folder. */
export const homeOf = (env: Environment): string | undefined => env.HOME || env.USERPROFILE || undefined;

/** `~/keys/a.p8` → `/home/ada/keys/a.p8` */
export function fromHome(path: string, home: string | undefined): string {
  return home === undefined ? path : path.replace(/^~(?=[/\\])/u, home);
}

/** A file as messages name it: shorter where it is below the folder that Trellis runs in. */
export function shownPath(path: string, cwd: string): string {
  const shown = relative(cwd, path);
  return shown === '' || shown.startsWith('..') ? path : shown;
}
