import { StatementError } from './failures.js';
import { isParameter } from './parameters.js';
import type { Session } from './sessions.js';

const SET = /^\s*alter\s+session\s+set\s+([\s\S]*?);?\s*$/i;
const USE = /^\s*use\s+(warehouse|role|database|schema)\s+("[^"]+"|[\w.]+)\s*;?\s*$/i;
const ASSIGNMENT = /\s*(\w+)\s*=\s*('(?:[^']|'')*'|[\w.+-]+)\s*,?/gy;

/** Carries out ALTER SESSION SET and USE; false for any other statement. */
export function applySetting(sql: string, session: Session): boolean {
  const set = SET.exec(sql);
  if (set !== null) {
    for (const [name, value] of assignments(set[1]!)) session.parameters.set(name, value);
    return true;
  }
  const use = USE.exec(sql);
  if (use === null) return false;
  const name = use[2]!.startsWith('"') ? use[2]!.slice(1, -1) : use[2]!.toUpperCase();
  session[use[1]!.toLowerCase() as 'warehouse' | 'role' | 'database' | 'schema'] = name;
  return true;
}

function assignments(text: string): [string, string][] {
  const found = [...text.matchAll(ASSIGNMENT)];
  const read = found.reduce((length, one) => length + one[0].length, 0);
  if (found.length === 0 || read !== text.length) {
    throw new StatementError(
      '001003',
      '42000',
      `SQL compilation error:\nsyntax error line 1 at position ${read} unexpected '<EOF>'.`,
    );
  }
  return found.map(([, given, value]) => {
    const name = given!.toUpperCase();
    if (!isParameter(name)) {
      throw new StatementError('001006', '22023', `SQL compilation error:\ninvalid property '${name}' for 'SESSION'`);
    }
    return [name, value!.startsWith("'") ? value!.slice(1, -1).replaceAll("''", "'") : value!];
  });
}
