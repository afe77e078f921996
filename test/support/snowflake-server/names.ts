/**
 * Snowflake tells "id" from ID, DuckDB does not. So a quoted name with small letters carries which of its letters are small:
 *   select "id", n from t   →   select "id~3", n from t
 * A quoted name then only finds one that is spelt and quoted alike, and results give names back as Snowflake does.
 */

const MARK = '~';

/** Strings, comments and quoted names, each whole; of them only the quoted names change. */
const LEXEMES = /'(?:[^'\\]|''|\\[\s\S])*'|\$\$[\s\S]*?\$\$|--[^\n]*|\/\*[\s\S]*?\*\/|"((?:[^"]|"")*)"/g;

/** The text with its quoted names marked, or in capitals where the account folds them. */
export function markQuotedNames(sql: string, fold: boolean): string {
  return sql.replace(LEXEMES, (lexeme, quoted: string | undefined) => {
    if (quoted === undefined) return lexeme;
    const name = quoted.replaceAll('""', '"');
    return quoteName(fold ? name.toUpperCase() : markName(name));
  });
}

export function markName(name: string): string {
  let small = 0n;
  for (const [place, letter] of [...name].entries()) if (letter !== letter.toUpperCase()) small |= 1n << BigInt(place);
  return small === 0n ? name : `${name}${MARK}${small.toString(16)}`;
}

/** A name of DuckDB's as Snowflake writes it: "id~3" → id, n → N. */
export function unmarkName(name: string): string {
  const marked = /^(.*)~[0-9a-f]+$/s.exec(name);
  return marked === null ? name.toUpperCase() : marked[1]!;
}

/** As it stands in Snowflake's messages: quotes where it needs them. */
export function shownName(name: string): string {
  const plain = unmarkName(name);
  return /^[A-Z_][A-Z0-9_$]*$/.test(plain) ? plain : quoteName(plain);
}

export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** A name of the setup that must be quoted in Snowflake: "Web Events", userId. */
export function isQuotedInSetup(name: string): boolean {
  return /[a-z]/.test(name) && /[^a-z0-9_$]/.test(name);
}
