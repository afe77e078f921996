import { z } from 'zod';

/** Kinds of values that settings take. A message completes the sentence "KEY must be …". */

export const text = (accepted: string) => z.string({ error: accepted }).min(1, { error: accepted });

export const optionalText = (accepted: string) => text(accepted).exactOptional();

/** Numbers may be written as text: the environment has nothing else. */
export const whole = (accepted: string, least: number, most: number = Number.MAX_SAFE_INTEGER) =>
  z.preprocess(
    (value) => (typeof value === 'string' && /^\s*\d+\s*$/.test(value) ? Number(value) : value),
    z.int({ error: accepted }).min(least, { error: accepted }).max(most, { error: accepted }),
  );

const SIZE = /^\s*(\d+(?:\.\d+)?)\s?([KMGTP]?)(i?)B\s*$/i;

/** A number of bytes: 5000000, or with a unit: 10GB is 10 × 1000³, 10GiB is 10 × 1024³. */
export const bytes = (accepted: string, least: number) =>
  z.preprocess(
    (value) => {
      const [, number = '', prefix = '', binary = ''] = (typeof value === 'string' && SIZE.exec(value)) || [];
      if (number === '') return value;
      const power = ' KMGTP'.indexOf(prefix.toUpperCase() || ' ');
      return Math.round(Number(number) * (binary === '' ? 1000 : 1024) ** power);
    },
    whole(accepted, least),
  );

export const url = (accepted: string) => text(accepted).refine(isUrl, { error: accepted });

export function isUrl(value: string): boolean {
  return /^https?:\/\//.test(value) && URL.canParse(value);
}
