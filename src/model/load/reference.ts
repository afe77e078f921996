import { type Call, parseCall } from './call.js';
import { TextError } from './problem.js';

/** What `ref('x')`, `source('s', 't')` or `metric('m')` names; a source's table as `s.t`, a version of a model as `x_v2`. */
export interface Reference {
  readonly kind: 'ref' | 'source' | 'metric';
  readonly name: string;
  /** Of `ref('package', 'x')`. */
  readonly package?: string;
}

const MOST_NAMES = { ref: 2, source: 2, metric: 2 } as const;

/**
 * Reads a reference, with or without `{{ }}` around it.
 * @throws TextError
 */
export function parseReferenceCall(source: string, base = 0): Reference {
  const bare = /^\s*\{\{(.*)\}\}\s*$/su.exec(source);
  if (bare?.[1] !== undefined) return parseReferenceCall(bare[1], base + source.indexOf('{{') + 2);
  const call = parseCall(source, base);
  const { name: kind, args, methods, offset } = call;
  if (kind !== 'ref' && kind !== 'source' && kind !== 'metric') {
    throw new TextError(`There is no function "${kind}" here, only ref, source and metric.`, offset);
  }
  const version = versionOf(call);
  if (methods[0]) throw new TextError(`${kind}() has no methods.`, methods[0].offset);
  const names = args.map(({ value, offset: where }) => {
    if (typeof value !== 'string' || value === '') throw new TextError(`${kind}() takes quoted names.`, where);
    return value;
  });
  const least = kind === 'source' ? 2 : 1;
  if (names.length < least || names.length > MOST_NAMES[kind]) {
    throw new TextError(`${kind}() takes ${least === 2 ? 'two names' : 'a name, or a package and a name'}.`, offset);
  }
  if (kind === 'source') return { kind, name: names.join('.') };
  const [packageName, name] = names.length === 2 ? names : [undefined, names[0]];
  return { kind, name: `${name ?? ''}${version}`, ...(packageName !== undefined && { package: packageName }) };
}

/** `v=2` → `_v2`, the name that dbt gives a model's version in the warehouse unless its author chose another. */
function versionOf({ name: kind, named }: Call): string {
  const [first, second] = named;
  if (!first) return '';
  const [key, { value, offset }] = first;
  if (kind !== 'ref' || (key !== 'v' && key !== 'version') || second) {
    throw new TextError(`By name ref() takes a "version", and nothing else does.`, offset);
  }
  if (typeof value === 'number' || (typeof value === 'string' && value !== '')) return `_v${value}`;
  throw new TextError('A version is a number or a quoted name.', offset);
}
