import { nearestNames } from '../errors/did-you-mean.js';
import type { SemanticCatalog } from '../model/catalog.js';
import { isStandardGrain } from '../model/grains.js';
import { elementNamed } from '../model/joins.js';
import { TextError } from '../model/load/problem.js';
import { type FilterReference, GRAINS } from '../model/types.js';
import { FILTER_FUNCTIONS, type FilterExpression, type FilterFunction } from './filter-expression.js';
import {
  CAST_TYPES,
  castLiteral,
  type LiteralExpression,
  literal,
  negated,
  numberLiteral,
  timeLiteral,
} from './where-template-literals.js';
import type { Token } from './where-template-tokens.js';
import { alike, isTime, typeOf } from './where-template-types.js';

/** Far deeper than people write, far less than a stack holds. */
const MOST_NESTED = 50;
const COMPARISONS = { '=': '=', '<>': '<>', '!=': '<>', '<': '<', '<=': '<=', '>': '>', '>=': '>=' } as const;
/** How many arguments a function takes. */
const ARGUMENTS: Readonly<Record<FilterFunction, readonly [least: number, most: number]>> = {
  lower: [1, 1],
  upper: [1, 1],
  trim: [1, 1],
  length: [1, 1],
  abs: [1, 1],
  round: [1, 2],
  coalesce: [2, 20],
  nullif: [2, 2],
};

/**
 * SQL's conditions by recursive descent, from what binds least to what binds most: or, and, not, a comparison,
 * + and -, * and /, a sign, a cast. Methods throw TextError at the character that does not fit.
 */
export class TemplateParser {
  private next = 0;
  private nested = 0;
  private readonly places = new Map<FilterExpression, { readonly offset: number; readonly depth: number }>();

  constructor(
    private readonly tokens: readonly Token[],
    private readonly catalog: SemanticCatalog,
  ) {}

  /** The condition that the whole text consists of. */
  condition(): FilterExpression {
    if (this.peek().kind === 'end') throw new TextError('A filter must not be empty.', 0);
    const expr = this.truth(this.or());
    const rest = this.peek();
    if (rest.kind !== 'end') throw this.unexpected(rest, 'and, or, or the end');
    return expr;
  }

  private or(): FilterExpression {
    return this.joined('or', () => this.and());
  }

  private and(): FilterExpression {
    return this.joined('and', () => this.not());
  }

  private joined(kind: 'and' | 'or', operand: () => FilterExpression): FilterExpression {
    const first = operand();
    const operands = [first];
    while (this.accept(kind)) operands.push(operand());
    if (operands.length === 1) return first;
    return this.made({ kind, operands: operands.map((each) => this.truth(each)) }, operands);
  }

  private not(): FilterExpression {
    if (!this.accept('not')) return this.comparison();
    const operand = this.truth(this.deeper(() => this.not()));
    return this.made({ kind: 'not', operand }, [operand]);
  }

  /** At most one: SQL's comparisons don't chain. */
  private comparison(): FilterExpression {
    const left = this.sum();
    const token = this.peek();
    if (token.kind === 'sign' && token.text in COMPARISONS) {
      this.next += 1;
      const operator = COMPARISONS[token.text as keyof typeof COMPARISONS];
      const [one, other] = this.alike([left, this.sum()]);
      return this.made({ kind: 'compare', operator, left: one!, right: other! }, [one!, other!]);
    }
    if (this.accept('is')) {
      const isNegated = this.accept('not');
      if (!this.accept('null')) throw this.unexpected(this.peek(), 'null');
      return this.made({ kind: 'isNull', input: left, negated: isNegated }, [left]);
    }
    const isNegated = this.accept('not');
    if (this.accept('in')) return this.in(left, isNegated);
    if (this.accept('between')) return this.between(left, isNegated);
    if (this.accept('like')) return this.like(left, isNegated, false);
    if (this.accept('ilike')) return this.like(left, isNegated, true);
    if (isNegated) throw this.unexpected(this.peek(), 'in, between, like or ilike');
    return left;
  }

  private in(left: FilterExpression, isNegated: boolean): FilterExpression {
    this.expect('(');
    const [input, ...values] = this.alike([left, ...this.list()]);
    return this.made({ kind: 'in', input: input!, values, negated: isNegated }, [input!, ...values]);
  }

  private between(left: FilterExpression, isNegated: boolean): FilterExpression {
    const lower = this.sum();
    if (!this.accept('and')) throw this.unexpected(this.peek(), 'and');
    const [input, from, to] = this.alike([left, lower, this.sum()]);
    return this.made({ kind: 'between', input: input!, from: from!, to: to!, negated: isNegated }, [
      input!,
      from!,
      to!,
    ]);
  }

