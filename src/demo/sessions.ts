import { chance, pick, uuid } from './expressions.js';
import { PLANT_COUNT } from './plants.js';

/** Of every 578 sessions, how many get at least this far. Their place among the 578 settles it, so that the counts are exact. */
const SESSIONS = { page_view: 578, add_to_cart: 467, checkout: 361, package_shipped: 335 } as const;

/** Steps through the catalogue that meet no plant twice within a session (coprime to 30). */
const STRIDES = [1, 7, 11, 13, 17, 19, 23, 29];

const DAY = 86_400;

/** The plant a session meets as its nth:  number 0..29. */
export const plantOf = (nth: string): string => `(first_plant + (${nth}) * stride) % ${PLANT_COUNT}`;

/** When something happens that is `slot` events into its session: strictly later than the slot before it, in whole seconds. */
const secondOf = (slot: string): string =>
  `starts + cast(floor(lasts * (${slot} + case when ${slot} = 0 then 0 else 0.8 * ${chance(`session * 16 + ${slot}`, 40)} end) / (views + carts + 1)) as bigint)`;

/**
 * One row per session in `shop_sessions` (dropped at the end), all times in seconds since `firstDay`, and the events told from them.
 * Sessions peak in the evening, so some run past midnight; the last `package_shipped` is before the end of the last day.
 */
export function sessionStatements(scale: number, users: number, firstDay: string, days: number): readonly string[] {
  const at = (second: string): string => `timestamp '${firstDay}' + to_seconds(${second})`;
  const checkout = secondOf('(views + carts)');
  return [
    `create table shop_sessions as
with placed as (
  select session, session % ${SESSIONS.page_view} as place, ${pick(days, 'session', 20)} as day,
    0.35 + 0.5 * (${chance('session', 21)} + ${chance('session', 22)}) as time_of_day
  from range(${SESSIONS.page_view * scale}) as sessions(session)
), chosen as (
  select session, place,
    cast(floor(${users} * pow(${chance('session', 23)}, 1.7)) as bigint) as person,
    cast(floor(${PLANT_COUNT} * pow(${chance('session', 24)}, 1.4)) as bigint) as first_plant,
    [${STRIDES.join(', ')}][1 + ${pick(STRIDES.length, 'session', 25)}] as stride,
    case when place >= ${SESSIONS.add_to_cart} then null
      when place % 60 = 17 then 'all' when place % 60 = 47 then 'first' end as cart_before_view,
    case when place >= ${SESSIONS.add_to_cart} then 0
      when place % 60 = 47 then 2 + ${pick(3, 'session', 26)}
      else [1, 1, 1, 2, 2, 2, 2, 3, 3, 4][1 + ${pick(10, 'session', 26)}] end as carts,
    -- the last day ends early enough to ship what was ordered on it
    cast(floor(${DAY} * (day + (time_of_day - floor(time_of_day)) * case when day = ${days - 1} then 0.93 else 1 end)) as bigint) as starts,
    180 + cast(floor(3420 * pow(${chance('session', 27)}, 2)) as bigint) as lasts
  from placed
), visits as (
  select *, case when carts = 0 then 1 else carts end + ${pick(4, 'session', 28)} as views from chosen
), bought as (
  select *, case when place < ${SESSIONS.checkout} then ${checkout} end as checkout_second from visits
)
select *, ${uuid("'session-' || session")} as session_id, ${uuid("'user-' || person")} as user_id,
  case when place < ${SESSIONS.checkout} then ${uuid("'order-' || session")} end as order_id,
  ${at('checkout_second')} as ordered_at,
  case when place < ${SESSIONS.package_shipped} then checkout_second + 600
    + cast(floor(${chance('session', 29)} * (least(4 * 3600, ${days * DAY} - checkout_second) - 600)) as bigint) end as shipped_second
from bought`,

    // Views and carts alternate:  view, cart, view, cart, view, checkout.  A bookmarked cart link comes before its session's first view.
    `create table events as
with moments as (
  select session, 'page_view' as event_type, nth,
    ${plantOf(`case when nth >= carts and ${chance('session * 16 + nth', 41)} < 0.25 then 0 else nth end`)} as plant,
    ${secondOf('slot')} as second, session_id, user_id, null as order_id
  from (
    select *, case when cart_before_view = 'all' then carts + nth when nth >= carts then carts + nth
      when cart_before_view = 'first' and nth = 0 then 1 else 2 * nth end as slot
    from (select *, unnest(range(views)) as nth from shop_sessions))
  union all
  select session, 'add_to_cart', nth, ${plantOf('nth')}, ${secondOf('slot')}, session_id, user_id, null
  from (
    select *, case when cart_before_view = 'all' then nth
      when cart_before_view = 'first' and nth = 0 then 0 else 2 * nth + 1 end as slot
    from (select *, unnest(range(carts)) as nth from shop_sessions))
  union all
  select session, 'checkout', 0, null, checkout_second, session_id, user_id, order_id
  from shop_sessions where checkout_second is not null
  union all
  select session, 'package_shipped', 0, null, shipped_second, session_id, user_id, order_id
  from shop_sessions where shipped_second is not null
), told as (
  select ${uuid("'event-' || session || '-' || event_type || '-' || nth")} as event_id, session_id, user_id, event_type,
    'https://greenery.example.com/' || case event_type when 'page_view' then 'product/' || shop_plants.product_id
      when 'add_to_cart' then 'cart/' || shop_plants.product_id when 'checkout' then 'checkout/' || order_id
      else 'shipping/' || order_id end as page_url,
    ${at('second')} as created_at, order_id, shop_plants.product_id
  from moments left join shop_plants on shop_plants.plant = moments.plant
)
select event_id, session_id, user_id, event_type, page_url, created_at, order_id, product_id
from told order by created_at, event_id`,
  ];
}
