import type { Duration, GrainCount } from '../types.js';
import { type CustomGrains, grainNameOf, grainOf, singularGrain } from './grain-names.js';
import { TextError } from './problem.js';

/**
 * `2 fiscal_quarters` → 2 fiscal_quarter
 * @throws TextError
 */
export function parseDuration(text: string, customGrains: CustomGrains): Duration {
  const { count, name, offset } = split(text, customGrains);
  return { count, grain: grainNameOf(name, customGrains, offset) };
}

/**
 * `7 days` → 7 day; only standard grains.
 * @throws TextError
 */
export function parseGrainCount(text: string, customGrains: CustomGrains): GrainCount {
  const { count, name, offset } = split(text, customGrains);
  return { count, grain: grainOf(name, customGrains, offset) };
}

function split(text: string, customGrains: CustomGrains) {
  const match = /^\s*(\d+)\s+([a-z]\w*)\s*$/iu.exec(text);
  const count = Number(match?.[1] ?? 0);
  if (!match?.[2] || count < 1) throw new TextError(`"${text}" is not a length of time like "7 days".`, 0);
  return { count, name: singularGrain(match[2], customGrains), offset: text.indexOf(match[2]) };
}
