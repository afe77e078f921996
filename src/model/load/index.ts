export { COLUMN_TYPES_FILE, columnTypesText, staleColumnTypes } from './column-types-file.js';
export { DATASET_LOCK_FILE, datasetLockText, loadDatasetLock } from './dataset-lock-file.js';
export { catalogOf, type LoadedDefinitions, loadCatalog, loadDefinitions } from './load.js';
export { loadManifestFile } from './manifest/file.js';
export { loadManifestDefinitions } from './manifest/index.js';
export { compareProblems, formatProblem, problem } from './problem.js';
export type { DbtProject, TableNaming } from './project/dbt-project.js';
export { type LoadedProject, loadProject } from './project/load-project.js';
