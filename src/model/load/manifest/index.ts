import type { Relation } from '../../types.js';
import type { Section } from '../documents.js';
import { type LoadedDefinitions, loadDocuments } from '../load.js';
import { newLoading } from '../loading.js';
import type { Place } from '../place.js';
import { problem } from '../problem.js';
import type { Relations } from '../relations.js';
import { Json } from './json.js';
import { measuresBrought, metricTree, readMetrics } from './metrics.js';
import { savedQueryTree, timeSpines } from './other.js';
import { relationName, semanticModelTree } from './semantic-models.js';
import { documentOf, type NamedPlace, type Origin, type Tree } from './tree.js';

/**
 * The definitions of a `target/semantic_manifest.json`, checked by the same rules as YAML. Its shape is that of
 * dbt-semantic-interfaces' PydanticSemanticManifest; keys that no version known here has are ignored.
 * A problem stands in the file and line that the definition's `metadata.file_slice` names, else in `file`, at its JSON path.
 * @param json the parsed file
 * @param file its name, for messages
 */
export function loadManifestDefinitions(json: unknown, file: string): LoadedDefinitions {
  const complaint = notASemanticManifest(json);
  if (complaint !== undefined) {
    const definitions = { models: [], metrics: [], savedQueries: [], exposures: [], timeSpines: [] };
    return { definitions, problems: [problem({ file, line: 1, column: 1 }, complaint)], sql: [] };
  }
  const { documents, relations } = readManifest(json, file);
  return loadDocuments(documents, newLoading(relations));
}

/** What is wrong with the whole, if it is no semantic manifest at all. */
export function notASemanticManifest(json: unknown): string | undefined {
  const root = new Json(json);
  if (!root.isMap()) return 'A semantic manifest is a JSON object.';
  if (root.get('nodes').isMap()) {
    return "This is dbt's manifest.json; the definitions stand in semantic_manifest.json beside it.";
  }
  const lacking = ['semantic_models', 'metrics'].filter((key) => !Array.isArray(root.get(key).value));
  return lacking.length === 0 ? undefined : `A semantic manifest needs lists "${lacking.join('" and "')}".`;
}

/** What is known around a manifest. */
export interface ManifestContext {
  /** Of a `node_relation`. */
  readonly ofNode: (node: Json) => string | undefined;
  /** Of what the manifest itself does not name. */
  readonly relationOf: Relations['relationOf'];
  /** Where YAML names a definition. */
  readonly placeOf?: (section: Section, name: string) => NamedPlace | undefined;
}

const AS_TOLD: ManifestContext = { ofNode: relationName, relationOf: ({ name }) => ({ kind: 'table', name }) };

/** A manifest's definitions as documents that the YAML loaders read, and the tables that their references stand for. */
export function readManifest(
  json: unknown,
  file: string,
  context: ManifestContext = AS_TOLD,
): { readonly documents: readonly Place[]; readonly relations: Relations } {
  const root = new Json(json);
  const models = root.get('semantic_models');
  const metrics = readMetrics(root.get('metrics'), models);
  const made = new Set(metrics.byName.keys());
  const spines = timeSpines(root.get('project_configuration'));
  const document = (section: Section, source: Json, tree: Tree | undefined): readonly Place[] =>
    tree === undefined
      ? []
      : [documentOf(sectionTree(section, source, tree), originOf(section, source, file, context))];
  const documents = [
    ...models
      .items()
      .flatMap((model) =>
        document('semantic_models', model, semanticModelTree(model, measuresBrought(model, metrics), made)),
      ),
    ...root
      .get('metrics')
      .items()
      .flatMap((metric) => document('metrics', metric, metricTree(metric, metrics))),
    ...root
      .get('saved_queries')
      .items()
      .flatMap((query) => document('saved_queries', query, savedQueryTree(query))),
    ...spines.flatMap((spine) => document('models', spine.json, spine.tree)),
  ];
  return { documents, relations: { relationOf: relationsOf(models, spines, context) } };
}

/** A table by its own name, a time spine by its model's name; all else is for others to know. */
function relationsOf(
  models: Json,
  spines: ReturnType<typeof timeSpines>,
  { ofNode, relationOf }: ManifestContext,
): Relations['relationOf'] {
  const own = new Map<string, Relation>();
  const add = (name: string, table: string) => own.set(name, { kind: 'table', name: table });
  for (const { name, table, node } of spines) add(name, (node && ofNode(node)) ?? table);
  for (const model of models.items()) {
    const node = model.get('node_relation');
    const name = relationName(node);
    if (name !== undefined) add(name, ofNode(node) ?? name);
  }
  return (reference) => (reference.kind === 'ref' ? own.get(reference.name) : undefined) ?? relationOf(reference);
}

function sectionTree(section: Section, { path }: Json, tree: Tree): Tree {
  const list: Tree = { path, content: [tree] };
  return { path, content: new Map([[section as string, list]]) };
}

function originOf(section: Section, definition: Json, file: string, { placeOf }: ManifestContext): Origin {
  const metadata = definition.get('metadata');
  const slice = metadata.get('file_slice');
  const path = metadata.get('repo_file_path').text() || slice.get('filename').text();
  const told = path ? { file: path, line: slice.get('start_line_number').number() ?? 1 } : undefined;
  const place = placeOf?.(section, definition.get('name').text() ?? '');
  const { file: where, line } = told ?? place ?? { file, line: 1 };
  if (place?.file !== where) return { file: where, line };
  return { file: where, line, lineOf: (inside) => lineOfPart(inside, definition, place) };
}

/** Of `semantic_models[0].measures[2].expr`: the line of the measure. */
function lineOfPart(path: string, definition: Json, { partLine }: NamedPlace): number | undefined {
  if (!path.startsWith(`${definition.path}.`)) return undefined;
  const [, list, index] = /^\.(\w+)\[(\d+)\]/u.exec(path.slice(definition.path.length)) ?? [];
  const name = list && definition.get(list).items()[Number(index)]?.get('name').text();
  return name ? partLine(list, name) : undefined;
}
