import type { Answer } from '../engine/answer.js';
import type { TrellisContext } from './context.js';
import { tellsOfItself } from './repeatable.js';
import type { RowReader } from './rows.js';

export interface Meta {
  readonly asOf: Date;
  readonly dataVersion: Promise<string>;
  readonly definitionVersion: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly timeZone: string;
  readonly rows: number;
  readonly cached: boolean;
  readonly durationMs: number;
  readonly statements: number;
  readonly sql: readonly string[];
  readonly warnings: readonly { readonly code: string; readonly message: string }[];
}

/** How a field's answers came about; the slowest of them says how long it took. */
export function metaOf(answers: readonly Answer[], rows: number, context: TrellisContext, reader?: RowReader): Meta {
  const { engine, request } = context;
  const [first] = answers;
  return {
    asOf: new Date(request.now),
    definitionVersion: engine.definitionVersion,
    from: first?.from ?? null,
    to: first?.to ?? null,
    timeZone: first?.timeZone ?? 'UTC',
    rows,
    get dataVersion() {
      return request.dataVersion().then((version) => version ?? 'unknown');
    },
    get cached() {
      tellsOfItself(context);
      return answers.every(({ cached }) => cached);
    },
    get durationMs() {
      tellsOfItself(context);
      return Math.max(0, ...answers.map(({ durationMs }) => durationMs));
    },
    get statements() {
      tellsOfItself(context);
      return answers.length;
    },
    get sql() {
      tellsOfItself(context);
      return answers.map(({ sql }) => sql);
    },
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
