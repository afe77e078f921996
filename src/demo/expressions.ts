/** Small SQL expressions the generator is made of; every one depends on its inputs only, so two runs give the same shop. */

/** An id that looks like a UUID and stays the same for the same text:  uuid("'product-' || name") */
export const uuid = (text: string): string => `cast(cast(md5(${text}) as uuid) as varchar)`;

/**
 * A number in [0, 1) that is settled by an integer key. `topic` (0..99, one per decision) keeps decisions about one key apart;
 * it goes into the integer because hash(a, b) only XORs its arguments, which correlates the results.
 */
export const chance = (key: string, topic: number): string => `(hash((${key}) * 100 + ${topic}) % 1000000 / 1000000.0)`;

/** A whole number in 0..count-1 settled the same way. */
export const pick = (count: number | string, key: string, topic: number): string =>
  `cast(floor(${count} * ${chance(key, topic)}) as bigint)`;

/** One entry of a fixed list of texts. */
export const pickText = (texts: readonly string[], key: string, topic: number): string =>
  `[${texts.map(literal).join(', ')}][1 + ${pick(texts.length, key, topic)}]`;

export const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;
