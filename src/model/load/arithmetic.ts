import { nearestNames } from '../../errors/did-you-mean.js';
import { ARITHMETIC_FUNCTIONS, type Arithmetic, type ArithmeticFunction } from '../metric-types.js';
import { TextError } from './problem.js';

/** Least and most arguments. */
const ARITY: Readonly<Record<ArithmeticFunction, readonly [number, number]>> = {
  coalesce: [2, Infinity],
  nullif: [2, 2],
  abs: [1, 1],
  round: [1, 2],
  greatest: [2, Infinity],
  least: [2, Infinity],
};

interface Token {
  readonly kind: 'number' | 'name' | 'sign' | 'end';
  readonly text: string;
  readonly offset: number;
}

const TOKEN = /\s*(?:(?<number>(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)|(?<name>[A-Za-z_]\w*)|(?<sign>\S))/uy;

function tokenize(source: string): readonly Token[] {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  for (let match = TOKEN.exec(source); match; match = TOKEN.exec(source)) {
    const [kind, text] = Object.entries(match.groups ?? {}).find(([, value]) => value !== undefined) ?? ['sign', ''];
    tokens.push({ kind: kind as Token['kind'], text, offset: match.index + match[0].length - text.length });
  }
  return [...tokens, { kind: 'end', text: '', offset: source.length }];
}

/**
 * The formula of a derived metric, by recursive descent:
 * sum = product (+|- product)*; product = unary (*|/ unary)*; unary = -unary | number | name | name(sum, …) | (sum).
 * @throws TextError at the first character that is no arithmetic
 */
export function parseArithmetic(source: string): Arithmetic {
  const tokens = tokenize(source);
  let next = 0;

  const peek = (): Token => tokens[Math.min(next, tokens.length - 1)]!;
  const accept = (...signs: readonly string[]): string | undefined => {
    const token = peek();
    if (token.kind !== 'sign' || !signs.includes(token.text)) return undefined;
    next += 1;
    return token.text;
  };
  const expect = (sign: string): void => {
    if (!accept(sign)) throw unexpected(peek(), `"${sign}"`);
  };

  function sum(): Arithmetic {
    let left = product();
    for (let sign = accept('+', '-'); sign; sign = accept('+', '-')) left = binary(sign, left, product());
    return left;
  }

  function product(): Arithmetic {
    let left = unary();
    for (let sign = accept('*', '/'); sign; sign = accept('*', '/')) left = binary(sign, left, unary());
    return left;
  }

  function unary(): Arithmetic {
    if (accept('-')) return { kind: 'negate', operand: unary() };
    if (accept('+')) return unary();
    if (accept('(')) {
      const inner = sum();
      expect(')');
      return inner;
    }
    const token = peek();
    if (token.kind !== 'number' && token.kind !== 'name') throw unexpected(token, 'a number or the name of an input');
    next += 1;
    if (token.kind === 'number') return { kind: 'number', value: Number(token.text) };
    return accept('(') ? call(token) : { kind: 'input', name: token.text };
  }

  function call(token: Token): Arithmetic {
    const name = ARITHMETIC_FUNCTIONS.find((known) => known === token.text.toLowerCase());
    if (!name) {
      const message = `There is no function "${token.text}" in formulas, only ${ARITHMETIC_FUNCTIONS.join(', ')}.`;
      throw new TextError(message, token.offset, nearestNames(token.text, ARITHMETIC_FUNCTIONS));
    }
    const args: Arithmetic[] = [];
    while (!accept(')')) {
      if (args.length > 0) expect(',');
      args.push(sum());
    }
    const [least, most] = ARITY[name];
    if (args.length < least || args.length > most) {
      const count = most === Infinity ? `at least ${least}` : least === most ? `${least}` : `${least} to ${most}`;
      throw new TextError(`${name}() takes ${count} arguments, not ${args.length}.`, token.offset);
    }
    return { kind: 'call', function: name, args };
  }

  const formula = sum();
  if (peek().kind !== 'end') throw unexpected(peek(), 'an operator');
  return formula;
}

function binary(operator: string, left: Arithmetic, right: Arithmetic): Arithmetic {
  return { kind: 'binary', operator: operator as '+' | '-' | '*' | '/', left, right };
}

function unexpected(token: Token, expected: string): TextError {
  const found = token.kind === 'end' ? 'the formula ends' : `there is "${token.text}"`;
  return new TextError(`Expected ${expected}, but ${found}.`, token.offset);
}

/** The inputs that a formula names, each once. */
export function inputsOf(formula: Arithmetic): ReadonlySet<string> {
  switch (formula.kind) {
    case 'number':
      return new Set();
    case 'input':
      return new Set([formula.name]);
    case 'negate':
      return inputsOf(formula.operand);
    case 'binary':
      return new Set([...inputsOf(formula.left), ...inputsOf(formula.right)]);
    case 'call':
      return new Set(formula.args.flatMap((arg) => [...inputsOf(arg)]));
  }
}
