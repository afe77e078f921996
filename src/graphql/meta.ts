import type { Answer } from '../engine/answer.js';
import type { TrellisContext } from './context.js';
import type { RowReader } from './rows.js';

export interface Meta {
  readonly asOf: Date;
  readonly definitionVersion: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly timeZone: string;
  readonly rows: number;
  readonly durationMs: number;
  readonly statements: number;
  readonly sql: readonly string[];
  readonly warnings: readonly { readonly code: string; readonly message: string }[];
}

/** How a field's answers came about; the slowest of them says how long it took. */
export function metaOf(
  answers: readonly Answer[],
  rows: number,
  { engine, request }: TrellisContext,
  reader?: RowReader,
): Meta {
  const [first] = answers;
  return {
    asOf: new Date(request.now),
    definitionVersion: engine.definitionVersion,
    from: first?.from ?? null,
    to: first?.to ?? null,
    timeZone: first?.timeZone ?? 'UTC',
    rows,
    durationMs: Math.max(0, ...answers.map(({ durationMs }) => durationMs)),
    statements: answers.length,
    sql: answers.map(({ sql }) => sql),
    get warnings() {
      return runningPeriod(reader);
    },
  };
}

function runningPeriod(reader: RowReader | undefined): Meta['warnings'] {
  const running = reader?.hasRunningPeriod() ?? false;
  return running
    ? [{ code: 'RUNNING_PERIOD', message: 'The last period is not over: its numbers will still change.' }]
    : [];
}
