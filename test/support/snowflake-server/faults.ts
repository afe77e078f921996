/** How a request is answered instead of properly: a status, or what networks do. */
export type FaultyAnswer =
  | 401
  | 403
  | 429
  | 500
  | 502
  | 503
  /** The socket is destroyed without an answer. */
  | 'hang-up'
  /** Half of the answer, then the socket is destroyed. */
  | 'cut-short'
  /** No answer for as long as the client waits. */
  | 'silence';

export interface PlanSize {
  readonly partitionsTotal: number;
  readonly partitionsAssigned: number;
  readonly bytesAssigned: number;
}

interface Upset {
  readonly path: string | RegExp;
  readonly answer: FaultyAnswer;
  readonly lost: boolean;
  times: number;
}

/** What goes wrong from now on. All of it may be set and taken back at any time. */
export class Faults {
  /** Every request is answered 503. */
  outage = false;
  /** Before each answer. */
  latencyMs = 0;
  /** Before a statement runs; it can be aborted and times out meanwhile. */
  statementDelayMs = 0;
  /** Logins are refused with this code, such as 390102 (user locked) or 390422 (address not allowed). */
  loginRefusal: string | undefined;
  /** Requests of a session are answered with this code, whatever their token, so many times. */
  sessionRefusal: { code: string; times: number } | undefined;
  /** STATEMENT_TIMEOUT_IN_SECONDS of the account or the virtual warehouse: the lower one of it and the statement's counts. */
  accountTimeoutSeconds: number | undefined;
  warehouse: 'running' | 'suspended' | 'over-quota' = 'running';
  /** What EXPLAIN says of every statement; by default it is counted from the tables' rows. */
  plan: PlanSize | undefined;
  readonly #upsets: Upset[] = [];

  /**
   * Spoils the next requests whose path begins so. With `lost` the work is done first and only its answer is lost, so that
   * a client that repeats the request must not make it run twice.
   */
  next(path: string | RegExp, answer: FaultyAnswer, { times = 1, lost = false } = {}): void {
    this.#upsets.push({ path, answer, times, lost });
  }

  /** Forgets what `next` left over. */
  clear(): void {
    this.#upsets.length = 0;
  }

  /** The answer that spoils this request, used up. */
  take(path: string, lost: boolean): FaultyAnswer | undefined {
    if (this.outage && !lost) return 503;
    const upset = this.#upsets.find((one) => one.times > 0 && one.lost === lost && matches(one.path, path));
    if (upset === undefined) return undefined;
    upset.times -= 1;
    return upset.answer;
  }

  takeSessionRefusal(): string | undefined {
    const refusal = this.sessionRefusal;
    if (refusal === undefined || refusal.times <= 0) return undefined;
    refusal.times -= 1;
    return refusal.code;
  }
}

function matches(pattern: string | RegExp, path: string): boolean {
  return typeof pattern === 'string' ? path.startsWith(pattern) : pattern.test(path);
}
