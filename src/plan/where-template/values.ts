import { nearestNames } from '../../errors/did-you-mean.js';
import { elementNamed } from '../../model/joins.js';
import { TextError } from '../../model/load/problem.js';
import { FILTER_FUNCTIONS, type FilterExpression, type FilterFunction } from '../filter-expression.js';
import { type Cursor, unexpected } from './cursor.js';
import { CAST_TYPES, castLiteral, literal, negated, numberLiteral, textLiteral, timeLiteral } from './literals.js';
import type { Nodes } from './nodes.js';
import type { Token } from './tokens.js';

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

/** What a function reads; the others take any values, of one type. */
const WANTED: Readonly<Partial<Record<FilterFunction, 'text' | 'number'>>> = {
  lower: 'text',
  upper: 'text',
  trim: 'text',
  length: 'text',
  abs: 'number',
  round: 'number',
};

/** Values, from what binds least: + and -, * and /, a sign, a cast; down to literals, references and calls. */
export class ValueReader {
  constructor(
    private readonly cursor: Cursor,
    private readonly nodes: Nodes,
    /** What parentheses may hold. */
    private readonly condition: () => FilterExpression,
  ) {}

  sum(): FilterExpression {
    return this.chain(['+', '-'], () => this.product());
  }

  /** Values up to the closing parenthesis; at least one. */
  list(): readonly FilterExpression[] {
    const value = () => this.cursor.deeper(() => this.sum());
    const values = [value()];
    while (this.cursor.accept(',')) values.push(value());
    this.cursor.expect(')');
    return values;
  }

  private product(): FilterExpression {
    return this.chain(['*', '/'], () => this.signed());
  }

  private chain(signs: readonly ('+' | '-' | '*' | '/')[], operand: () => FilterExpression): FilterExpression {
    let left = operand();
    for (let operator = this.cursor.acceptOne(signs); operator; operator = this.cursor.acceptOne(signs)) {
      const right = operand();
      this.nodes.checkCounted([left, right]);
      left = this.nodes.made({ kind: 'arithmetic', operator, left, right }, [left, right]);
    }
    return left;
  }

  private signed(): FilterExpression {
    const { offset } = this.cursor.peek();
    const sign = this.cursor.acceptOne(['+', '-']);
    if (!sign) return this.cast();
    const operand = this.cursor.deeper(() => this.signed());
    if (sign === '+') return operand;
    const number = operand.kind === 'literal' ? negated(operand) : undefined;
    if (number) return this.nodes.leaf(number, offset);
    const left = this.nodes.leaf(literal('number', 0), offset);
    return this.nodes.made({ kind: 'arithmetic', operator: '-', left, right: operand }, [left, operand]);
  }

  private cast(): FilterExpression {
    let expr = this.primary();
    while (this.cursor.accept('::')) expr = this.castTo(expr);
    return expr;
  }

  private castTo(expr: FilterExpression): FilterExpression {
    const { kind, text, offset } = this.cursor.take();
    const type = text.toLowerCase();
    if (kind !== 'word' || !CAST_TYPES.includes(type)) {
      const message = `"${text}" is no type to cast to. There are ${CAST_TYPES.join(', ')}.`;
      throw new TextError(message, offset, nearestNames(type, CAST_TYPES));
    }
    const start = this.nodes.offsetOf(expr);
    if (expr.kind !== 'literal') throw new TextError('Only a literal can be cast.', start);
    return this.nodes.leaf(castLiteral(expr, type, start), start);
  }

  private primary(): FilterExpression {
    const token = this.cursor.take();
    switch (token.kind) {
      case 'reference':
        return this.nodes.leaf({ kind: 'reference', reference: token.reference }, token.offset);
      case 'text':
        return this.nodes.leaf(textLiteral(token.text), token.offset);
      case 'number':
        return this.nodes.leaf(numberLiteral(token.text, token.offset), token.offset);
      case 'word':
        return this.word(token);
      case 'sign': {
        if (token.text !== '(') break;
        const inner = this.cursor.deeper(this.condition);
        this.cursor.expect(')');
        return inner;
      }
      case 'end':
        break;
    }
    throw unexpected(token, 'a value');
  }

  private word(token: Token): FilterExpression {
    const word = token.text.toLowerCase();
    switch (word) {
      case 'null':
        return this.nodes.leaf({ kind: 'null' }, token.offset);
      case 'true':
      case 'false':
        return this.nodes.leaf(literal('boolean', word === 'true'), token.offset);
      case 'date':
      case 'timestamp': {
        const { kind, text, offset } = this.cursor.peek();
        if (kind !== 'text') throw unexpected(this.cursor.peek(), `a text such as '2021-02-10'`);
        this.cursor.take();
        const { value } = textLiteral(text).bound;
        return this.nodes.leaf(timeLiteral(String(value), word === 'date' ? 'date' : 'datetime', offset), offset);
      }
      case 'cast': {
        this.cursor.expect('(');
        const value = this.cursor.deeper(() => this.sum());
        this.cursor.expect('as');
        const cast = this.castTo(value);
        this.cursor.expect(')');
        return cast;
      }
      default:
        return this.call(token, word);
    }
  }

  private call(token: Token, word: string): FilterExpression {
    const name = FILTER_FUNCTIONS.find((known) => known === word);
    if (!name || this.cursor.peek().text !== '(') throw this.unknownWord(token, word);
    this.cursor.expect('(');
    const listed = this.list();
    const [least, most] = ARGUMENTS[name];
    if (listed.length < least || listed.length > most) {
      const values = least === most ? (least === 1 ? 'one value' : `${least} values`) : `${least} to ${most} values`;
      throw new TextError(`${name}() takes ${values}.`, token.offset);
    }
    const wanted = WANTED[name];
    if (wanted) for (const each of listed) this.nodes.needs(each, wanted);
    const args = wanted ? listed : this.nodes.alike(listed);
    return this.nodes.made({ kind: 'call', function: name, args }, args, token.offset);
  }

  private unknownWord({ text, offset }: Token, word: string): TextError {
    if (word === 'select' || word === 'with') return new TextError('A filter holds no subquery.', offset);
    if (this.cursor.peek().text === '(') {
      const functions = [...FILTER_FUNCTIONS, 'cast'];
      const message = `There is no function "${text}" here, only ${functions.join(', ')}.`;
      return new TextError(message, offset, nearestNames(word, functions));
    }
    const name = elementNamed(this.nodes.catalog, word) ? word : 'user__state';
    return new TextError(`Unexpected "${text}". A dimension is written {{ Dimension('${name}') }}.`, offset);
  }
}
