import type { TrellisContext } from './context.js';

/** Requests whose answers tell how they came about. Apollo copies a context, but not what stands in it. */
const singular = new WeakSet<TrellisContext['request']>();

/** Something in the answer would not be said a second time: how long it took, what was run for it. */
export function tellsOfItself({ request }: TrellisContext): void {
  singular.add(request);
}

/** Whether the same request would be answered in the same words as long as data, definitions and clock stand still. */
export function isRepeatable({ request }: TrellisContext): boolean {
  return !singular.has(request);
}
