import { TextError } from './problem.js';

/** A call as dbt's templates write it: `TimeDimension('metric_time', 'month').descending(True)`. */
export interface Call {
  readonly name: string;
  readonly args: readonly Argument[];
  readonly named: ReadonlyMap<string, Argument>;
  readonly offset: number;
  /** The methods called on it, in order. */
  readonly methods: readonly Call[];
}

export interface Argument {
  readonly value: Literal;
  readonly offset: number;
}
export type Literal = string | number | boolean | null | readonly Literal[];

interface Token {
  readonly kind: 'name' | 'text' | 'number' | 'sign' | 'end';
  readonly text: string;
  readonly offset: number;
}

const TOKEN =
  /\s*(?:(?<name>[A-Za-z_]\w*)|(?<text>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")|(?<number>-?\d+(?:\.\d+)?)|(?<sign>\S))/uy;

function tokenize(source: string, base: number): readonly Token[] {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  for (let match = TOKEN.exec(source); match; match = TOKEN.exec(source)) {
    const [kind, text] = Object.entries(match.groups ?? {}).find(([, value]) => value !== undefined) ?? ['sign', ''];
    tokens.push({ kind: kind as Token['kind'], text, offset: base + match.index + match[0].length - text.length });
  }
  return [...tokens, { kind: 'end', text: 'the end', offset: base + source.length }];
}

const WORDS: ReadonlyMap<string, Literal> = new Map<string, Literal>([
  ['true', true],
  ['false', false],
  ['none', null],
]);

/**
 * The call that the text consists of; `base` is where the text begins within a larger one.
 * @throws TextError at the first character that does not fit
 */
export function parseCall(source: string, base = 0): Call {
  const tokens = tokenize(source, base);
  let next = 0;

  const peek = (): Token => tokens[Math.min(next, tokens.length - 1)]!;
  const accept = (sign: string): boolean => {
    const found = peek().kind === 'sign' && peek().text === sign;
    if (found) next += 1;
    return found;
  };
  const expect = (sign: string): void => {
    if (!accept(sign)) throw new TextError(`Expected "${sign}", found ${show(peek())}.`, peek().offset);
  };
  const take = (): Token => {
    const token = peek();
    next += 1;
    return token;
  };

  function call(): Call {
    const name = take();
    if (name.kind !== 'name') throw new TextError(`Expected a name, found ${show(name)}.`, name.offset);
    expect('(');
    const args: Argument[] = [];
    const named = new Map<string, Argument>();
    while (!accept(')')) {
      if (args.length + named.size > 0) expect(',');
      const token = peek();
      const following = tokens[next + 1];
      if (token.kind === 'name' && following?.text === '=') {
        next += 2;
        named.set(token.text, argument());
      } else {
        args.push(argument());
      }
    }
    return { name: name.text, args, named, offset: name.offset, methods: [] };
  }

  function argument(): Argument {
    const { offset } = peek();
    return { value: literal(), offset };
  }

  function literal(): Literal {
    if (accept('[')) {
      const list: Literal[] = [];
      while (!accept(']')) {
        if (list.length > 0) expect(',');
        list.push(literal());
      }
      return list;
    }
    const token = take();
    if (token.kind === 'text') return token.text.slice(1, -1).replace(/\\(.)/gu, '$1');
    if (token.kind === 'number') return Number(token.text);
    const word = token.kind === 'name' ? WORDS.get(token.text.toLowerCase()) : undefined;
    if (word === undefined) throw new TextError(`Expected a quoted name, found ${show(token)}.`, token.offset);
    return word;
  }

  const first = call();
  const methods: Call[] = [];
  while (accept('.')) methods.push(call());
  if (peek().kind !== 'end') throw new TextError(`Unexpected ${show(peek())}.`, peek().offset);
  return { ...first, methods };
}

function show(token: Token): string {
  return token.kind === 'end' ? 'the end' : `"${token.text}"`;
}
