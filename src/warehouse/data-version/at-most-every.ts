/**
 * Asks anew at most once in so many milliseconds; whoever comes in between gets the same answer, also while it is
 * under way.
 */
export function atMostEvery<T>(ms: number, ask: () => Promise<T>, clock: () => number = Date.now): () => Promise<T> {
  let asked: { readonly at: number; readonly answer: Promise<T>; underWay: boolean } | undefined;
  return () => {
    const now = clock();
    // A clock that was set back must not stand still.
    const isOld = !asked || now - asked.at >= ms || now < asked.at;
    if (asked && (asked.underWay || !isOld)) return asked.answer;
    const begun = { at: now, answer: ask(), underWay: true };
    asked = begun;
    const end = () => {
      begun.underWay = false;
    };
    begun.answer.then(end, end);
    return begun.answer;
  };
}
