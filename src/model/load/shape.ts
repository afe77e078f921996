import { z } from 'zod';
import { nearestNames } from '../../errors/did-you-mean.js';
import { type Loading, report } from './loading.js';
import { at, keyAt, type Path, type Place, plain } from './place.js';

/**
 * The YAML at a place in the shape of the schema, or undefined with every deviation reported where it stands:
 * an unknown key at the key, a wrong value at the value, a missing key at its parent.
 */
export function shape<S extends z.ZodType>(
  schema: S,
  place: Place,
  subject: string,
  loading: Loading,
): z.output<S> | undefined {
  const data = plain(place);
  const result = schema.safeParse(data);
  if (result.success) return result.data;
  for (const issue of result.error.issues) reportIssue(issue, { schema, data, place, subject, loading });
  return undefined;
}

interface Shaping {
  readonly schema: z.ZodType;
  readonly data: unknown;
  readonly place: Place;
  readonly subject: string;
  readonly loading: Loading;
}

function reportIssue(issue: z.core.$ZodIssue, { schema, data, place, subject, loading }: Shaping): void {
  const { path } = issue;
  const key = lastName(path);
  const value = valueAt(data, path);
  const tell = (message: string, suggestions: readonly string[] = []) =>
    report(loading, at(place, path), message, suggestions);
  if (issue.code === 'unrecognized_keys') {
    for (const unknown of issue.keys) {
      const message = `${subject} has an unknown key "${unknown}"${inside(path)}.`;
      report(loading, keyAt(place, path, unknown), message, nearestNames(unknown, keysAt(schema, path)));
    }
  } else if (value === undefined) {
    tell(`${subject} has no "${key}"${inside(path.slice(0, -1))}.`);
  } else if (issue.code === 'invalid_value') {
    const valid = issue.values.map(String);
    tell(
      `${subject}: "${key}" must be one of ${valid.join(', ')}, not ${show(value)}.`,
      nearestNames(String(value), valid),
    );
  } else if (issue.code === 'invalid_type') {
    tell(
      `${subject}: ${key ? `"${key}"` : 'it'} must be ${EXPECTED[issue.expected] ?? issue.expected}, not ${show(value)}.`,
    );
  } else if (issue.code === 'too_small') {
    tell(`${subject}: "${key}" must be at least ${issue.minimum}, not ${show(value)}.`);
  } else if (issue.code === 'custom' && issue.params?.at === 'key') {
    report(loading, keyAt(place, path.slice(0, -1), key), `${subject}: ${issue.message}`);
  } else {
    tell(`${subject}: "${key}" is not valid: ${issue.message}.`);
  }
}

const EXPECTED: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a map of keys',
  record: 'a map of keys',
};

/** `type_params.measure` → ` in "type_params.measure"`; list positions are left out. */
function inside(path: Path): string {
  const names = path.filter((step) => typeof step === 'string');
  return names.length === 0 ? '' : ` in "${names.join('.')}"`;
}

function lastName(path: Path): string {
  return String(path.findLast((step) => typeof step === 'string') ?? '');
}

function valueAt(data: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, key) => {
    if (typeof value !== 'object' || value === null) return value;
    return (value as Record<PropertyKey, unknown>)[key];
  }, data);
}

function show(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'a map of keys';
  return typeof value === 'string' ? `"${value}"` : String(value);
}

/** The keys that the schema knows at a path of the data. */
function keysAt(schema: z.core.$ZodType, path: Path): readonly string[] {
  const bare = unwrap(schema);
  const [key, ...rest] = path;
  if (bare instanceof z.ZodObject) {
    if (key === undefined) return Object.keys(bare.shape);
    const inner = (bare.shape as Record<string, z.core.$ZodType>)[String(key)];
    return inner ? keysAt(inner, rest) : [];
  }
  if (bare instanceof z.ZodArray && key !== undefined) return keysAt(bare.element, rest);
  return [];
}

function unwrap(schema: z.core.$ZodType): z.core.$ZodType {
  if (schema instanceof z.ZodOptional) return unwrap(schema.unwrap());
  return schema instanceof z.ZodPipe ? unwrap(schema.out) : schema;
}
