import { LineCounter, type Node, parseAllDocuments } from 'yaml';
import { nearestNames } from '../../errors/did-you-mean.js';
import type { Problem } from '../types.js';
import type { TextFile } from './files.js';
import { type Loading, report } from './loading.js';
import { child, entries, isEmpty, isList, isMapping, items, locationAt, type Place } from './place.js';
import { problem } from './problem.js';

/** The documents of a YAML file that can be read, and what is wrong with the others. */
export function parseYaml({ path, text }: TextFile): {
  readonly documents: readonly Place[];
  readonly problems: readonly Problem[];
} {
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

const NOT_YET: readonly string[] = ['semantic_model', 'metric', 'saved_query', 'project_configuration'];

/** dbt's other top-level keys. */
const NOT_OURS: readonly string[] = [
  ...['version', 'sources', 'seeds', 'snapshots', 'macros', 'groups', 'unit_tests', 'data_tests', 'analyses'],
  ...['functions', 'anchors', 'tests'],
];

/** Reports what stands at the top of a document and is no section of dbt's. */
export function checkTopLevel(document: Place, loading: Loading): void {
  const top = entries(document);
  if (!isMapping(document) && !isEmpty(document)) {
    report(loading, document, 'A definitions file is a map with keys like "semantic_models" and "metrics".');
  }
  for (const { key, keyPlace } of top) {
    if (NOT_YET.includes(key)) {
      report(
        loading,
        keyPlace,
        `One definition a document ("${key}") is not supported yet.`,
        [`${key}s`].filter(isSection),
      );
    } else if (!isSection(key) && !NOT_OURS.includes(key) && !key.startsWith('x-')) {
      report(loading, keyPlace, `There is no section "${key}".`, nearestNames(key, SECTIONS));
    }
  }
}

function isSection(key: string): key is Section {
  return (SECTIONS as readonly string[]).includes(key);
}

/** The definitions of one section. */
export function definitionsOf(document: Place, section: Section, loading: Loading): readonly Place[] {
  const list = child(document, section);
  if (!list || isEmpty(list)) return [];
  if (!isList(list)) report(loading, list, `"${section}" must be a list.`);
  return items(list);
}
