/** Resolves when something is done, or has failed, but after so many milliseconds at the latest. */
export function within(ms: number, done: Promise<unknown>): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    const end = () => {
      clearTimeout(timer);
      resolve();
    };
    done.then(end, end);
  });
}
