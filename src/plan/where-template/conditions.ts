import type { FilterExpression } from '../filter-expression.js';
import { type Cursor, unexpected } from './cursor.js';
import type { Nodes } from './nodes.js';
import { ValueReader } from './values.js';

const COMPARISONS = { '=': '=', '<>': '<>', '!=': '<>', '<': '<', '<=': '<=', '>': '>', '>=': '>=' } as const;
const SIGNS = Object.keys(COMPARISONS) as (keyof typeof COMPARISONS)[];

/**
 * SQL's conditions by recursive descent, from what binds least to what binds most: or, and, not, a comparison,
 * then values. Methods throw TextError at the character that does not fit.
 */
export class ConditionReader {
  private readonly values: ValueReader;

  constructor(
    private readonly cursor: Cursor,
    private readonly nodes: Nodes,
  ) {
    this.values = new ValueReader(cursor, nodes, () => this.or());
  }

  /** The condition that the whole text consists of. */
  whole(): FilterExpression {
    const expr = this.nodes.truth(this.or());
    const rest = this.cursor.peek();
    if (rest.kind !== 'end') throw unexpected(rest, 'and, or, or the end');
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
    while (this.cursor.accept(kind)) operands.push(operand());
    if (operands.length === 1) return first;
    return this.nodes.made({ kind, operands: operands.map((each) => this.nodes.truth(each)) }, operands);
  }

  private not(): FilterExpression {
    if (!this.cursor.accept('not')) return this.comparison();
    const operand = this.nodes.truth(this.cursor.deeper(() => this.not()));
    return this.nodes.made({ kind: 'not', operand }, [operand]);
  }

  /** At most one: SQL's comparisons don't chain. */
  private comparison(): FilterExpression {
    const { cursor, nodes } = this;
    const input = this.values.sum();
    const sign = cursor.acceptOne(SIGNS);
    if (sign) {
      const [left, right] = nodes.alike([input, this.values.sum()] as const);
      return nodes.made({ kind: 'compare', operator: COMPARISONS[sign], left, right }, [left, right]);
    }
    if (cursor.accept('is')) {
      const negated = cursor.accept('not');
      cursor.expect('null');
      return nodes.made({ kind: 'isNull', input, negated }, [input]);
    }
    const negated = cursor.accept('not');
    const operator = cursor.acceptOne(['in', 'between', 'like', 'ilike']);
    if (operator) return this[operator](input, negated);
    if (negated) throw unexpected(cursor.peek(), 'in, between, like or ilike');
    return input;
  }

  private in(left: FilterExpression, negated: boolean): FilterExpression {
    this.cursor.expect('(');
    const [input = left, ...values] = this.nodes.alike([left, ...this.values.list()]);
    return this.nodes.made({ kind: 'in', input, values, negated }, [input, ...values]);
  }

  private between(left: FilterExpression, negated: boolean): FilterExpression {
    const lower = this.values.sum();
    this.cursor.expect('and');
    const [input, from, to] = this.nodes.alike([left, lower, this.values.sum()] as const);
    return this.nodes.made({ kind: 'between', input, from, to, negated }, [input, from, to]);
  }

  private like(input: FilterExpression, negated: boolean, ignoreCase = false): FilterExpression {
    this.nodes.needs(input, 'text');
    const pattern = this.values.sum();
    this.nodes.needs(pattern, 'text');
    return this.nodes.made({ kind: 'like', input, pattern, ignoreCase, negated }, [input, pattern]);
  }

  private ilike(input: FilterExpression, negated: boolean): FilterExpression {
    return this.like(input, negated, true);
  }
}
