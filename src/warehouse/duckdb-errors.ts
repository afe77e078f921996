import { TrellisError } from '../errors/trellis-error.js';

const MISSING_TABLE = /^(?:Catalog|Binder) Error: (?:Table|View) with name "?(.+?)"? does not exist\b/;
const MISSING_CATALOG = /^(?:Catalog|Binder) Error: (?:Catalog|Schema)(?: with name)? "?(.+?)"? does not exist\b/;
const MISSING_COLUMN =
  /^Binder Error: (?:Referenced column|Table "[^"]*" does not have a column named|Values list "[^"]*" does not have a column named) "([^"]+)"/;
const MISSING_FUNCTION = /^Catalog Error: (?:[A-Z]\w+ )*Function with name "?(.+?)"? does not exist/;
const MISSING_TYPE = /^Catalog Error: Type with name "?(.+?)"? does not exist/;
const MISSING_ALIAS = /^Binder Error: Referenced table "([^"]+)" not found/;
const NEAREST = /\nDid you mean "([^"]+)"\?/;
const CANDIDATES = /\nCandidate bindings: ?:? ?(.+)/;

/** What a kind of DuckDB error means to a reader. DuckDB's own text quotes the statement and its values, so it stays in `cause`. */
const MEANINGS: Readonly<Record<string, string>> = {
  Binder: 'a column, a function or a type in the statement does not fit the tables',
  Catalog: 'the statement uses a function or a type that the warehouse does not have',
  Parser: 'the statement is not valid SQL',
  Syntax: 'the statement is not valid SQL',
  Conversion: 'a value cannot be converted to the type that the statement asks for',
  'Out of Range': 'a number is out of the range of its type',
  'Out of Memory': 'the statement needs more memory than the warehouse may use',
  Permission: 'files and settings are closed to statements',
  'Invalid Input': 'the statement or a value in it is not valid',
};
/** Not the statement's fault, so another attempt may succeed. */
const UNAVAILABLE = new Set(['IO', 'Connection', 'HTTP', 'FATAL', 'Fatal', 'INTERNAL', 'TransactionContext']);

/** DuckDB's error as one of ours, without the statement's text and values. */
export function duckdbError(error: unknown): TrellisError {
  if (error instanceof TrellisError) return error;
  const text = error instanceof Error ? error.message : String(error);
  const table = (MISSING_TABLE.exec(text) ?? MISSING_CATALOG.exec(text))?.[1];
  if (table !== undefined) {
    return new TrellisError('TABLE_NOT_FOUND', `The warehouse has no table "${table}".`, {
      names: [table],
      cause: error,
    });
  }
  const column = MISSING_COLUMN.exec(text)?.[1];
  if (column !== undefined) {
    const suggestions = [...(CANDIDATES.exec(text)?.[1] ?? '').matchAll(/"([^"]+)"/g)].map((match) => match[1]!);
    const message = `The warehouse finds no column "${column}".`;
    return new TrellisError('WAREHOUSE_REJECTED', message, { names: [column], suggestions, cause: error });
  }
  for (const [what, pattern] of Object.entries({
    function: MISSING_FUNCTION,
    type: MISSING_TYPE,
    table: MISSING_ALIAS,
  })) {
    const name = pattern.exec(text)?.[1];
    if (name === undefined) continue;
    const nearest = NEAREST.exec(text)?.[1];
    const details = { names: [name], suggestions: nearest === undefined ? [] : [nearest], cause: error };
    return new TrellisError('WAREHOUSE_REJECTED', `The warehouse finds no ${what} "${name}".`, details);
  }
  const kind = /(?:^|: )([A-Za-z]+(?: [A-Za-z]+){0,2}) Error: /.exec(text)?.[1] ?? '';
  if (kind === 'INTERRUPT') return new TrellisError('CANCELLED', 'The query was cancelled.', { cause: error });
  if (UNAVAILABLE.has(kind)) {
    const message = 'The warehouse cannot answer at the moment.';
    return new TrellisError('WAREHOUSE_UNAVAILABLE', message, { retryable: true, cause: error });
  }
  const meaning = MEANINGS[kind] ?? 'the statement failed';
  return new TrellisError('WAREHOUSE_REJECTED', `The warehouse refused the statement: ${meaning}.`, { cause: error });
}
