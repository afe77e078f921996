import { TrellisError } from '../errors/trellis-error.js';

/**
 * A missing table as the definitions name it: `shop.main.products_snapshot`, where a warehouse tells the last part
 * alone, or of a database that it lacks only that.
 * @param tables what was read
 */
export function namedInFull(error: TrellisError, tables: Iterable<string>): TrellisError {
  const [told] = error.names;
  if (error.code !== 'TABLE_NOT_FOUND' || told === undefined) return error;
  const names = [...tables].map((table) => table.replaceAll('"', ''));
  const full = names.find((name) => lastPart(name) === lastPart(told)) ?? names.find((name) => isPart(told, name));
  if (full === undefined || full.split('.').length <= told.split('.').length) return error;
  const message = error.message.replace(`"${told}"`, `"${full}"`);
  return new TrellisError('TABLE_NOT_FOUND', message, { names: [full, ...error.names.slice(1)], cause: error });
}

/** A warehouse may leave the schema out, or write it in its own case: `shop.orders`, `ORDERS`. */
export function lastPart(name: string): string | undefined {
  return name.replaceAll('"', '').toLowerCase().split('.').at(-1);
}

function isPart(told: string, name: string): boolean {
  return name.toLowerCase().split('.').includes(told.toLowerCase());
}
