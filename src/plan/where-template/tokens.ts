import { parseReference } from '../../model/load/filter-template.js';
import type { CustomGrains } from '../../model/load/grain-names.js';
import { TextError } from '../../model/load/problem.js';
import type { FilterReference } from '../../model/types.js';

/** A piece of a where-template; `offset` counts characters from 0. */
export type Token = { readonly offset: number; readonly text: string } & (
  | { readonly kind: 'word' | 'text' | 'number' | 'sign' | 'end' }
  | { readonly kind: 'reference'; readonly reference: FilterReference }
);

const SPACE = /\s+/uy;
const WORD = /[A-Za-z_]\w*/uy;
const NUMBER = /(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?/uy;
/** A quote within a text is written twice. */
const TEXT = /'(?:[^']|'')*'/uy;
const SIGN = /<=|>=|<>|!=|::|[=<>+\-*/(),]/uy;

/** @throws TextError at the first character that begins nothing */
export function tokenize(source: string, customGrains: CustomGrains): readonly Token[] {
  const tokens: Token[] = [];
  let offset = 0;
  const matched = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = offset;
    return pattern.exec(source)?.[0];
  };
  const next = (): Token => {
    if (source.startsWith('{{', offset)) return referenceAt(source, customGrains, offset);
    for (const [kind, pattern] of PATTERNS) {
      const text = matched(pattern);
      if (text !== undefined) return { kind, text, offset };
    }
    throw new TextError(unexpected(source, offset), offset);
  };
  for (offset = matched(SPACE)?.length ?? 0; offset < source.length; offset += matched(SPACE)?.length ?? 0) {
    if (/^(?:--|\/\*)/u.test(source.slice(offset, offset + 2))) {
      throw new TextError('A filter holds no comments.', offset);
    }
    const token = next();
    checkToken(token, source);
    tokens.push(token);
    offset += token.text.length;
  }
  return [...tokens, { kind: 'end', text: '', offset: source.length }];
}

const PATTERNS = [
  ['word', WORD],
  ['number', NUMBER],
  ['text', TEXT],
  ['sign', SIGN],
] as const;

function referenceAt(source: string, customGrains: CustomGrains, offset: number): Token {
  const close = source.indexOf('}}', offset);
  if (close < 0) throw new TextError('This "{{" is never closed.', offset);
  const reference = parseReference(source.slice(offset + 2, close), customGrains, offset + 2);
  return { kind: 'reference', reference, text: source.slice(offset, close + 2), offset };
}

function checkToken({ kind, text, offset }: Token, source: string): void {
  if (kind === 'number' && /\w/u.test(source.charAt(offset + text.length))) {
    throw new TextError(`"${text}${source.charAt(offset + text.length)}…" is no number.`, offset);
  }
  const jinja = kind === 'text' ? text.search(/\{[{%#]/u) : -1;
  if (jinja >= 0) throw new TextError('Within quotes there is no {{ … }}: dbt would read it too.', offset + jinja);
}

function unexpected(source: string, offset: number): string {
  switch (source.charAt(offset)) {
    case "'":
      return "This quote is never closed. A quote within a text is written twice: 'O''Brien'.";
    case '"':
      return "Text stands in single quotes: 'CA'.";
    case ';':
      return 'A filter is one condition; there is no ";" in it.';
    case '{':
      return 'Only {{ … }} is possible in filters, no other Jinja.';
    default:
      return `Unexpected "${String.fromCodePoint(source.codePointAt(offset) ?? 0)}".`;
  }
}
