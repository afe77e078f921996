import { init, ParserError, validate } from '@guanmingchiu/sqlparser-ts';
import { type SqlKind, type SqlMistake, structuralMistake } from './sql-structure.js';

/** The dialects of the parser (sqlparser-rs) by which an author's SQL may be meant. */
const DIALECTS = ['duckdb', 'snowflake', 'generic'] as const;
type Dialect = (typeof DIALECTS)[number];

/** A name or a number needs no parser. */
const PLAIN = /^(?:[a-z_]\w*(?:\.[a-z_]\w*)*|\d+(?:\.\d+)?)$/i;

/** What is wrong with SQL, and whether that is certain whatever the warehouse. */
export type SqlFinding = SqlMistake & { readonly certain: boolean };

/**
 * What is wrong with an author's SQL: certain where it does not hold together by itself, else an opinion of the
 * parser, which knows most of DuckDB's and Snowflake's syntax but not all. Undefined where any dialect reads it.
 */
export async function findSqlMistake(text: string, kind: SqlKind): Promise<SqlFinding | undefined> {
  if (kind === 'expression' && PLAIN.test(text)) return undefined;
  const structural = structuralMistake(text, kind);
  if (structural) return { ...structural, certain: true };
  await init();
  let furthest: SqlMistake | undefined;
  for (const dialect of DIALECTS) {
    const mistake = parserMistake(text, kind, dialect);
    if (!mistake) return undefined;
    if (!furthest || mistake.offset > furthest.offset) furthest = mistake;
  }
  return furthest && { ...furthest, certain: false };
}

/** The statement in which a parser can read the text, which begins on its second line. */
export function statementAround(text: string, kind: SqlKind): string {
  return kind === 'select' ? `select * from (\n${text}\n) as model` : `select (\n${text}\n)`;
}

function parserMistake(text: string, kind: SqlKind, dialect: Dialect): SqlMistake | undefined {
  const mistake = parsingMistake(statementAround(text, kind), text, dialect);
  // Within parentheses the parser goes back to where another reading was possible; without, it says where it stopped.
  return mistake && (parsingMistake(kind === 'select' ? `\n${text}` : `select\n${text}`, text, dialect) ?? mistake);
}

function parsingMistake(statement: string, text: string, dialect: Dialect): SqlMistake | undefined {
  try {
    validate(statement, dialect);
    return undefined;
  } catch (error) {
    if (!(error instanceof ParserError)) throw error;
    return readError(error.message, text);
  }
}

/** `sql parser error: Expected: …, found: qualify at Line: 2, Column: 3` → "qualify" at its place in the text. */
function readError(message: string, text: string): SqlMistake {
  const [, found, line, column] = /(?:found: (.*?))?(?: at)? Line: (\d+), Column: (\d+)/s.exec(message) ?? [];
  const lines = text.split('\n');
  const row = Number(line) - 2;
  if (line === undefined || row >= lines.length) return { message: 'the text ends too early', offset: text.length };
  const offset = lines.slice(0, row).reduce((sum, { length }) => sum + length + 1, 0) + Number(column) - 1;
  const word = found ?? text.charAt(offset);
  return { message: `neither DuckDB nor Snowflake reads it; the parser stops at "${word}"`, offset };
}
