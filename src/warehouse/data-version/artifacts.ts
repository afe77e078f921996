import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { atMostEvery } from './at-most-every.js';
import type { DataSign } from './data-version.js';
import { tellOnce } from './tell-once.js';

/** What dbt leaves of its runs: `dbt build` and its kin write the first, `dbt source freshness` the second. */
const FILES = ['run_results.json', 'sources.json'] as const;

const CHECKED_EVERY_MS = 1_000;
/** dbt writes a file in place: one that is younger may be half of one. */
const WRITTEN_WITHIN_MS = 2_000;

interface Watched {
  readonly path: string;
  /** Of the file as it was last understood. */
  stamp?: string;
  /** When dbt ran, and its run's id. */
  run?: string;
  trouble?: string | undefined;
}

/**
 * The last runs of dbt, from the artifacts in a folder: a run makes new data. Files are looked at once a second at
 * most. A file that is gone or broken leaves the run that it told of.
 * @param onWarning told of each trouble once
 */
export function artifactsSign(
  folder: string,
  onWarning: (message: string) => void,
  clock: () => number = Date.now,
): DataSign {
  const files = FILES.map((name): Watched => ({ path: join(folder, name) }));
  const tell = tellOnce(onWarning);
  return atMostEvery(
    CHECKED_EVERY_MS,
    async () => {
      await Promise.all(files.map((file) => look(file, clock)));
      const isNone = files.every(({ run }) => run === undefined);
      const troubles = files.flatMap(({ trouble }) => trouble ?? []);
      if (isNone && troubles.length === 0) troubles.push(`${folder} has neither ${FILES.join(' nor ')}.`);
      const keeps = isNone
        ? 'Until a run of dbt is told of, answers are kept for a minute at most.'
        : 'The data version stays.';
      tell(troubles.length > 0 ? `${troubles.join(' ')} ${keeps}` : undefined);
      return isNone ? undefined : JSON.stringify(files.map(({ run }) => run ?? null));
    },
    clock,
  );
}

/** Reads a file that has changed since it was last understood. */
async function look(file: Watched, clock: () => number): Promise<void> {
  const { path, run, stamp } = file;
  const found = await stat(path).catch(() => undefined);
  if (!found) {
    file.trouble = run === undefined ? undefined : `${path} is gone.`;
    return;
  }
  const now = `${found.mtimeMs} ${found.size} ${found.ino}`;
  if (now === stamp) {
    file.trouble = undefined;
    return;
  }
  const read = await runOf(path);
  if (read !== undefined) {
    Object.assign(file, { run: read, stamp: now, trouble: undefined });
  } else if (clock() - found.mtimeMs >= WRITTEN_WITHIN_MS) {
    file.trouble = `${path} is no artifact of dbt: metadata.generated_at can't be read.`;
  }
}

async function runOf(path: string): Promise<string | undefined> {
  try {
    const { metadata } = JSON.parse(await readFile(path, 'utf8')) as Artifact;
    const { generated_at: at, invocation_id: id } = metadata ?? {};
    return typeof at === 'string' ? JSON.stringify([at, id ?? null]) : undefined;
  } catch {
    return undefined;
  }
}

/** As far as it is looked at; nothing of it is known to be there. */
interface Artifact {
  readonly metadata?: { readonly generated_at?: unknown; readonly invocation_id?: unknown };
}
