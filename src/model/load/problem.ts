import { didYouMean } from '../../errors/did-you-mean.js';
import type { Problem } from '../definitions.js';
import type { SourceLocation } from '../types.js';

/** `metrics/funnel.yml:14:7  Metric "a" has no "type". Did you mean …?`; of JSON with the path: `…:1:1  (metrics[3].type)  …` */
export function formatProblem({ source, message, suggestions }: Problem): string {
  const { file, line, column, path } = source;
  const inside = path === undefined ? '' : `  (${path})`;
  return `${file}:${line}:${column}${inside}  ${message}${didYouMean(suggestions)}`;
}

/** In reading order: by file, line, column. */
export function compareProblems(a: Problem, b: Problem): number {
  return (
    compareText(a.source.file, b.source.file) || a.source.line - b.source.line || a.source.column - b.source.column
  );
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export function problem(source: SourceLocation, message: string, suggestions: readonly string[] = []): Problem {
  return { source, message, suggestions };
}

/** A mistake inside a piece of text (a formula, a filter, SQL) at a character of it, counted from 0. */
export class TextError extends Error {
  constructor(
    message: string,
    readonly offset: number,
    readonly suggestions: readonly string[] = [],
  ) {
    super(message);
  }
}
