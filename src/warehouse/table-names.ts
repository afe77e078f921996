const PARTS = /"(?:[^"]|"")*"|[^.]+/g;
const QUOTED = /^"(?:[^"]|"")*"$/;
const PLAIN = /^[A-Za-z_][A-Za-z0-9_$]*$/;

export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

export function quoteText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** `shop."Web Events"` → `"shop"."Web Events"`. For DuckDB, which finds quoted names in any case. */
export function quoteTable(table: string): string {
  return partsOf(table)
    .map((part) => (QUOTED.test(part) ? part : quoteName(part)))
    .join('.');
}

/** `shop.web-events` → `shop."web-events"`. For Snowflake, which folds unquoted names to upper case: plain ones stay so. */
export function quoteOddTable(table: string): string {
  return partsOf(table)
    .map((part) => (QUOTED.test(part) || PLAIN.test(part) ? part : quoteName(part)))
    .join('.');
}

/** A table's name as its author wrote it, in parts; never empty. */
function partsOf(table: string): readonly string[] {
  return table.match(PARTS) ?? [''];
}
