import { isMap, isScalar, isSeq } from 'yaml';
import { checkTopLevel, namesInText, parseYaml } from '../documents.js';
import type { TextFile } from '../files.js';
import { type Loading, newLoading } from '../loading.js';
import { child, items, type Place, plain } from '../place.js';

/**
 * The documents of a project's YAML. Sections that nobody knows are dbt's business, unless they look like a slip.
 * @returns also the names of metrics in the format before dbt 1.6, which are taken out
 */
export function readProjectYaml(
  files: readonly TextFile[],
  loading: Loading,
): { readonly documents: readonly Place[]; readonly oldMetrics: readonly string[] } {
  const documents = files.flatMap((file) => {
    const { documents: found, problems } = parseYaml(file);
    loading.problems.push(...problems);
    if (problems.length > 0) for (const name of namesInText(file.text)) loading.dropped.add(name);
    return found;
  });
  for (const document of documents) {
    const noted = newLoading(loading.relations);
    checkTopLevel(document, noted);
    loading.problems.push(...noted.problems.filter(({ suggestions }) => suggestions.length > 0));
  }
  return { documents, oldMetrics: documents.flatMap(takeOldMetrics) };
}

/** Metrics with a `calculation_method` (dbt 1.3 to 1.5) or with `sql` and a `timestamp` (dbt 1.0 to 1.2). */
function takeOldMetrics(document: Place): readonly string[] {
  const metrics = child(document, 'metrics');
  if (!metrics || !isSeq(metrics.node)) return [];
  const old = items(metrics).filter(
    (metric) => child(metric, 'calculation_method') ?? (child(metric, 'sql') && child(metric, 'timestamp')),
  );
  const nodes = new Set<unknown>(old.map(({ node }) => node));
  metrics.node.items = metrics.node.items.filter((item) => !nodes.has(item));
  return old.map((metric) => {
    const name = child(metric, 'name');
    return name ? String(plain(name)) : '?';
  });
}

/** The documents cut down to one section. */
export function onlySection(documents: readonly Place[], section: string): readonly Place[] {
  for (const { node } of documents) {
    if (isMap(node)) node.items = node.items.filter(({ key }) => isScalar(key) && key.value === section);
  }
  return documents;
}

/** The names that the definitions of a section have. */
export function namesIn(documents: readonly Place[], section: string): readonly string[] {
  return documents
    .flatMap((document) => items(child(document, section) ?? document))
    .flatMap((definition) => child(definition, 'name') ?? [])
    .map((name) => String(plain(name)));
}
