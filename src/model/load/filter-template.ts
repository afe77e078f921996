import type { FilterReference, FilterTemplate } from '../types.js';
import { parseElementCall } from './element-call.js';
import type { CustomGrains } from './grain-names.js';
import { type Loading, placed, readText } from './loading.js';
import { at, locationOf, type Place } from './place.js';
import { TextError } from './problem.js';

/** The filters at a place that holds one text or a list of them. */
export function loadFilters(
  texts: readonly string[] | undefined,
  place: Place,
  loading: Loading,
): readonly FilterTemplate[] {
  return (texts ?? []).map((text, index) => loadFilter(text, at(place, [index]), loading));
}

export function loadFilter(text: string, place: Place, loading: Loading): FilterTemplate {
  const parts = readText(loading, place, () => parseTemplate(text, loading.customGrains)) ?? [];
  return placed(loading, place, { parts, text: text.trim(), source: locationOf(place) });
}

/**
 * `{{ Dimension('a__b') }} = 1` → [reference to a__b, ' = 1']
 * @throws TextError
 */
export function parseTemplate(source: string, customGrains: CustomGrains): readonly (string | FilterReference)[] {
  const text = source.trimEnd();
  const parts: (string | FilterReference)[] = [];
  let position = text.length - text.trimStart().length;
  for (let open = findJinja(text, position); open >= 0; open = findJinja(text, position)) {
    if (open > position) parts.push(text.slice(position, open));
    const close = text.indexOf('}}', open);
    if (close < 0) throw new TextError('This "{{" is never closed.', open);
    parts.push(parseReference(text.slice(open + 2, close), customGrains, open + 2));
    position = close + 2;
  }
  if (position < text.length) parts.push(text.slice(position));
  if (parts.length === 0) throw new TextError('A filter must not be empty.', 0);
  return parts;
}

function findJinja(text: string, from: number): number {
  const found = text.slice(from).search(/\{\{|\{%|\{#/u);
  if (found >= 0 && text.charAt(from + found + 1) !== '{') {
    throw new TextError('Only {{ … }} is supported in filters, no other Jinja.', from + found);
  }
  return found < 0 ? -1 : from + found;
}

/** What stands between {{ and }}. @throws TextError */
export function parseReference(source: string, customGrains: CustomGrains, offset: number): FilterReference {
  const { reference, descending } = parseElementCall(source, customGrains, offset);
  if (descending !== undefined) throw new TextError('descending() belongs into an order_by, not a filter.', offset);
  return reference;
}