  private like(input: FilterExpression, isNegated: boolean, ignoreCase: boolean): FilterExpression {
    if (isTime(this.typeOf(input))) throw new TextError('A time has no text to search.', this.offsetOf(input));
    const pattern = this.sum();
    return this.made({ kind: 'like', input, pattern, ignoreCase, negated: isNegated }, [input, pattern]);
  }

  private sum(): FilterExpression {
    return this.chain(['+', '-'], () => this.product());
  }

  private product(): FilterExpression {
    return this.chain(['*', '/'], () => this.signed());
  }

  private chain(signs: readonly ('+' | '-' | '*' | '/')[], operand: () => FilterExpression): FilterExpression {
    let left = operand();
    for (let sign = this.sign(signs); sign; sign = this.sign(signs)) {
      const right = operand();
      left = this.made({ kind: 'arithmetic', operator: sign, left, right }, [left, right]);
    }
    return left;
  }

  private sign<Sign extends string>(signs: readonly Sign[]): Sign | undefined {
    const found = signs.find((sign) => this.peek().kind === 'sign' && this.peek().text === sign);
    if (found !== undefined) this.next += 1;
    return found;
  }

  private signed(): FilterExpression {
    const { offset } = this.peek();
    if (this.accept('+')) return this.deeper(() => this.signed());
    if (!this.accept('-')) return this.cast();
    const operand = this.deeper(() => this.signed());
    const number = operand.kind === 'literal' ? negated(operand) : undefined;
    if (number) return this.leaf(number, offset);
    const zero = this.leaf(literal('number', 0), offset);
    return this.made({ kind: 'arithmetic', operator: '-', left: zero, right: operand }, [zero, operand]);
  }

  private cast(): FilterExpression {
    let expr = this.primary();
    while (this.accept('::')) expr = this.castTo(expr);
    return expr;
  }

  private castTo(expr: FilterExpression): FilterExpression {
    const type = this.take();
    const name = type.text.toLowerCase();
    if (type.kind !== 'word' || !CAST_TYPES.includes(name)) {
      throw new TextError(
        `"${type.text}" is no type to cast to. There are ${CAST_TYPES.join(', ')}.`,
        type.offset,
        nearestNames(name, CAST_TYPES),
      );
    }
    if (expr.kind !== 'literal') throw new TextError('Only a literal can be cast.', this.offsetOf(expr));
    return this.leaf(castLiteral(expr, name, this.offsetOf(expr)), this.offsetOf(expr));
  }

  private primary(): FilterExpression {
    const token = this.take();
    switch (token.kind) {
      case 'reference':
        this.checkReference(token.reference, token.offset);
        return this.leaf({ kind: 'reference', reference: token.reference }, token.offset);
      case 'text':
        return this.leaf(textLiteral(token), token.offset);
      case 'number':
        return this.leaf(numberLiteral(token.text, token.offset), token.offset);
      case 'word':
        return this.word(token);
      case 'sign': {
        if (token.text !== '(') break;
        const inner = this.deeper(() => this.or());
        this.expect(')');
        return inner;
      }
      case 'end':
        break;
    }
    throw this.unexpected(token, 'a value');
  }

  private word(token: Token): FilterExpression {
    const word = token.text.toLowerCase();
    switch (word) {
      case 'null':
        return this.leaf({ kind: 'null' }, token.offset);
      case 'true':
      case 'false':
        return this.leaf(literal('boolean', word === 'true'), token.offset);
      case 'date':
      case 'timestamp': {
        const text = this.take();
        if (text.kind !== 'text') throw this.unexpected(text, `a text such as '2021-02-10' after ${word}`);
        const type = word === 'date' ? 'date' : 'datetime';
        return this.leaf(timeLiteral(String(textLiteral(text).bound.value), type, text.offset), text.offset);
      }
      case 'cast': {
        this.expect('(');
        const value = this.deeper(() => this.sum());
        if (!this.accept('as')) throw this.unexpected(this.peek(), 'as');
        const cast = this.castTo(value);
        this.expect(')');
        return cast;
      }
      default:
        return this.call(token, word);
    }
  }

