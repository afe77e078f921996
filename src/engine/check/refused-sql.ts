import { nearestNames } from '../../errors/did-you-mean.js';
import type { TrellisError } from '../../errors/trellis-error.js';
import type { AuthorSql } from '../../model/author-sql.js';
import type { Problem } from '../../model/definitions.js';
import { problem } from '../../model/load/index.js';

/** A refusal as a problem at the name that it is about; `known` are the columns that could be meant. */
export function problemOf(piece: AuthorSql, refusal: TrellisError, known: readonly string[]): Problem {
  const [name] = refusal.names;
  // What the warehouse offers for a filter are names of ours.
  const offered = piece.kind === 'condition' ? [] : [...known, ...refusal.suggestions];
  const suggestions = name === undefined ? [] : nearestNames(name, offered);
  const offset = name === undefined ? 0 : offsetOf(name, piece.text);
  return problem(piece.locate(offset), `${piece.subject}: ${sentenceOf(piece, refusal)}`, suggestions);
}

function sentenceOf({ kind }: AuthorSql, { message, names, cause }: TrellisError): string {
  const told = message.replace(/^The warehouse/, 'the warehouse');
  if (names.length === 0) return `the warehouse refuses it: ${wordsOf(cause) ?? told}`;
  return kind === 'condition' ? `${told} A filter sees only what it names in {{ … }}.` : told;
}

/** The warehouse's own words, without its quotation of the statement: the authors' SQL holds no secrets, and no values are bound. */
function wordsOf(cause: unknown): string | undefined {
  if (!(cause instanceof Error)) return undefined;
  const [words = ''] = cause.message.split(/\n\s*(?:\n|LINE \d|Candidate )/);
  return words.replace(/\s+/g, ' ').trim().replace(/\.?$/, '.');
}

/** Where a name stands as a word of its own; 0 where it does not. */
function offsetOf(name: string, text: string): number {
  const last = name.split('.').at(-1) ?? name;
  const escaped = last.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return Math.max(text.search(new RegExp(`(?<![\\w$])${escaped}(?![\\w$])`, 'i')), 0);
}
