/** In the order in which they are preferred where a client does not say. */
const OFFERED = ['application/json', 'application/graphql-response+json'] as const;

/** What an answer may come as. Clients of the older one take any status but 200 for a broken server. */
export type MediaType = (typeof OFFERED)[number];

interface Range {
  readonly name: string;
  readonly quality: number;
}

/** The type that an Accept header likes best (RFC 9110, 12.5.1); undefined where it takes neither. */
export function mediaTypeFor(accept: string | undefined): MediaType | undefined {
  if (!accept?.trim()) return OFFERED[0];
  const ranges = accept.split(',').map(readRange);
  const liked = OFFERED.map((type) => ({ type, ...likingOf(type, ranges) })).filter(({ quality }) => quality > 0);
  liked.sort((one, other) => other.quality - one.quality || one.place - other.place);
  return liked[0]?.type;
}

/** `text/html;level=1;q=0.5` → text/html, 0.5 */
function readRange(text: string): Range {
  const [name = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase());
  const weight = parameters.find((parameter) => parameter.startsWith('q='));
  const quality = weight === undefined ? 1 : Number(weight.slice('q='.length));
  return { name, quality: Number.isFinite(quality) ? quality : 0 };
}

/** The range that names the type most closely counts. */
function likingOf(type: MediaType, ranges: readonly Range[]): { readonly quality: number; readonly place: number } {
  for (const name of [type, 'application/*', '*/*']) {
    const place = ranges.findIndex((range) => range.name === name);
    if (place >= 0) return { quality: ranges[place]!.quality, place };
  }
  return { quality: 0, place: ranges.length };
}