  private call(token: Token, word: string): FilterExpression {
    const name = FILTER_FUNCTIONS.find((known) => known === word);
    if (this.peek().text !== '(' || !name) throw this.unknownWord(token, word);
    this.expect('(');
    const listed = this.list();
    const [least, most] = ARGUMENTS[name];
    if (listed.length < least || listed.length > most) {
      throw new TextError(`${name}() takes ${least === most ? least : `${least} to ${most}`} values.`, token.offset);
    }
    const args = name === 'coalesce' || name === 'nullif' ? this.alike(listed) : listed;
    return this.made({ kind: 'call', function: name, args }, args, token.offset);
  }

  /** Values up to the closing parenthesis; at least one. */
  private list(): readonly FilterExpression[] {
    const values = [this.deeper(() => this.sum())];
    while (this.accept(',')) values.push(this.deeper(() => this.sum()));
    this.expect(')');
    return values;
  }

  private unknownWord({ text, offset }: Token, word: string): TextError {
    if (word === 'select' || word === 'with') return new TextError('A filter holds no subquery.', offset);
    if (this.peek().text === '(') {
      const functions = [...FILTER_FUNCTIONS, 'cast'];
      const message = `There is no function "${text}" here, only ${functions.join(', ')}.`;
      return new TextError(message, offset, nearestNames(word, functions));
    }
    const name = elementNamed(this.catalog, word) ? word : 'user__state';
    return new TextError(`Unexpected "${text}". A dimension is written {{ Dimension('${name}') }}.`, offset);
  }

  private checkReference(reference: FilterReference, offset: number): void {
    if (reference.kind !== 'time' || reference.grain === undefined || isStandardGrain(reference.grain)) return;
    if (this.catalog.customGrains.has(reference.grain)) return;
    const near = nearestNames(reference.grain, [...GRAINS, ...this.catalog.customGrains.keys()]);
    throw new TextError(`There is no grain "${reference.grain}".`, offset, near);
  }

  /** A number, a time or a text is no condition. */
  private truth(expr: FilterExpression): FilterExpression {
    const type = this.typeOf(expr);
    if (type === undefined || type === 'boolean') return expr;
    throw new TextError('This is a value, not a condition: compare it with something.', this.offsetOf(expr));
  }

  private alike(operands: readonly FilterExpression[]): readonly FilterExpression[] {
    return alike(operands, this.catalog, (expr) => this.offsetOf(expr)).map((each, index) => {
      const place = this.places.get(operands[index]!);
      if (place) this.places.set(each, place);
      return each;
    });
  }

  private typeOf(expr: FilterExpression) {
    return typeOf(expr, this.catalog);
  }

  private offsetOf(expr: FilterExpression): number {
    return this.places.get(expr)?.offset ?? 0;
  }

  private leaf<Expr extends FilterExpression | LiteralExpression>(expr: Expr, offset: number): Expr {
    this.places.set(expr, { offset, depth: 1 });
    return expr;
  }

  private made(expr: FilterExpression, parts: readonly FilterExpression[], offset?: number): FilterExpression {
    const depth = 1 + Math.max(...parts.map((part) => this.places.get(part)?.depth ?? 0));
    const start = offset ?? this.offsetOf(parts[0]!);
    if (depth > MOST_NESTED) throw tooDeep(start);
    this.places.set(expr, { offset: start, depth });
    return expr;
  }

  private deeper<T>(parse: () => T): T {
    this.nested += 1;
    if (this.nested > MOST_NESTED) throw tooDeep(this.peek().offset);
    const parsed = parse();
    this.nested -= 1;
    return parsed;
  }

  private peek(): Token {
    return this.tokens[Math.min(this.next, this.tokens.length - 1)]!;
  }

  private take(): Token {
    const token = this.peek();
    this.next += 1;
    return token;
  }

  /** A keyword in any case, or a sign. */
  private accept(text: string): boolean {
    const token = this.peek();
    const found = (token.kind === 'word' && token.text.toLowerCase() === text) || isSign(token, text);
    if (found) this.next += 1;
    return found;
  }

  private expect(sign: string): void {
    if (!this.accept(sign)) throw this.unexpected(this.peek(), `"${sign}"`);
  }

  private unexpected(token: Token, expected: string): TextError {
    const found = token.kind === 'end' ? 'the end' : `"${token.text}"`;
    return new TextError(`Expected ${expected}, found ${found}.`, token.offset);
  }
}

const isSign = ({ kind, text }: Token, sign: string) => kind === 'sign' && text === sign;

function textLiteral({ text }: Token): LiteralExpression {
  return literal('string', text.slice(1, -1).replaceAll("''", "'"));
}

function tooDeep(offset: number): TextError {
  return new TextError(`A filter nests at most ${MOST_NESTED} deep.`, offset);
}
