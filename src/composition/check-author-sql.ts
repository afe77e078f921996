import type { AuthorSql } from '../model/author-sql.js';
import { compareProblems, problem } from '../model/load/index.js';
import type { Problem } from '../model/types.js';
import { findSqlMistake, type SqlFinding, statementAround } from '../sql/author-sql.js';
import { duckdbReads } from '../warehouse/duckdb-reads.js';

/**
 * Which texts can't be read as SQL by any warehouse. What does not hold together by itself is always told; what
 * only the parser refuses is told where DuckDB's own parser refuses it too, for the parser does not know all syntax.
 */
export async function checkAuthorSql(sql: readonly AuthorSql[]): Promise<readonly Problem[]> {
  const findings = new Map<string, SqlFinding | undefined>();
  for (const { kind, text } of sql) {
    const key = keyOf({ kind, text });
    if (!findings.has(key)) findings.set(key, await findSqlMistake(text, kind));
  }
  const found = sql.flatMap((piece) => {
    const finding = findings.get(keyOf(piece));
    return finding ? [{ piece, finding }] : [];
  });
  const doubts = found.filter(({ finding }) => !finding.certain);
  const readable =
    doubts.length === 0 ? [] : await duckdbReads(doubts.map(({ piece }) => statementAround(piece.text, piece.kind)));
  const pardoned = new Set(doubts.filter((_, index) => readable[index]).map(({ piece }) => piece));
  return found
    .filter(({ piece }) => !pardoned.has(piece))
    .map(({ piece, finding }) =>
      problem(piece.locate(finding.offset), `${piece.subject}: its SQL can't be read: ${finding.message}.`),
    )
    .sort(compareProblems);
}

function keyOf({ kind, text }: Pick<AuthorSql, 'kind' | 'text'>): string {
  return `${kind} ${text}`;
}
