import { namedDefinitions } from './named.js';
import { problem, type Rule } from './rule.js';

/** dbt's rule for names; a double underscore joins names: `product__name`. */
export const validNames: Rule = (definitions, { locate }) =>
  namedDefinitions(definitions)
    .filter(({ definition: { name } }) => !/^[a-z][a-z0-9_]+$/u.test(name) || name.includes('__'))
    .map(({ kind, definition }) =>
      problem(
        locate(definition, 'name'),
        `${kind} "${definition.name}" has no valid name: two or more lower-case letters, digits and single underscores, a letter first.`,
      ),
    );
