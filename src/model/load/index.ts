export { catalogOf, type LoadedDefinitions, loadCatalog, loadDefinitions } from './load.js';
export { compareProblems, formatProblem, problem } from './problem.js';
