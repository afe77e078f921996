import type { Arithmetic } from '../model/metric-types.js';
import { column, type Expr, number } from './expression.js';
import type { Formula, Input } from './formula.js';

/** The inputs whose values are shown; without keys no other makes a row. */
export function shownInputs(formulas: readonly Formula[], inputs: readonly Input[]): readonly Input[] {
  const shown = new Set(formulas.flatMap((formula) => inputIds(formula, false)));
  return inputs.filter(({ id }) => shown.has(id));
}

/**
 * The inputs whose rows make periods: a metric's unshifted ones, or all where every one is shifted. The others
 * only add values, so that an offset never adds a period to a metric. What stands aside makes none.
 */
export function anchoringInputs(formulas: readonly Formula[], inputs: readonly Input[]): ReadonlySet<string> {
  const shifted = new Set(inputs.filter(({ offset }) => offset).map(({ id }) => id));
  const aside = new Set(inputs.filter((input) => input.aside).map(({ id }) => id));
  return new Set(
    formulas.flatMap((formula) => {
      const ids = inputIds(formula, true).filter((id) => !aside.has(id));
      const unshifted = ids.filter((id) => !shifted.has(id));
      return unshifted.length > 0 ? unshifted : ids;
    }),
  );
}

function inputIds(formula: Formula, withBases: boolean): readonly string[] {
  const idsOf = (inner: Formula) => inputIds(inner, withBases);
  switch (formula.kind) {
    case 'input':
      return [formula.id];
    case 'fill':
      return idsOf(formula.input);
    case 'ratio':
      return [...idsOf(formula.numerator), ...idsOf(formula.denominator)];
    case 'expression':
      return [...formula.inputs.values()].flatMap(idsOf);
    case 'beside':
      return withBases ? [...idsOf(formula.value), ...idsOf(formula.base)] : idsOf(formula.value);
    case 'compared': {
      const shows = withBases || formula.show !== 'value';
      return [...(shows ? idsOf(formula.now) : []), ...idsOf(formula.before)];
    }
    case 'share':
      return [...idsOf(formula.part), ...idsOf(formula.total)];
  }
}

/** The formula over the input columns of the row source below. */
export function formulaExpr(formula: Formula): Expr {
  switch (formula.kind) {
    case 'input':
      return column(formula.id);
    case 'fill':
      return { kind: 'coalesce', operands: [formulaExpr(formula.input), number(formula.value)] };
    case 'ratio':
      return { kind: 'divide', left: formulaExpr(formula.numerator), right: formulaExpr(formula.denominator) };
    case 'expression':
      return arithmeticExpr(formula.expr, formula.inputs);
    case 'beside':
      return formulaExpr(formula.value);
    case 'compared':
      return comparedExpr(formula);
    case 'share':
      return { kind: 'divide', left: formulaExpr(formula.part), right: formulaExpr(formula.total) };
  }
}

function comparedExpr({ now, before, show }: Extract<Formula, { kind: 'compared' }>): Expr {
  const base = formulaExpr(before);
  if (show === 'value') return base;
  const change: Expr = { kind: 'arithmetic', operator: '-', left: formulaExpr(now), right: base };
  return show === 'change' ? change : { kind: 'divide', left: change, right: base };
}

function arithmeticExpr(node: Arithmetic, inputs: ReadonlyMap<string, Formula>): Expr {
  const expr = (inner: Arithmetic) => arithmeticExpr(inner, inputs);
  switch (node.kind) {
    case 'number':
      return number(node.value);
    case 'input': {
      const input = inputs.get(node.name);
      if (!input) throw new Error(`Broken invariant: formula names "${node.name}", which is no input`);
      return formulaExpr(input);
    }
    case 'negate':
      return { kind: 'arithmetic', operator: '-', left: number(0), right: expr(node.operand) };
    case 'binary':
      return node.operator === '/'
        ? { kind: 'divide', left: expr(node.left), right: expr(node.right) }
        : { kind: 'arithmetic', operator: node.operator, left: expr(node.left), right: expr(node.right) };
    case 'call': {
      const args = node.args.map(expr);
      return node.function === 'coalesce'
        ? { kind: 'coalesce', operands: args }
        : { kind: 'call', function: node.function, args };
    }
  }
}
