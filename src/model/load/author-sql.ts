import { type AuthorSql, maskReferences } from '../author-sql.js';
import type { Definitions, FilterTemplate, Metric, SemanticModel, SourceLocation } from '../types.js';
import type { TextFile } from './files.js';
import { at, isText, linesOf, locationAt, locationInside, type Path, type Place, plain } from './place.js';

type Places = ReadonlyMap<object, Place>;

/** The SELECTs of `models/NAME.sql`. */
export function modelSqlOf(files: ReadonlyMap<string, TextFile>): readonly AuthorSql[] {
  return [...files].map(([name, file]) => ({
    subject: `Model "${name}"`,
    kind: 'select',
    text: maskReferences(file.text)
      .replace(/\{#[\s\S]*?#\}/g, blank)
      .replace(/(?:;|\s|--[^\n]*)+$/, blank),
    locate: (offset) => locationAt({ path: file.path, lines: linesOf(file.text) }, offset),
  }));
}

function blank(text: string): string {
  return text.replace(/[^\n]/g, ' ');
}

/** All SQL that stands in the definitions themselves: expressions and filters. */
export function authorSqlOf(
  { models, metrics, savedQueries, timeSpines }: Definitions,
  places: Places,
): readonly AuthorSql[] {
  const expressions = (what: string, elements: readonly Expressed[]) =>
    elements.map((element) => expressionSql(`${what} "${element.name}"`, element, places));
  const filters = (subject: string, templates: readonly FilterTemplate[]) =>
    templates.map((template) => filterSql(subject, template, places));
  return [
    ...models.flatMap(({ entities, dimensions, measures }: SemanticModel) => [
      ...expressions('Entity', entities),
      ...expressions('Dimension', dimensions),
      ...expressions('Measure', measures),
    ]),
    ...timeSpines.flatMap(({ customGrains }) => expressions('Custom grain', customGrains)),
    ...models.flatMap(({ funnels }) =>
      funnels.flatMap(({ name, steps }) =>
        filters(
          `Funnel "${name}"`,
          steps.map(({ filter }) => filter),
        ),
      ),
    ),
    ...metrics.flatMap((metric) => filters(`Metric "${metric.name}"`, filtersOf(metric))),
    ...savedQueries.flatMap(({ name, where }) => filters(`Saved query "${name}"`, where)),
  ];
}

interface Expressed {
  readonly name: string;
  readonly expr: string;
  readonly source: SourceLocation;
}

/** The filters of a metric, of its measures and of its inputs. */
export function filtersOf(metric: Metric): readonly FilterTemplate[] {
  switch (metric.type) {
    case 'simple':
    case 'cumulative':
      return [...metric.filters, ...metric.input.filters];
    case 'ratio':
      return [...metric.filters, ...metric.numerator.filters, ...metric.denominator.filters];
    case 'derived':
      return [...metric.filters, ...metric.inputs.flatMap(({ filters }) => filters)];
    case 'conversion':
      return [...metric.filters, ...metric.base.filters, ...metric.conversion.filters];
  }
}

function expressionSql(subject: string, element: Expressed, places: Places): AuthorSql {
  return {
    subject,
    kind: 'expression',
    text: element.expr,
    locate: (offset) => inside(places.get(element), ['expr'], offset) ?? element.source,
  };
}

/** A filter is kept without the blanks around it, which its file may have. */
function filterSql(subject: string, template: FilterTemplate, places: Places): AuthorSql {
  return {
    subject,
    kind: 'expression',
    text: maskReferences(template.text),
    locate: (offset) => inside(places.get(template), [], offset, (written) => written.trimStart()) ?? template.source,
  };
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
