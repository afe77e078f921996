/** A mistake in a text of SQL, at a character counted from 0. */
export interface SqlMistake {
  readonly message: string;
  readonly offset: number;
}

/** One expression, which Trellis puts into brackets; or a whole SELECT. */
export type SqlKind = 'expression' | 'select';

interface Piece {
  readonly kind: PieceKind;
  readonly text: string;
  readonly offset: number;
}

/** DuckDB reads `'\'` as a backslash, Snowflake `'it\'s'` as an apostrophe: either may be meant. */
const TEXTS = [/'(?:[^']|'')*'/, /'(?:[^'\\]|''|\\[\s\S])*'/] as const;

const PATTERNS = {
  space: /\s+/,
  word: /[\p{L}_][\p{L}\p{N}_$]*|\d[\w.]*/u,
  text: /"(?:[^"]|"")*"/,
  dollar: /\$(?<tag>\w*)\$[\s\S]*?\$\k<tag>\$/,
  openText: /['"]/,
  open: /[([{]/,
  close: /[)\]}]/,
  comma: /,/,
  line: /--[^\n]*/,
  block: /\/\*[\s\S]*?\*\//,
  openBlock: /\/\*/,
  placeholder: /\?|\$\w+/,
  end: /;/,
  sign: /[\s\S]/,
};
type PieceKind = keyof typeof PATTERNS;
const KINDS = Object.keys(PATTERNS) as readonly PieceKind[];

const SCANNERS = TEXTS.map((quoted) => {
  const patterns = { ...PATTERNS, text: new RegExp(`${quoted.source}|${PATTERNS.text.source}`) };
  return new RegExp(KINDS.map((kind) => `(?<${kind}>${patterns[kind].source})`).join('|'), 'gu');
});

const CLOSING: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/**
 * What makes a text unfit to stand among ours whatever the warehouse: brackets, quotes and comments that don't end
 * in it, a second statement or expression, a placeholder, which would take the place of one of our bindings.
 */
export function structuralMistake(text: string, kind: SqlKind): SqlMistake | undefined {
  let first: SqlMistake | undefined;
  for (const scanner of SCANNERS) {
    const mistake = mistakeAmong(piecesOf(text, scanner), text, kind);
    if (!mistake) return undefined;
    first ??= mistake;
  }
  return first;
}

function piecesOf(text: string, scanner: RegExp): readonly Piece[] {
  return [...text.matchAll(scanner)].map((match) => {
    const { groups = {}, index } = match;
    return { kind: KINDS.find((kind) => groups[kind] !== undefined) ?? 'sign', text: match[0], offset: index };
  });
}

function mistakeAmong(pieces: readonly Piece[], text: string, kind: SqlKind): SqlMistake | undefined {
  const meaning = pieces.filter((piece) => !['space', 'line', 'block'].includes(piece.kind));
  const bracket = bracketMistake(meaning, kind);
  if (bracket) return bracket;
  const told = meaning.map((piece) => pieceMistake(piece, kind)).find((mistake) => mistake !== undefined);
  if (told) return told;
  const [first] = meaning;
  if (!first) return { message: 'there is no SQL in it', offset: 0 };
  return kind === 'expression' ? expressionMistake(first, meaning.at(-1) ?? first, pieces, text) : undefined;
}

function pieceMistake({ kind, text, offset }: Piece, of: SqlKind): SqlMistake | undefined {
  switch (kind) {
    case 'openBlock':
      return { message: 'this comment never ends', offset };
    case 'openText':
      return { message: `this ${text} never closes`, offset };
    case 'end':
      return { message: 'a ";" would end the statement', offset };
    case 'placeholder':
      // Snowflake calls the columns of staged files and VALUES $1, $2.
      return of === 'select' && text !== '?'
        ? undefined
        : { message: `"${text}" is a placeholder, and there is no value for it`, offset };
    default:
      return undefined;
  }
}

function bracketMistake(pieces: readonly Piece[], kind: SqlKind): SqlMistake | undefined {
  const open: Piece[] = [];
  for (const piece of pieces) {
    const { text, offset } = piece;
    if (piece.kind === 'openText' || piece.kind === 'openBlock') return undefined;
    if (piece.kind === 'open') open.push(piece);
    if (piece.kind === 'close' && CLOSING[open.pop()?.text ?? ''] !== text) {
      return { message: `this "${text}" closes nothing`, offset };
    }
    if (piece.kind === 'comma' && open.length === 0 && kind === 'expression') {
      return { message: 'only one expression can stand here, and after this "," a second begins', offset };
    }
  }
  const last = open.at(-1);
  return last && { message: `this "${last.text}" never closes`, offset: last.offset };
}

function expressionMistake(first: Piece, last: Piece, pieces: readonly Piece[], text: string): SqlMistake | undefined {
  if (/^(?:select|with|from)$/i.test(first.text)) {
    return { message: 'a SELECT within an expression needs parentheses', offset: first.offset };
  }
  if (last.text === '*') return { message: 'a "*" is no single value', offset: last.offset };
  const comment = pieces.findLast(({ kind }) => kind !== 'space');
  if (comment?.kind === 'line' && text.slice(comment.offset).trimEnd() === comment.text.trimEnd()) {
    return { message: 'this comment would swallow what follows the text', offset: comment.offset };
  }
  return undefined;
}
