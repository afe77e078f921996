import type { SourceLocation } from './types.js';

/** A piece of SQL that an author of definitions wrote, for whoever checks it. */
export interface AuthorSql {
  /** How messages call what it belongs to: `Dimension "state"`. */
  readonly subject: string;
  readonly kind: 'expression' | 'select';
  /** Each `{{ … }}` is replaced by a name of the same length, so that SQL's parsers read it and positions stay. */
  readonly text: string;
  /** Where a character of the text stands in its file. */
  readonly locate: (offset: number) => SourceLocation;
}

/** `{{ Dimension('a__b') }} = 1` → `r                       = 1` */
export function maskReferences(text: string): string {
  return text.replace(/\{\{[\s\S]*?\}\}/g, (reference) => `r${reference.slice(1).replace(/[^\n]/g, ' ')}`);
}
