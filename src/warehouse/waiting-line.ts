interface Waiter<T> {
  readonly serve: (item: T) => void;
}

/**
 * A few things shared by many: whoever finds none free waits, first come first served. Of free ones the last used comes
 * first, so that few sessions are kept alive where few are needed.
 */
export class WaitingLine<T> {
  readonly #size: number;
  readonly #free: T[];
  readonly #waiting = new Set<Waiter<T>>();

  constructor(items: readonly T[]) {
    this.#size = items.length;
    this.#free = [...items];
  }

  /** A free item, at once or in turn. Rejects with the signal's reason as soon as it aborts. */
  async take(signal: AbortSignal): Promise<T> {
    signal.throwIfAborted();
    const free = this.#free.pop();
    if (free !== undefined) return free;
    return new Promise((resolve, reject) => {
      const leave = () => {
        this.#waiting.delete(waiter);
        reject(signal.reason);
      };
      const waiter: Waiter<T> = {
        serve: (item) => {
          signal.removeEventListener('abort', leave);
          resolve(item);
        },
      };
      signal.addEventListener('abort', leave, { once: true });
      this.#waiting.add(waiter);
    });
  }

  give(item: T): void {
    const [next] = this.#waiting;
    if (next === undefined) {
      this.#free.push(item);
      return;
    }
    this.#waiting.delete(next);
    next.serve(item);
  }

  /** Takes every item out for good, waiting for those in use. */
  async drain(): Promise<readonly T[]> {
    const never = new AbortController().signal;
    return Promise.all(Array.from({ length: this.#size }, () => this.take(never)));
  }
}
