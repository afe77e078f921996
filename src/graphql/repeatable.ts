import type { TrellisContext } from './context.js';

/** Requests whose answers tell how they came about. */
const singular = new WeakSet<TrellisContext>();

/** Something in the answer would not be said a second time: how long it took, what was run for it. */
export function tellsOfItself(context: TrellisContext): void {
  singular.add(context);
}

/** Whether the same request would be answered in the same words as long as data, definitions and clock stand still. */
export function isRepeatable(context: TrellisContext): boolean {
  return !singular.has(context);
}
