import { TextError } from '../../model/load/problem.js';
import type { Token } from './tokens.js';

/** Far deeper than people write, far less than a stack holds. */
export const MOST_NESTED = 50;

/** Where reading stands in the tokens of a where-template. */
export class Cursor {
  private next = 0;
  private nested = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  peek(): Token {
    return this.tokens[Math.min(this.next, this.tokens.length - 1)]!;
  }

  take(): Token {
    const token = this.peek();
    this.next += 1;
    return token;
  }

  /** Passes a keyword, in any case, or a sign, if it is the next. */
  accept(text: string): boolean {
    const { kind, text: found } = this.peek();
    const isNext = (kind === 'word' && found.toLowerCase() === text) || (kind === 'sign' && found === text);
    if (isNext) this.next += 1;
    return isNext;
  }

  /** The first of the keywords or signs that is the next. */
  acceptOne<Text extends string>(texts: readonly Text[]): Text | undefined {
    return texts.find((text) => this.accept(text));
  }

  /** @throws TextError where something else is the next */
  expect(text: string): void {
    if (!this.accept(text)) throw unexpected(this.peek(), /^\w/u.test(text) ? text : `"${text}"`);
  }

  /** @throws TextError where it goes too deep */
  deeper<T>(read: () => T): T {
    this.nested += 1;
    if (this.nested > MOST_NESTED) throw tooDeep(this.peek().offset);
    const found = read();
    this.nested -= 1;
    return found;
  }
}

export function unexpected({ kind, text, offset }: Token, expected: string): TextError {
  return new TextError(`Expected ${expected}, found ${kind === 'end' ? 'the end' : `"${text}"`}.`, offset);
}

export function tooDeep(offset: number): TextError {
  return new TextError(`A filter nests at most ${MOST_NESTED} deep.`, offset);
}
