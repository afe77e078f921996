import { datasetsOf } from '../engine/datasets.js';
import type { SemanticCatalog } from '../model/catalog.js';
import { brokenPromises, type DatasetLock, type LockedDataset, unlocked } from '../model/dataset-lock.js';
import type { Problem } from '../model/definitions.js';
import { compareProblems, DATASET_LOCK_FILE, loadDatasetLock, problem } from '../model/load/index.js';
import type { ValueType } from '../model/types.js';

export interface LockFindings {
  /** Where the datasets are not as the lock promises, or the lock can't be read. */
  readonly problems: readonly Problem[];
  /** What the lock does not hold yet; nothing where there is no lock. */
  readonly unlocked: readonly string[];
  /** The lock that would hold everything. */
  readonly lock: DatasetLock;
}

/**
 * The datasets of a catalog beside the lock of its folder.
 * @param today YYYY-MM-DD
 */
export function compareWithLock(folder: string, catalog: SemanticCatalog, today: string): LockFindings {
  const lock = lockOf(catalog);
  const loaded = loadDatasetLock(folder);
  if (!loaded) return { problems: [], unlocked: [], lock };
  const savedQueries = new Map(catalog.definitions.savedQueries.map((saved) => [saved.name, saved]));
  const broken = brokenPromises(loaded.lock, lock, today).map(({ dataset, message }) => {
    const source = savedQueries.get(dataset)?.source ?? loaded.locate(dataset);
    return problem(source, `Dataset "${dataset}" ${message} (${DATASET_LOCK_FILE} is the promise.)`);
  });
  return {
    problems: [...loaded.problems, ...broken].sort(compareProblems),
    unlocked: unlocked(loaded.lock, lock),
    lock,
  };
}

function lockOf(catalog: SemanticCatalog): DatasetLock {
  return new Map(
    datasetsOf(catalog).map(({ saved, columns }): [string, LockedDataset] => {
      const ofRole = (isMetric: boolean): ReadonlyMap<string, ValueType> =>
        new Map(
          columns
            .filter(({ column }) => (column.role === 'metric') === isMetric)
            .map(({ name, column }) => [name, column.type]),
        );
      const deprecations = saved.deprecations.map(({ source: _source, ...said }) => said);
      return [saved.name, { keys: ofRole(false), metrics: ofRole(true), deprecations }];
    }),
  );
}
