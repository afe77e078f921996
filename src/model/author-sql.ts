import type { FilterTemplate, Relation, SourceLocation } from './types.js';

/** A piece of SQL that an author of definitions wrote, for whoever checks it. */
export type AuthorSql = {
  /** How messages call what it belongs to: `Dimension "state"`. */
  readonly subject: string;
  /** Each `{{ … }}` is replaced by a name of the same length, so that SQL's parsers read it and positions stay. */
  readonly text: string;
  /** Where a character of the text stands in its file. */
  readonly locate: (offset: number) => SourceLocation;
} & (
  | { readonly kind: 'expression'; readonly relation: Relation }
  | { readonly kind: 'condition'; readonly filter: FilterTemplate; readonly rows: FilteredRows }
  /** The whole SELECT of a model. */
  | { readonly kind: 'select'; readonly relation: Relation }
  /** Where a table of the warehouse is named. */
  | { readonly kind: 'table'; readonly relation: Relation }
);

/** The rows that a filter chooses among: those of metrics, of a measure, or of a funnel. */
export type FilteredRows =
  | { readonly kind: 'metrics'; readonly names: readonly string[] }
  | { readonly kind: 'measure'; readonly name: string }
  | { readonly kind: 'funnel'; readonly name: string };

/** `{{ Dimension('a__b') }} = 1` → `r                       = 1` */
export function maskReferences(text: string): string {
  return text.replace(/\{\{[\s\S]*?\}\}/g, (reference) => `r${reference.slice(1).replace(/[^\n]/g, ' ')}`);
}
