export { type LoadedDefinitions, loadCatalog, loadDefinitions } from './load.js';
export { formatProblem } from './problem.js';
