import type { GrainCount } from '../types.js';
import { grainOf } from './element-call.js';
import { TextError } from './problem.js';

/**
 * `7 days` → 7 day.
 * @throws TextError
 */
export function parseDuration(text: string): GrainCount {
  const match = /^\s*(\d+)\s+([a-z_]+?)s?\s*$/iu.exec(text);
  const count = Number(match?.[1] ?? 0);
  if (!match?.[2] || count < 1) throw new TextError(`"${text}" is not a length of time like "7 days".`, 0);
  return { count, grain: grainOf(match[2], text.indexOf(match[2])) };
}
