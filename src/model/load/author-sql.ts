import { type AuthorSql, type FilteredRows, maskReferences } from '../author-sql.js';
import type { Definitions, TimeSpine } from '../definitions.js';
import { ownMeasures, ownMetrics } from '../describe.js';
import type { MeasureInput, Metric, MetricInput } from '../metric-types.js';
import type { FilterTemplate, Relation, SemanticModel, SourceLocation } from '../types.js';
import type { TextFile } from './files.js';
import { at, isText, linesOf, locationAt, locationInside, type Path, type Place, plain } from './place.js';
import type { Relations } from './relations.js';

type Places = ReadonlyMap<object, Place>;

/** The SELECTs of `models/NAME.sql`, but for those that could not be loaded. */
export function modelSqlOf(files: ReadonlyMap<string, TextFile>, relations: Relations): readonly AuthorSql[] {
  return [...files].flatMap(([name, file]): readonly AuthorSql[] => {
    const relation = relations.relationOf({ kind: 'ref', name });
    if (relation.kind !== 'select') return [];
    const text = maskReferences(file.text)
      .replace(/\{#[\s\S]*?#\}/g, blank)
      .replace(CLOSING_SEMICOLON, (piece, kept?: string) => kept ?? blank(piece));
    const locate = (offset: number) => locationAt({ path: file.path, lines: linesOf(file.text) }, offset);
    return [{ subject: `Model "${name}"`, kind: 'select', relation, text, locate }];
  });
}

/** What is loaded has none but those at its end; texts and comments are kept. */
const CLOSING_SEMICOLON = /('(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\/\*[\s\S]*?\*\/)|;/g;

function blank(text: string): string {
  return text.replace(/[^\n]/g, ' ');
}

/** All SQL that stands in the definitions themselves, and the tables that they name. */
export function authorSqlOf(definitions: Definitions, places: Places): readonly AuthorSql[] {
  const { models, metrics, savedQueries, timeSpines } = definitions;
  return [
    ...models.flatMap((model) => modelSql(model, places)),
    ...timeSpines.flatMap((spine) => spineSql(spine, places)),
    ...metrics.flatMap((metric) => metricSql(metric, places)),
    ...savedQueries.flatMap(({ name, where, metrics: names }) =>
      conditions(`Saved query "${name}"`, where, { kind: 'metrics', names }, places),
    ),
  ];
}

function modelSql(model: SemanticModel, places: Places): readonly AuthorSql[] {
  const { name, relation, rollups, entities, dimensions, measures, funnels } = model;
  const expressions = (what: string, elements: readonly Expressed[]) =>
    elements.map((element) => expression(`${what} "${element.name}"`, element, relation, places));
  return [
    table(`Semantic model "${name}"`, model, places),
    ...rollups.map((rollup) => table(`A rollup of semantic model "${name}"`, rollup, places)),
    ...expressions('Entity', entities),
    ...expressions('Dimension', dimensions),
    ...expressions('Measure', measures),
    ...funnels.flatMap((funnel) =>
      conditions(
        `Funnel "${funnel.name}"`,
        funnel.steps.map(({ filter }) => filter),
        { kind: 'funnel', name: funnel.name },
        places,
      ),
    ),
  ];
}

function spineSql(spine: TimeSpine, places: Places): readonly AuthorSql[] {
  const { name, relation, column, customGrains, source } = spine;
  return [
    table(`Time spine "${name}"`, spine, places),
    { subject: `Time spine "${name}"`, kind: 'expression', relation, text: column, locate: () => source },
    ...customGrains.map((grain) => expression(`Custom grain "${grain.name}"`, grain, relation, places)),
  ];
}

function metricSql(metric: Metric, places: Places): readonly AuthorSql[] {
  const subject = `Metric "${metric.name}"`;
  const ofMeasure = ({ measure, filters }: MeasureInput) =>
    conditions(subject, filters, { kind: 'measure', name: measure }, places);
  const ofMetric = (input: MetricInput) =>
    conditions(subject, input.filters, { kind: 'metrics', names: [input.metric] }, places);
  return [
    ...conditions(subject, metric.filters, { kind: 'metrics', names: [metric.name] }, places),
    ...ownMeasures(metric).flatMap(ofMeasure),
    ...ownMetrics(metric).flatMap(ofMetric),
  ];
}

interface Expressed {
  readonly name: string;
  readonly expr: string;
  readonly source: SourceLocation;
}

function expression(subject: string, element: Expressed, relation: Relation, places: Places): AuthorSql {
  const locate = (offset: number) => inside(places.get(element), ['expr'], offset) ?? element.source;
  return { subject, kind: 'expression', relation, text: element.expr, locate };
}

/** A filter is kept without the blanks around it, which its file may have. */
function conditions(
  subject: string,
  filters: readonly FilterTemplate[],
  rows: FilteredRows,
  places: Places,
): readonly AuthorSql[] {
  return filters.map((filter) => ({
    subject,
    kind: 'condition',
    filter,
    rows,
    text: maskReferences(filter.text),
    locate: (offset) => inside(places.get(filter), [], offset, (written) => written.trimStart()) ?? filter.source,
  }));
}

function table(
  subject: string,
  owner: { readonly relation: Relation; readonly source: SourceLocation },
  places: Places,
): AuthorSql {
  const locate = () => inside(places.get(owner), ['model'], 0) ?? owner.source;
  return { subject, kind: 'table', relation: owner.relation, text: owner.relation.name, locate };
}

/** `kept` is what the loader keeps of the text in the file. */
function inside(
  place: Place | undefined,
  path: Path,
  offset: number,
  kept = (written: string) => written,
): SourceLocation | undefined {
  const scalar = place && at(place, path);
  if (!scalar || !isText(scalar)) return undefined;
  const written = String(plain(scalar));
  return locationInside(scalar, offset + written.length - kept(written).length);
}
