import { setMaxListeners } from 'node:events';
import { TrellisError } from '../errors/trellis-error.js';
import type { RunOptions } from './warehouse.js';

/** 24 days: what a Node timer can hold. */
const LONGEST_MS = 2 ** 31 - 1;

/** What a statement that is too late is told, by what it was waiting for. */
type Lateness = (deadlineMs: number) => TrellisError;

export interface Stop {
  /** Aborts with a TrellisError as its reason. */
  readonly signal: AbortSignal;
  /** Milliseconds that are left of the deadline, 0 once it is over. */
  remainingMs(): number;
  /** From now on a late statement is told this. */
  blame(lateness: Lateness): void;
  /** The deadline counts no longer; the caller and the closing of the warehouse still do. */
  disarm(): void;
  /** Lets go of the timer and of the caller's signal; to be called when the statement is over. */
  release(): void;
}

/**
 * The ways in which a statement is stopped, as one signal: the caller aborts (CANCELLED), the time is up
 * (DEADLINE_EXCEEDED; waiting for a connection counts), the warehouse closes (that signal's own reason).
 */
export function stopOf(options: RunOptions, defaultDeadlineMs: number, closing: AbortSignal): Stop {
  // As many statements as there are may wait on one signal; Node would take more than ten for a leak.
  setMaxListeners(0, closing, ...(options.signal ? [options.signal] : []));
  const controller = new AbortController();
  const deadlineMs = Math.min(options.deadlineMs ?? defaultDeadlineMs, LONGEST_MS);
  const begun = performance.now();
  let lateness: Lateness = deadlineExceeded;
  const onAbort = () => controller.abort(cancelled());
  const onClose = () => controller.abort(closing.reason);
  const timer = setTimeout(() => controller.abort(lateness(deadlineMs)), deadlineMs);

  options.signal?.addEventListener('abort', onAbort, { once: true });
  closing.addEventListener('abort', onClose, { once: true });
  if (closing.aborted) onClose();
  if (options.signal?.aborted) onAbort();

  return {
    signal: controller.signal,
    remainingMs: () => Math.max(0, deadlineMs - (performance.now() - begun)),
    blame: (named) => {
      lateness = named;
    },
    disarm: () => clearTimeout(timer),
    release() {
      clearTimeout(timer);
      options.signal?.removeEventListener('abort', onAbort);
      closing.removeEventListener('abort', onClose);
    },
  };
}

export function cancelled(): TrellisError {
  return new TrellisError('CANCELLED', 'The query was cancelled.');
}

export function warehouseClosed(): TrellisError {
  return new TrellisError('WAREHOUSE_UNAVAILABLE', 'The warehouse is closed.');
}

export function deadlineExceeded(deadlineMs: number): TrellisError {
  return new TrellisError(
    'DEADLINE_EXCEEDED',
    `The query took longer than ${deadlineMs} ms. Ask for a shorter time range or fewer groups, or raise the deadline.`,
    { retryable: true },
  );
}

export function noTurn(places: number): Lateness {
  return (deadlineMs) =>
    new TrellisError(
      'DEADLINE_EXCEEDED',
      `The query waited for ${deadlineMs} ms, and the ${places} ${places === 1 ? 'statement' : 'statements'} that may run at once were still busy. Ask again later, or raise limits.concurrency.`,
      { retryable: true, reason: 'BUSY' },
    );
}
