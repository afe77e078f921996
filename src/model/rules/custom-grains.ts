import type { CustomGrain } from '../definitions.js';
import { isStandardGrain } from '../grains.js';
import { namedElements } from './named.js';
import { problem, type Rule } from './rule.js';

/** A custom grain's name is its own: no standard grain, no other custom one, and no element's. */
export const customGrains: Rule = (definitions, { locate }) => {
  const all = definitions.timeSpines.flatMap((spine) => spine.customGrains);
  const firsts = new Map<string, CustomGrain>();
  const own = all.flatMap((grain) => {
    const tell = (message: string) => [problem(locate(grain, 'name'), `Custom grain "${grain.name}" ${message}`)];
    const first = firsts.get(grain.name);
    if (first) return tell(`is defined twice, first at ${first.source.file}:${first.source.line}.`);
    firsts.set(grain.name, grain);
    return isStandardGrain(grain.name) ? tell('has the name of a standard grain.') : [];
  });
  const elements = namedElements(definitions)
    .filter(({ definition: { name } }) => firsts.has(name) && !isStandardGrain(name))
    .map(({ kind, definition }) =>
      problem(
        locate(definition, 'name'),
        `${kind} "${definition.name}" has the name of a custom grain, as in "metric_time__${definition.name}".`,
      ),
    );
  return [...own, ...elements];
};
