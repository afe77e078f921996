import type { Definitions, Problem } from '../definitions.js';
import { elementNames, graphqlName } from '../graphql-name.js';
import { isDimension } from '../joins.js';
import type { SourceLocation } from '../types.js';
import { problem, type Rule, type RuleContext } from './rule.js';

const RESERVED: ReadonlySet<string> = new Set([
  ...['id', 'keys', 'isOther', 'periodEnd', 'periodComplete', 'metricTime', 'metricTimePart'],
  ...['and', 'or', 'not', '__typename'],
]);

const OVERRIDE = 'config.meta.trellis.graphql_name';

/** Metrics and dimensions share one namespace in GraphQL, and so do funnels among themselves. */
export const graphqlNames: Rule = (definitions, context) => [
  ...badOverrides(definitions, context),
  ...clashes([...elementFields(context), ...fields('metric', definitions.metrics)], context),
  ...clashes(
    fields(
      'funnel',
      definitions.models.flatMap(({ funnels }) => funnels),
    ),
    context,
  ),
];

/** A name as GraphQL shows it, and where it comes from. */
interface Field {
  readonly kind: string;
  readonly name: string;
  readonly shown: string;
  readonly definition: { readonly source: SourceLocation };
}

interface Nameable {
  readonly name: string;
  readonly graphqlName?: string;
  readonly source: SourceLocation;
}

function fields(kind: string, definitions: readonly Nameable[]): readonly Field[] {
  return definitions.map((definition) => ({
    kind,
    name: definition.name,
    shown: definition.graphqlName ?? graphqlName(definition.name),
    definition,
  }));
}

function elementFields({ elements }: RuleContext): readonly Field[] {
  const names = elementNames(elements);
  return [...elements].map(([name, element]) => ({
    kind: isDimension(element) ? 'dimension' : 'entity',
    name,
    shown: names.get(name) ?? name,
    definition: element,
  }));
}

function badOverrides({ models, metrics }: Definitions, { locate }: RuleContext): readonly Problem[] {
  const all: readonly Nameable[] = [
    ...models.flatMap(({ dimensions, funnels }) => [...dimensions, ...funnels]),
    ...metrics,
  ];
  return all.flatMap((definition) => {
    const { graphqlName: chosen, name } = definition;
    if (chosen === undefined || /^[a-z][A-Za-z0-9]*$/u.test(chosen)) return [];
    const message = `The graphql_name "${chosen}" of "${name}" must be letters and digits, a lower-case letter first.`;
    return [problem(locate(definition, ...overridePath(definition)), message)];
  });
}

function overridePath(definition: Nameable): readonly string[] {
  return 'steps' in definition ? ['graphql_name'] : OVERRIDE.split('.');
}

function clashes(all: readonly Field[], { locate }: RuleContext): readonly Problem[] {
  const first = new Map<string, Field>();
  return all.flatMap((field) => {
    const { kind, name, shown, definition } = field;
    const where = locate(definition, 'name');
    const subject = `${kind.charAt(0).toUpperCase()}${kind.slice(1)} "${name}"`;
    if (RESERVED.has(shown))
      return [problem(where, `${subject} is "${shown}" in GraphQL, which is reserved; ${OVERRIDE} mends it.`)];
    const other = first.get(shown);
    if (!other) {
      first.set(shown, field);
      return [];
    }
    if (other.name === name && other.kind === kind) return [];
    const message = `${subject} is "${shown}" in GraphQL, as ${other.kind} "${other.name}" is; ${OVERRIDE} mends it.`;
    return [problem(where, message)];
  });
}
