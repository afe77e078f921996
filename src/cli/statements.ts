import type { Ask } from '../engine/ask.js';
import type { CompiledQuestion } from './compile-only.js';
import { Exit, type Io } from './io.js';
import { formatFailure } from './report.js';

const KINDS: Readonly<Record<Ask['kind'], string>> = {
  rows: 'rows',
  totals: 'totals',
  count: 'number of rows',
  funnel: 'funnel rows',
  funnelTotals: 'funnel totals',
};

/** `-- 2 of 3: totals`, where there are several statements. */
export function heading({ kind }: Ask, index: number, count: number): string {
  return count > 1 ? `-- ${index + 1} of ${count}: ${KINDS[kind]}\n` : '';
}

export function throwFailures({ failures }: CompiledQuestion, io: Io): void {
  if (failures.length === 0) return;
  for (const failure of failures) io.err(`${formatFailure(failure)}\n`);
  throw new Exit(1);
}
