import { TrellisError } from '../../errors/trellis-error.js';
import type { Environment } from '../sources.js';

export type Rendered = string | number | boolean;

export interface Rendering {
  readonly env: Environment;
  /** Nothing will be connected to: a variable that is not set reads as a note of that. */
  readonly offline: boolean;
}

const EXPRESSION = /\{\{-?([\s\S]*?)-?\}\}/gu;
const CALL =
  /^\s*env_var\s*\(\s*(?:'([^']*)'|"([^"]*)")\s*(?:,\s*(?:default\s*=\s*)?(?:'([^']*)'|"([^"]*)"|(-?\d+(?:\.\d+)?|[Tt]rue|[Ff]alse)))?\s*\)\s*((?:\|\s*\w+(?:\(\s*\))?\s*)*)$/u;
const FILTERS = ['as_text', 'as_number', 'as_bool', 'as_native', 'int', 'float', 'bool', 'string', 'trim'] as const;

/**
 * Text with `{{ env_var('X', 'default') | as_number }}` in it, as dbt renders profiles.yml; other Jinja is refused.
 * Where the whole text is one call, its filters give a number or a boolean.
 * Source: https://docs.getdbt.com/reference/dbt-jinja-functions/env_var
 * @throws CONFIG_INVALID that names the variable or the Jinja, never a value
 */
export function render(text: string, rendering: Rendering): Rendered {
  if (/\{%|\{#/u.test(text)) throw refusal('holds Jinja statements or comments');
  const expressions = [...text.matchAll(EXPRESSION)];
  if (expressions.length === 0) {
    if (text.includes('{{')) throw refusal('has a "{{" that is never closed');
    return text;
  }
  const values = expressions.map(([, expression = '']) => evaluate(expression, rendering));
  if (expressions[0]?.[0] === text.trim()) return values[0]!;
  let next = 0;
  return text.replace(EXPRESSION, () => String(values[next++]));
}

function evaluate(expression: string, { env, offline }: Rendering): Rendered {
  const match = CALL.exec(expression);
  if (!match) throw refusal(`holds ${functionOf(expression)}`);
  const [, single, double, text1, text2, bare, filters = ''] = match;
  const name = single ?? double ?? '';
  const value = env[name] ?? text1 ?? text2 ?? bare;
  if (value === undefined && !offline) {
    throw new TrellisError('CONFIG_INVALID', `needs the environment variable ${name}, which is not set`, {
      names: [name],
    });
  }
  if (value === undefined) return `(${name} is not set)`;
  return (filters.match(/\w+/gu) ?? []).reduce<Rendered>((result, filter) => applyFilter(result, filter, name), value);
}

function applyFilter(value: Rendered, filter: string, variable: string): Rendered {
  const known = FILTERS.find((one) => one === filter);
  switch (known) {
    case 'as_text':
    case 'string':
      return String(value);
    case 'trim':
      return String(value).trim();
    case 'as_number':
    case 'int':
    case 'float': {
      const number = Number(value);
      if (String(value).trim() !== '' && Number.isFinite(number)) return known === 'int' ? Math.trunc(number) : number;
      throw new TrellisError('CONFIG_INVALID', `takes ${variable} as a number, which it is not`);
    }
    case 'as_bool':
    case 'bool': {
      const word = String(value).trim().toLowerCase();
      if (word === 'true' || word === '1') return true;
      if (word === 'false' || word === '0') return false;
      throw new TrellisError('CONFIG_INVALID', `takes ${variable} as true or false, which it is not`);
    }
    case 'as_native':
      return nativeOf(value);
    case undefined:
      throw refusal(`uses the filter "${filter}"`);
  }
}

function nativeOf(value: Rendered): Rendered {
  const text = String(value).trim();
  if (/^(true|false)$/iu.test(text)) return text.toLowerCase() === 'true';
  return /^-?\d+(\.\d+)?$/u.test(text) ? Number(text) : value;
}

/** No more than the function's name: anything else may be a secret. */
function functionOf(expression: string): string {
  const name = /^\s*([a-z_]+)\s*\(/u.exec(expression)?.[1];
  return name === undefined ? 'a {{ … }} that is no call of env_var' : `{{ ${name}(…) }}`;
}

function refusal(what: string): TrellisError {
  return new TrellisError(
    'CONFIG_INVALID',
    `${what}; of Jinja only {{ env_var('NAME', 'default') }} is read here, with the filters ${FILTERS.join(', ')}`,
  );
}
