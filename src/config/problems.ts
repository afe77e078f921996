import type { z } from 'zod';
import { TrellisError } from '../errors/trellis-error.js';
import type { WarehouseKind } from './settings.js';
import type { Written } from './sources.js';

/** How messages name settings. */
export interface Names {
  /** By where it was written. */
  readonly written: ReadonlyMap<string, Written>;
  /** `warehouse.token (or TRELLIS_WAREHOUSE_TOKEN)`, of one that was not. */
  readonly unwritten: (setting: string) => string;
}

/** What a schema says of a group of settings, in sentences; no value is quoted. */
export function problemsOf(
  error: z.ZodError | undefined,
  prefix: string,
  { written, unwritten }: Names,
  kind?: WarehouseKind,
): readonly string[] {
  const sentences = (error?.issues ?? []).flatMap((issue) => {
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map(
        (key) => `${written.get(`${prefix}${key}`)?.label ?? key} is not a setting of a ${kind} warehouse.`,
      );
    }
    const setting = `${prefix}${issue.path.join('.')}`;
    const label = written.get(setting)?.label;
    const accepted = issue.message.replace(/\.$/, '');
    const sentence = /\?$/.test(accepted) ? accepted : `${accepted}.`;
    return [label === undefined ? `${unwritten(setting)} is required: ${sentence}` : `${label} must be ${sentence}`];
  });
  return [...new Set(sentences)];
}

export function invalidConfig(problems: readonly string[]): TrellisError {
  const head =
    problems.length === 1 ? 'The configuration has a problem:' : `The configuration has ${problems.length} problems:`;
  return new TrellisError('CONFIG_INVALID', [head, ...problems.map((problem) => `  ${problem}`)].join('\n'));
}
