import { quoteName, shownName } from './names.js';

/** A statement's failure in Snowflake's words. */
export interface Failure {
  readonly code: string;
  readonly sqlState: string;
  readonly message: string;
}

export class StatementError extends Error {
  readonly failure: Failure;

  constructor(code: string, sqlState: string, message: string) {
    super(message);
    this.failure = { code, sqlState, message };
  }
}

export const ABORTED: Failure = { code: '000604', sqlState: '57014', message: 'SQL execution canceled' };

export function timedOut(seconds: number): Failure {
  const message = `Statement reached its statement or warehouse timeout of ${seconds} second(s) and was canceled.`;
  return { code: '000630', sqlState: '57014', message };
}

export function suspended(warehouse: 'suspended' | 'over-quota', name: string): StatementError {
  if (warehouse === 'suspended') {
    const text =
      "No active warehouse selected in the current session.  Select an active warehouse with the 'use warehouse' command.";
    return new StatementError('000606', '57P03', text);
  }
  const text = `Warehouse '${name}' cannot be resumed because resource monitor 'MONTHLY' has exceeded its quota.`;
  return new StatementError('090073', '22000', text);
}

const COMPILATION = 'SQL compilation error:';

interface Reading {
  /** Of DuckDB's message. */
  readonly pattern: RegExp;
  readonly code: string;
  readonly sqlState: string;
  readonly message: (found: RegExpExecArray, sql: string) => string;
}

const invalidIdentifier = (name: string) => `${COMPILATION} error line 1 at position 7\ninvalid identifier '${name}'`;

const READINGS: readonly Reading[] = [
  {
    pattern: /Table with name "?(.+?)"? does not exist/,
    code: '002003',
    sqlState: '42S02',
    message: (found, sql) => `${COMPILATION}\nObject '${pathOf(found[1]!, sql)}' does not exist or not authorized.`,
  },
  {
    pattern: /Schema with name "?(.+?)"? does not exist|Catalog "(.+?)" does not exist/,
    code: '002003',
    sqlState: '02000',
    message: (found) =>
      `${COMPILATION}\n${found[1] === undefined ? 'Database' : 'Schema'} '${shownName(found[1] ?? found[2]!)}' does not exist or not authorized.`,
  },
  {
    pattern: /Referenced column "(.+?)" not found|does not have a column named "(.+?)"/,
    code: '000904',
    sqlState: '42000',
    message: (found) => invalidIdentifier(shownName(found[1] ?? found[2]!)),
  },
  {
    pattern: /Referenced table "(.+?)" not found/,
    code: '000904',
    sqlState: '42000',
    message: (found) => invalidIdentifier(shownName(found[1]!)),
  },
  {
    pattern: /Function with name "?(.+?)"? does not exist/,
    code: '002141',
    sqlState: '42601',
    message: (found) => `${COMPILATION}\nUnknown user-defined function ${shownName(found[1]!)}`,
  },
  {
    pattern: /No function matches the given name and argument types '(.+?)\(/,
    code: '001044',
    sqlState: '42P13',
    message: (found) =>
      `${COMPILATION} error line 1 at position 7\nInvalid argument types for function '${shownName(found[1]!)}'`,
  },
  {
    pattern: /Ambiguous reference to column name "(.+?)"/,
    code: '000904',
    sqlState: '42000',
    message: (found) => `${COMPILATION}\nambiguous column name '${shownName(found[1]!)}'`,
  },
  {
    pattern: /must appear in the GROUP BY clause/,
    code: '000979',
    sqlState: '42601',
    message: () => `${COMPILATION}\nan expression is not a valid group by expression`,
  },
  {
    pattern: /syntax error at or near "(.+?)"/,
    code: '001003',
    sqlState: '42000',
    message: (found) => `${COMPILATION}\nsyntax error line 1 at position 0 unexpected '${found[1]}'.`,
  },
  {
    pattern: /Could not convert string '([\s\S]*?)' to (?:INT|DOUBLE|DECIMAL|HUGEINT|BIGINT)/,
    code: '100038',
    sqlState: '22018',
    message: (found) => `Numeric value '${found[1]}' is not recognized`,
  },
  {
    pattern: /(?:date|timestamp) field value.*?: "([\s\S]*?)"|invalid (?:date|timestamp).*?"([\s\S]*?)"/i,
    code: '100035',
    sqlState: '22007',
    message: (found) => `Timestamp '${found[1] ?? found[2]}' is not recognized`,
  },
];

/** DuckDB's refusal as Snowflake would have put it; what it has no word for is 100132. */
export function failureOf(error: unknown, sql: string): Failure {
  if (error instanceof StatementError) return error.failure;
  const text = error instanceof Error ? error.message : String(error);
  for (const { pattern, code, sqlState, message } of READINGS) {
    const found = pattern.exec(text);
    if (found !== null) return { code, sqlState, message: message(found, sql) };
  }
  return { code: '100132', sqlState: 'P0000', message: `Execution error: ${text}` };
}

/** The whole path of a table as the statement writes it: shop.public.evnts → SHOP.PUBLIC.EVNTS */
function pathOf(table: string, sql: string): string {
  const shown = shownName(table);
  const part = String.raw`(?:"(?:[^"]|"")+"|[A-Za-z_][\w$]*)`;
  const last = [shown, quoteName(shown)].map((one) => one.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|');
  const path = new RegExp(String.raw`((?:${part}\s*\.\s*)+)(?:${last})(?![\w$])`, 'i').exec(sql);
  const parts = path?.[1]?.match(new RegExp(part, 'g')) ?? [];
  return [...parts.map((one) => (one.startsWith('"') ? one : one.toUpperCase())), shown].join('.');
}
