import { namedElements } from './named.js';
import { problem, type Rule } from './rule.js';

/** Words that no warehouse takes as a name; dbt refuses the same (dbt-semantic-interfaces, ReservedKeywordsRule). */
const KEYWORDS: ReadonlySet<string> = new Set([
  ...['and', 'as', 'create', 'distinct', 'for', 'from', 'full', 'having', 'in', 'inner', 'into', 'is', 'join'],
  ...['left', 'like', 'natural', 'not', 'null', 'on', 'or', 'right', 'select', 'union', 'using', 'where', 'with'],
]);

/** No element is called by a word of SQL. */
export const sqlKeywords: Rule = (definitions, { locate }) =>
  namedElements(definitions)
    .filter(({ definition: { name } }) => KEYWORDS.has(name))
    .map(({ kind, definition }) =>
      problem(
        locate(definition, 'name'),
        `${kind} "${definition.name}" has a word of SQL as its name; "expr" may name the column instead.`,
      ),
    );
