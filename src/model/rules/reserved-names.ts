import { GRAINS } from '../types.js';
import { namedDefinitions } from './named.js';
import { problem, type Rule } from './rule.js';

const RESERVED: ReadonlySet<string> = new Set([...GRAINS, 'metric_time']);
const FREE_KINDS: readonly string[] = ['Saved query', 'Exposure', 'Funnel', 'Custom grain'];

/** Names that mean something else in queries: grains (`order__created_at__day`), metric_time and MetricFlow's own. */
export const reservedNames: Rule = (definitions, { locate }) =>
  namedDefinitions(definitions)
    .filter(({ kind }) => !FREE_KINDS.includes(kind))
    .filter(({ definition: { name } }) => RESERVED.has(name) || name.startsWith('mf_internal'))
    .map(({ kind, definition }) =>
      problem(locate(definition, 'name'), `${kind} "${definition.name}" has a reserved name.`),
    );
