import { parseCall } from './call.js';
import { TextError } from './problem.js';

/** What `ref('x')`, `source('s', 't')` or `metric('m')` names; a source's table as `s.t`. */
export interface Reference {
  readonly kind: 'ref' | 'source' | 'metric';
  readonly name: string;
}

const MOST_NAMES = { ref: 2, source: 2, metric: 2 } as const;

/**
 * Reads a reference, with or without `{{ }}` around it. Of `ref('package', 'x')` only x is kept.
 * @throws TextError
 */
export function parseReferenceCall(source: string, base = 0): Reference {
  const bare = /^\s*\{\{(.*)\}\}\s*$/su.exec(source);
  if (bare?.[1] !== undefined) return parseReferenceCall(bare[1], base + source.indexOf('{{') + 2);
  const call = parseCall(source, base);
  const { name: kind, args, named, methods, offset } = call;
  if (kind !== 'ref' && kind !== 'source' && kind !== 'metric') {
    throw new TextError(`There is no function "${kind}" here, only ref, source and metric.`, offset);
  }
  const [version] = named.values();
  if (version) throw new TextError(`Arguments by name, like a model's version, are not supported yet.`, version.offset);
  if (methods[0]) throw new TextError(`${kind}() has no methods.`, methods[0].offset);
  const names = args.map(({ value, offset: where }) => {
    if (typeof value !== 'string' || value === '') throw new TextError(`${kind}() takes quoted names.`, where);
    return value;
  });
  const least = kind === 'source' ? 2 : 1;
  if (names.length < least || names.length > MOST_NAMES[kind]) {
    throw new TextError(`${kind}() takes ${least === 2 ? 'two names' : 'a name, or a package and a name'}.`, offset);
  }
  return { kind, name: kind === 'source' ? names.join('.') : (names.at(-1) ?? '') };
}
