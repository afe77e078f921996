import { DateTime } from 'luxon';
import { TextError } from '../../model/load/problem.js';
import type { BoundValue, TimeType } from '../expression.js';
import type { FilterExpression } from '../filter-expression.js';

export type LiteralExpression = Extract<FilterExpression, { kind: 'literal' }>;

export function literal(type: BoundValue['type'], value: BoundValue['value']): LiteralExpression {
  return { kind: 'literal', bound: { type, value } };
}

/** `'O''Brien'` */
export function textLiteral(quoted: string): LiteralExpression {
  return literal('string', quoted.slice(1, -1).replaceAll("''", "'"));
}

/** Most digits of an exact number, in every warehouse. */
const MOST_DIGITS = 38;

/** Whole numbers, exact decimals (`0.10`) and doubles (`1e3`), as SQL reads them. @throws TextError */
export function numberLiteral(text: string, offset: number): LiteralExpression {
  const value = Number(text);
  if (/^\d+$/u.test(text) && Number.isSafeInteger(value)) return literal('number', value);
  const digits = text.replace('.', '').length;
  if (/^[\d.]+$/u.test(text) && digits <= MOST_DIGITS) {
    return literal('decimal', text.replace(/^\./u, '0.').replace(/\.$/u, ''));
  }
  if (Number.isFinite(value)) return literal('number', value);
  throw new TextError(`${text} is too large a number.`, offset);
}

/** `-` before a number. */
export function negated({ bound }: LiteralExpression): LiteralExpression | undefined {
  if (bound.type === 'number') return literal('number', -Number(bound.value));
  return bound.type === 'decimal' ? literal('decimal', `-${bound.value}`.replace(/^--/u, '')) : undefined;
}

const TIME = /^((?!0000)\d{4}-\d{2}-\d{2})(?:[ T]((?:[01]\d|2[0-3]):\d{2}(?::\d{2}(?:\.\d{1,9})?)?))?$/u;

/**
 * `2021-02-10` and `2021-02-10 09:30:00` as a time of that type.
 * @throws TextError where the text is neither, or a day is compared with a time of day
 */
export function timeLiteral(text: string, type: TimeType, offset: number): LiteralExpression {
  const [, day, clock] = TIME.exec(text.trim()) ?? [];
  const iso = clock === undefined ? day : `${day}T${clock}`;
  if (day === undefined || !DateTime.fromISO(iso ?? '', { zone: 'utc' }).isValid) {
    const example = type === 'date' ? '2021-02-10' : '2021-02-10 or 2021-02-10 09:30:00';
    throw new TextError(`'${text}' is not a ${type === 'date' ? 'date' : 'time'}. Write it like ${example}.`, offset);
  }
  if (type === 'datetime') return literal('datetime', clock === undefined ? day : `${day} ${clock}`);
  if (clock !== undefined && /[1-9]/u.test(clock)) {
    throw new TextError(`This is a day: compare it with '${day}', without a time of day.`, offset);
  }
  return literal('date', day);
}

const CASTS: ReadonlyMap<string, 'date' | 'datetime' | 'string' | 'whole' | 'double' | 'boolean'> = new Map([
  ['date', 'date'],
  ...(['timestamp', 'timestamp_ntz', 'datetime'] as const).map((name) => [name, 'datetime'] as const),
  ...(['varchar', 'text', 'string'] as const).map((name) => [name, 'string'] as const),
  ...(['integer', 'int', 'bigint'] as const).map((name) => [name, 'whole'] as const),
  ...(['double', 'float'] as const).map((name) => [name, 'double'] as const),
  ...(['boolean', 'bool'] as const).map((name) => [name, 'boolean'] as const),
]);
export const CAST_TYPES: readonly string[] = [...CASTS.keys()];

/** `cast('2021-02-10' as date)`, worked out. @throws TextError where the value is none of that type */
export function castLiteral({ bound }: LiteralExpression, type: string, offset: number): LiteralExpression {
  const text = String(bound.value);
  const kind = CASTS.get(type);
  switch (kind) {
    case 'date':
    case 'datetime':
      if (bound.type === 'string' || bound.type === 'date' || bound.type === 'datetime') {
        return timeLiteral(text, kind, offset);
      }
      break;
    case 'string':
      return literal('string', text);
    case 'whole':
      if (/^\s*[+-]?\d+\s*$/u.test(text) && Number.isSafeInteger(Number(text))) return literal('number', Number(text));
      break;
    case 'double':
      if (text.trim() !== '' && Number.isFinite(Number(text))) return literal('number', Number(text));
      break;
    case 'boolean':
      if (/^(?:true|false)$/iu.test(text)) return literal('boolean', text.toLowerCase() === 'true');
      break;
    case undefined:
      break;
  }
  throw new TextError(`'${text}' can't be read as ${type}.`, offset);
}
