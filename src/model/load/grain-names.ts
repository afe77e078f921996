import { nearestNames } from '../../errors/did-you-mean.js';
import { isStandardGrain } from '../grains.js';
import { GRAINS, type Grain, type GrainName } from '../types.js';
import { TextError } from './problem.js';

/** The names of custom grains; a time spine defines them, and any other definition may use them. */
export type CustomGrains = ReadonlySet<string>;

export const NO_CUSTOM_GRAINS: CustomGrains = new Set();

/**
 * A standard or a custom grain.
 * @throws TextError at `offset`, with the nearest grains
 */
export function grainNameOf(name: string, customGrains: CustomGrains, offset = 0): GrainName {
  const grain = knownGrain(name, customGrains);
  if (grain !== undefined) return grain;
  throw new TextError(`There is no grain "${name}".`, offset, nearestNames(name, [...GRAINS, ...customGrains]));
}

/**
 * A standard grain.
 * @throws TextError at `offset`, with the nearest grains
 */
export function grainOf(name: string, customGrains = NO_CUSTOM_GRAINS, offset = 0): Grain {
  const grain = knownGrain(name, customGrains);
  if (grain !== undefined && isStandardGrain(grain)) return grain;
  if (grain === undefined) throw new TextError(`There is no grain "${name}".`, offset, nearestNames(name, GRAINS));
  throw new TextError(`"${name}" is a custom grain; here only standard ones fit: ${GRAINS.join(', ')}.`, offset);
}

/** `fiscal_quarters` → fiscal_quarter */
export function singularGrain(name: string, customGrains: CustomGrains): string {
  const singular = name.replace(/s$/iu, '');
  return knownGrain(name, customGrains) === undefined && knownGrain(singular, customGrains) ? singular : name;
}

/** `metric_time__week` → metric_time at week: no element can be named after a grain. */
export function splitGrain(
  name: string,
  customGrains: CustomGrains,
): { readonly element: string; readonly grain?: GrainName } {
  const split = name.lastIndexOf('__');
  const grain = split < 0 ? undefined : knownGrain(name.slice(split + 2), customGrains);
  return grain === undefined ? { element: name } : { element: name.slice(0, split), grain };
}

/** Grains may be written in any case, as in dbt. */
function knownGrain(name: string, customGrains: CustomGrains): GrainName | undefined {
  const folded = name.toLowerCase();
  return isStandardGrain(folded) || customGrains.has(folded) ? folded : undefined;
}
