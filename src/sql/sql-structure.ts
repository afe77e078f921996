/** A mistake in a text of SQL, at a character counted from 0. */
export interface SqlMistake {
  readonly message: string;
  readonly offset: number;
}

/** One expression, which Trellis puts into brackets; or a whole SELECT. */
export type SqlKind = 'expression' | 'select';

interface Piece {
  readonly kind: string;
  readonly text: string;
  readonly offset: number;
}

/** DuckDB reads `'\'` as a backslash, Snowflake `'it\'s'` as an apostrophe: either may be meant. */
const TEXTS = [/'(?:[^']|'')*'/, /'(?:[^'\\]|''|\\[\s\S])*'/] as const;

const SCANNERS = TEXTS.map((quoted) => {
  const kinds = {
    space: /\s+/,
    line: /--[^\n]*/,
    block: /\/\*[\s\S]*?\*\//,
    openBlock: /\/\*/,
    text: new RegExp(`${quoted.source}|"(?:[^"]|"")*"`),
    dollar: /\$(?<tag>\w*)\$[\s\S]*?\$\k<tag>\$/,
    openText: /['"]/,
    placeholder: /\?|\$\w+/,
    word: /[\p{L}_][\p{L}\p{N}_$]*|\d[\w.]*/u,
    open: /[([{]/,
    close: /[)\]}]/,
    end: /;/,
    comma: /,/,
    sign: /[\s\S]/,
  };
  const patterns = Object.entries(kinds).map(([kind, { source }]) => `(?<${kind}>${source})`);
  return new RegExp(patterns.join('|'), 'gu');
});

const CLOSING: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/**
 * What makes a text unfit to stand among ours whatever the warehouse: brackets, quotes and comments that don't end
 * in it, a second statement or expression, a placeholder, which would take the place of one of our bindings.
 */
export function structuralMistake(text: string, kind: SqlKind): SqlMistake | undefined {
  const [first, ...others] = SCANNERS.map((scanner) => mistakeAmong(piecesOf(text, scanner), text, kind));
  return others.every((mistake) => mistake !== undefined) ? first : undefined;
}

function piecesOf(text: string, scanner: RegExp): readonly Piece[] {
  return [...text.matchAll(scanner)].map((match) => ({
    kind: Object.entries(match.groups ?? {}).find(([name, value]) => value !== undefined && name !== 'tag')?.[0] ?? '',
    text: match[0],
    offset: match.index,
  }));
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
