import { z } from 'zod';
import type { DatasetLock, LockedDataset } from '../dataset-lock.js';
import type { Problem } from '../definitions.js';
import { type SourceLocation, VALUE_TYPES } from '../types.js';
import { parseYaml } from './documents.js';
import { readFileIfAny } from './files.js';
import { newLoading } from './loading.js';
import { child, locationOf } from './place.js';
import { present } from './present.js';
import { resolveRelations } from './relations.js';
import { shape } from './shape.js';

/** Kept beside the definitions; `trellis validate --write-lock` writes it. */
export const DATASET_LOCK_FILE = 'datasets.lock.json';

const columns = z.record(z.string(), z.enum(VALUE_TYPES));
const day = z.iso.date({ error: 'write a day such as 2026-12-31' });

const schema = z.record(
  z.string(),
  z.strictObject({
    keys: columns,
    metrics: columns,
    deprecations: z
      .array(
        z.strictObject({
          column: z.string().optional(),
          since: day,
          removeOn: day,
          replacement: z.string().optional(),
        }),
      )
      .optional(),
  }),
);

export interface LoadedLock {
  readonly lock: DatasetLock;
  /** What is wrong with the file itself. */
  readonly problems: readonly Problem[];
  /** Where a dataset stands in it. */
  readonly locate: (dataset: string) => SourceLocation;
}

/** The lock of a folder of definitions; undefined where there is none. */
export function loadDatasetLock(folder: string): LoadedLock | undefined {
  const file = readFileIfAny(folder, DATASET_LOCK_FILE);
  if (!file) return undefined;
  // JSON is YAML, whose parser says where things stand.
  const { documents, problems } = parseYaml(file);
  const loading = newLoading(resolveRelations(new Map()).relations, problems);
  const [place] = documents;
  const shaped = place && shape(schema, place, DATASET_LOCK_FILE, loading);
  const locked = Object.entries(shaped ?? {}).map(([name, { keys, metrics, deprecations = [] }]) => {
    const dataset: LockedDataset = {
      keys: new Map(Object.entries(keys)),
      metrics: new Map(Object.entries(metrics)),
      deprecations: deprecations.map((one) => present(one)),
    };
    return [name, dataset] as const;
  });
  return {
    lock: new Map(locked),
    problems: loading.problems,
    locate: (dataset) => {
      const at = place && child(place, dataset);
      return at ? locationOf(at) : { file: file.path, line: 1, column: 1 };
    },
  };
}

/** The file's text: datasets by name, columns in their order; equal locks are equal bytes. */
export function datasetLockText(lock: DatasetLock): string {
  const sorted = [...lock].sort(([a], [b]) => (a < b ? -1 : 1));
  const entries = sorted.map(([name, { keys, metrics, deprecations }]) => [
    name,
    {
      keys: Object.fromEntries(keys),
      metrics: Object.fromEntries(metrics),
      ...(deprecations.length > 0 && { deprecations }),
    },
  ]);
  return `${JSON.stringify(Object.fromEntries(entries), null, 2)}\n`;
}
