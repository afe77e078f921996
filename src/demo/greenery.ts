import { orderStatements } from './orders.js';
import { peopleStatements } from './people.js';
import { plantStatements } from './plants.js';
import { sessionStatements } from './sessions.js';

/** The moment the demo is looked at: after the last snapshot and the last delivery. */
export const DEMO_NOW = '2021-03-01T00:00:00Z';

const DAY_MS = 86_400_000;
const AFTER_LAST_DAY = Date.parse('2021-02-12T00:00:00Z');
const TWO_YEARS = 730;
/** How many days of sessions fit after the users' year 2020. */
const DAYS_OF_2021 = 42;

/**
 * The Greenery plant shop as DuckDB statements, to be run one after the other on an empty schema; the same tables every time.
 * Times are naive UTC, money is decimal(10, 2) dollars. An order's total has the promo's discount already taken off.
 *
 * Scale 1 is 578 sessions (467 add to the cart, 361 check out, 335 are shipped) on 10 and 11 February 2021 by 130 users.
 * Scale n has n times the sessions, over min(2n, 730) days that end on 11 February 2021, and up to 130,000 users; the 30 products
 * and their four weekly snapshots stay.
 *
 * @throws RangeError for a scale that isn't a whole number from 1 to 10,000.
 */
export function greeneryStatements(scale = 1): readonly string[] {
  if (!Number.isInteger(scale) || scale < 1 || scale > 10_000) {
    throw new RangeError(`The demo's scale is a whole number from 1 to 10000, not ${scale}.`);
  }
  const days = Math.min(2 * scale, TWO_YEARS);
  const users = Math.min(130 * scale, 130_000);
  const firstDay = new Date(AFTER_LAST_DAY - days * DAY_MS).toISOString().slice(0, 10);
  return [
    ...plantStatements(),
    ...peopleStatements(users, Math.max(0, days - DAYS_OF_2021)),
    ...sessionStatements(scale, users, firstDay, days),
    ...orderStatements(),
    'drop table shop_sessions',
    'drop table shop_plants',
  ];
}
