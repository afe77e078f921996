/**
 * Half-open bins of numbers, as people read them, with one below the first edge and one from the last edge on.
 *   [10, 20]  →  "< 10", "10–20", "≥ 20"
 */
export function binLabels(edges: readonly number[]): readonly string[] {
  const between = edges.slice(1).map((edge, index) => `${edges[index]}–${edge}`);
  return [`< ${edges[0]}`, ...between, `≥ ${edges.at(-1)}`];
}

/** The lower edge of the bin of that label; null where it has none. */
export function lowerEdge(edges: readonly number[], label: string): number | null {
  return edges[binLabels(edges).indexOf(label) - 1] ?? null;
}
