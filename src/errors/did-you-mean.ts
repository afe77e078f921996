import { distance } from 'fastest-levenshtein';

const MOST = 3;

/** The valid names nearest to a mistyped one, best first, at most three; none that is mostly different. */
export function nearestNames(wrong: string, valid: Iterable<string>): string[] {
  const folded = wrong.toLowerCase();
  const within = Math.max(2, Math.floor(folded.length * 0.4));
  return [...new Set(valid)]
    .map((name) => ({ name, far: farness(folded, name.toLowerCase()) }))
    .filter(({ far }) => far <= within)
    .sort((a, b) => a.far - b.far || a.name.localeCompare(b.name, 'en'))
    .slice(0, MOST)
    .map(({ name }) => name);
}

/** Edit distance; a name that contains the other counts as near: `name` means `product__name`. */
function farness(wrong: string, name: string): number {
  return name.endsWith(`__${wrong}`) ? 1 : distance(wrong, name);
}

/** ` Did you mean "a" or "b"?`, with a leading space, or nothing. */
export function didYouMean(suggestions: readonly string[]): string {
  if (suggestions.length === 0) return '';
  return ` Did you mean ${suggestions.map((name) => `"${name}"`).join(' or ')}?`;
}
