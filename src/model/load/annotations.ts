import type { Owner } from '../types.js';
import { present } from './present.js';

interface Meta<T> {
  readonly owner?: unknown;
  readonly trellis?: T | undefined;
}

interface Annotated<T> {
  readonly name: string;
  readonly label?: string | undefined;
  readonly description?: string | undefined;
  readonly tags?: readonly string[] | undefined;
  readonly meta?: Meta<T> | undefined;
  readonly config?: { readonly meta?: Meta<T> | undefined; readonly tags?: readonly string[] | undefined } | undefined;
}

/** Our own keys: under `config.meta.trellis`, or `meta.trellis` as older dbt has it. */
export function trellisOf<T extends object>({ meta, config }: Annotated<T>): Partial<T> {
  return { ...meta?.trellis, ...config?.meta?.trellis } as Partial<T>;
}

/** Label and description with their defaults: `add_to_cart_rate` → "Add to cart rate". */
export function wording({ name, label, description }: Annotated<object>): { label: string; description: string } {
  return { label: label ?? humanise(name), description: description?.trim() ?? '' };
}

export function humanise(name: string): string {
  const words = name.replace(/_+/gu, ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** What the catalogue shows of a metric besides its numbers. */
export function catalogueKeys(annotated: Annotated<CatalogueTrellis>) {
  const trellis = trellisOf(annotated);
  return {
    ...wording(annotated),
    ...present({
      unit: trellis.unit,
      format: trellis.format,
      graphqlName: trellis.graphql_name,
      owner: ownerOf(trellis.owner ?? annotated.config?.meta?.owner ?? annotated.meta?.owner),
    }),
    tags: [...new Set([...(annotated.tags ?? []), ...(annotated.config?.tags ?? []), ...(trellis.tags ?? [])])],
    status: trellis.status ?? 'certified',
  };
}

interface CatalogueTrellis {
  readonly unit?: string | undefined;
  readonly format?: string | undefined;
  readonly graphql_name?: string | undefined;
  readonly owner?: unknown;
  readonly tags?: readonly string[] | undefined;
  readonly status?: 'draft' | 'certified' | 'deprecated' | undefined;
}

/** An owner as teams write it in dbt's free `meta`: a name, an address, or both as a map. */
function ownerOf(owner: unknown): Owner | undefined {
  if (typeof owner === 'string') return owner.includes('@') ? { email: owner } : { name: owner };
  if (typeof owner !== 'object' || owner === null) return undefined;
  const { name, email } = owner as Record<string, unknown>;
  const known: Owner = {
    ...(typeof name === 'string' && { name }),
    ...(typeof email === 'string' && { email }),
  };
  return Object.keys(known).length > 0 ? known : undefined;
}
