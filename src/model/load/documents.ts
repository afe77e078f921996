import { LineCounter, type Node, parseAllDocuments } from 'yaml';
import { nearestNames } from '../../errors/did-you-mean.js';
import type { Problem } from '../definitions.js';
import type { TextFile } from './files.js';
import { type Loading, report } from './loading.js';
import { child, entries, isEmpty, isList, isMapping, items, locationAt, type Place } from './place.js';
import { problem } from './problem.js';

/** The documents of a YAML file that can be read, and what is wrong with the others. */
export function parseYaml({ path, text, isBinary }: TextFile): {
  readonly documents: readonly Place[];
  readonly problems: readonly Problem[];
} {
  if (isBinary) {
    const start = { file: path, line: 1, column: 1 };
    return { documents: [], problems: [problem(start, 'This is not UTF-8 text. Save the file as UTF-8.')] };
  }
  const lines = new LineCounter();
  const parsed = parseAllDocuments(text, { lineCounter: lines, prettyErrors: false });
  if ('empty' in parsed) return { documents: [], problems: [] };
  const file = { path, text, lines };
  // Of one document's syntax errors the first is the cause, the others mostly follow from it.
  const problems = parsed.flatMap(({ errors: [error] }) =>
    error ? [problem(locationAt(file, error.pos[0]), `This is not valid YAML: ${error.message}.`)] : [],
  );
  const documents = parsed
    .filter(({ errors, contents }) => errors.length === 0 && contents !== null)
    .map((document) => ({ file, document, node: document.contents as Node }));
  return { documents, problems };
}

/** All names in a text that is not valid YAML. */
export function namesInText(text: string): readonly string[] {
  return [...text.matchAll(/\b(?:name|primary_entity):\s*["']?(\w+)/gu)].flatMap(([, name]) => name ?? []);
}

export const SECTIONS = ['semantic_models', 'metrics', 'saved_queries', 'exposures', 'models'] as const;
export type Section = (typeof SECTIONS)[number];

/** Sections of one definition a document, as MetricFlow's own files have them. */
const SINGLE: Readonly<Partial<Record<Section, string>>> = {
  semantic_models: 'semantic_model',
  metrics: 'metric',
  saved_queries: 'saved_query',
};
export const PROJECT_CONFIGURATION = 'project_configuration';

const OURS: readonly string[] = [...SECTIONS, ...Object.values(SINGLE), PROJECT_CONFIGURATION];

/** dbt's other top-level keys. */
const NOT_OURS: readonly string[] = [
  ...['version', 'sources', 'seeds', 'snapshots', 'macros', 'groups', 'unit_tests', 'data_tests', 'analyses'],
  ...['functions', 'anchors', 'tests'],
];

/** Reports what stands at the top of a document and is no section of dbt's. */
export function checkTopLevel(document: Place, loading: Loading): void {
  if (!isMapping(document) && !isEmpty(document)) {
    report(loading, document, 'A definitions file is a map with keys like "semantic_models" and "metrics".');
  }
  for (const { key, keyPlace } of entries(document)) {
    if (OURS.includes(key) || NOT_OURS.includes(key) || key.startsWith('x-')) continue;
    report(loading, keyPlace, `There is no section "${key}".`, nearestNames(key, OURS));
  }
}

/** The definitions of one section: the list's, and the document's own single one. */
export function definitionsOf(document: Place, section: Section, loading: Loading): readonly Place[] {
  const single = SINGLE[section];
  const alone = single === undefined ? undefined : child(document, single);
  const list = child(document, section);
  if (list && !isList(list) && !isEmpty(list)) report(loading, list, `"${section}" must be a list.`);
  return [...(list ? items(list) : []), ...(alone ? [alone] : [])];
}
