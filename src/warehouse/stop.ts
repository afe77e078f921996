import { setMaxListeners } from 'node:events';
import { TrellisError } from '../errors/trellis-error.js';
import type { RunOptions } from './warehouse.js';

/** 24 days: what a Node timer can hold. */
const LONGEST_MS = 2 ** 31 - 1;

export interface Stop {
  /** Aborts with a TrellisError as its reason. */
  readonly signal: AbortSignal;
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
  const onAbort = () => controller.abort(new TrellisError('CANCELLED', 'The query was cancelled.'));
  const onClose = () => controller.abort(closing.reason);
  const timer = setTimeout(() => controller.abort(deadlineExceeded(deadlineMs)), deadlineMs);

  options.signal?.addEventListener('abort', onAbort, { once: true });
  closing.addEventListener('abort', onClose, { once: true });
  if (closing.aborted) onClose();
  if (options.signal?.aborted) onAbort();

  return {
    signal: controller.signal,
    release() {
      clearTimeout(timer);
      options.signal?.removeEventListener('abort', onAbort);
      closing.removeEventListener('abort', onClose);
    },
  };
}

export function warehouseClosed(): TrellisError {
  return new TrellisError('WAREHOUSE_UNAVAILABLE', 'The warehouse is closed.');
}

function deadlineExceeded(deadlineMs: number): TrellisError {
  return new TrellisError(
    'DEADLINE_EXCEEDED',
    `The query took longer than ${deadlineMs} ms. Ask for a shorter time range or fewer groups, or raise the deadline.`,
    { retryable: true },
  );
}
