import type { AuthorSql } from '../../model/author-sql.js';
import type { Problem } from '../../model/definitions.js';
import { compareProblems, problem } from '../../model/load/index.js';
import { findSqlMistake, type SqlFinding, statementAround } from '../../sql/author-sql.js';
import type { SqlKind } from '../../sql/sql-structure.js';
import { duckdbReads } from '../../warehouse/duckdb-reads.js';

/**
 * Which texts can't be read as SQL by any warehouse. What does not hold together by itself is always told; what
 * only the parser refuses is told where DuckDB's own parser refuses it too, for the parser does not know all syntax.
 */
export async function checkAuthorSql(sql: readonly AuthorSql[]): Promise<readonly Problem[]> {
  const findings = new Map<string, SqlFinding | undefined>();
  const texts = sql.flatMap((piece) => (piece.kind === 'table' ? [] : [{ piece, kind: sqlKind(piece) }]));
  for (const { piece, kind } of texts) {
    const key = `${kind} ${piece.text}`;
    if (!findings.has(key)) findings.set(key, await findSqlMistake(piece.text, kind));
  }
  const found = texts.flatMap(({ piece, kind }) => {
    const finding = findings.get(`${kind} ${piece.text}`);
    return finding ? [{ piece, kind, finding }] : [];
  });
  const doubts = found.filter(({ finding }) => !finding.certain);
  const statements = doubts.map(({ piece, kind }) => statementAround(piece.text, kind));
  const readable = doubts.length === 0 ? [] : await duckdbReads(statements);
  const pardoned = new Set(doubts.filter((_, index) => readable[index]));
  const problems = found
    .filter((one) => !pardoned.has(one))
    .map(({ piece: { subject, locate }, finding: { message, offset } }) =>
      problem(locate(offset), `${subject}: its SQL can't be read: ${message}.`),
    );
  return oncePerPlace(problems);
}

/** In reading order, and of one place the first: a metric's filter is part of each metric that is made of it. */
export function oncePerPlace(problems: readonly Problem[]): readonly Problem[] {
  const first = new Map<string, Problem>();
  for (const one of problems) {
    const { file, line, column } = one.source;
    const place = `${file}:${line}:${column}`;
    if (!first.has(place)) first.set(place, one);
  }
  return [...first.values()].sort(compareProblems);
}

function sqlKind({ kind }: AuthorSql): SqlKind {
  return kind === 'select' ? 'select' : 'expression';
}
