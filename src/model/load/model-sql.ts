import { TextError } from './problem.js';
import { parseReferenceCall, type Reference } from './reference.js';

export interface SqlReference {
  readonly reference: Reference;
  readonly offset: number;
}

const PIECE =
  /(?<line>--[^\n]*)|(?<block>\/\*[\s\S]*?\*\/|\{#[\s\S]*?#\})|(?<call>\{\{-?[\s\S]*?-?\}\})|(?<jinja>\{\{|\{%)|(?<end>;)|(?<quoted>'(?:[^']|'')*'|"(?:[^"]|"")*")/gu;

/**
 * The SELECT of a model file without its comments and closing semicolon, and with its references found:
 * `select 1 from {{ ref('a') }} -- one` → ['select 1 from ', ref a]
 * @throws TextError on other Jinja and on a second statement
 */
export function parseModelSql(sql: string): readonly (string | SqlReference)[] {
  const parts: (string | SqlReference)[] = [];
  let text = '';
  let position = 0;
  const flush = () => {
    if (text !== '') parts.push(text);
    text = '';
  };
  for (const match of sql.matchAll(PIECE)) {
    const [piece] = match;
    const kind = Object.entries(match.groups ?? {}).find(([, value]) => value !== undefined)?.[0];
    const start = match.index;
    text += sql.slice(position, start);
    position = start + piece.length;
    if (kind === 'line') {
      text = text.replace(/[ \t]+$/u, '');
      if (text.endsWith('\n') || (text === '' && parts.length === 0)) position += 1;
    } else if (kind === 'block') {
      text += ' ';
    } else if (kind === 'call') {
      flush();
      parts.push({ reference: parseCallIn(piece, start), offset: start });
    } else if (kind === 'jinja') {
      throw new TextError('Only {{ ref(…) }} and {{ source(…) }} are supported here, no other Jinja.', start);
    } else if (kind === 'end') {
      const rest = sql.slice(position).replace(/--[^\n]*|\/\*[\s\S]*?\*\/|;/gu, '');
      if (rest.trim() !== '') throw new TextError('A model is one SELECT; here a second statement begins.', start);
    } else {
      const jinja = piece.search(/\{\{|\{%/u);
      if (jinja >= 0) throw new TextError('Jinja inside quotes is not supported.', start + jinja);
      text += piece;
    }
  }
  text += sql.slice(position);
  flush();
  const trimmed = trimEnds(parts);
  if (trimmed.length === 0) throw new TextError('The file holds no SELECT.', 0);
  return trimmed;
}

function parseCallIn(piece: string, start: number): Reference {
  const inner = piece.replace(/^\{\{-?/u, '').replace(/-?\}\}$/u, '');
  const reference = parseReferenceCall(inner, start + piece.indexOf(inner));
  if (reference.kind === 'metric') throw new TextError('metric() has no place in a model.', start);
  return reference;
}

function trimEnds(parts: readonly (string | SqlReference)[]): readonly (string | SqlReference)[] {
  return parts
    .map((part, index) => {
      if (typeof part !== 'string') return part;
      const started = index === 0 ? part.trimStart() : part;
      return index === parts.length - 1 ? started.trimEnd() : started;
    })
    .filter((part) => part !== '');
}
