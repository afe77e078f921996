import { chance, pick, pickText, uuid } from './expressions.js';
import { plantOf } from './sessions.js';

/** Dollars off the whole order; less than the cheapest plant, so that a total stays positive. */
const PROMOS =
  "(0, 2, 'active'), (1, 4, 'active'), (2, 5, 'active'), (3, 8, 'active'), (4, 10, 'inactive'), (5, 12, 'inactive')";
const PROMO_COUNT = 6;

/** One order per session that checks out; 26 of every 361 are still being prepared, every tenth carries a promo. */
export function orderStatements(): readonly string[] {
  return [
    `create table promos as
select ${uuid("'promo-' || promo")} as promo_id, cast(discount as decimal(10, 2)) as discount, status
from (values ${PROMOS}) as promos(promo, discount, status) order by promo`,

    // Bought is what was put in the cart, but for a plant left in it now and then, and one now and then that no event tells of.
    `create table order_items as
with bought as (
  select session, order_id, nth, ${plantOf('nth')} as plant
  from (
    select *, unnest(range(carts - case when place % 20 = 3 and carts > 1 then 1 else 0 end)) as nth
    from shop_sessions where order_id is not null)
  union all
  select session, order_id, 11, ${plantOf('11')}
  from shop_sessions where order_id is not null and place % 25 = 4 and carts < 4
)
select order_id, product_id, cast(1 + floor(4 * pow(${chance('session * 16 + nth', 50)}, 2.5)) as integer) as quantity
from bought join shop_plants on shop_plants.plant = bought.plant
order by session, nth`,

    `create table orders as
with costs as (
  select order_id, cast(sum(price * quantity) as decimal(10, 2)) as order_cost
  from order_items join products on products.product_id = order_items.product_id
  group by order_id
), placed as (
  select session, order_id, user_id, person, ordered_at, shipped_second is not null as is_shipped,
    shipped_second is not null and ${chance('session', 51)} < 0.9 as is_delivered,
    case when place % 10 = 5 then ${uuid(`'promo-' || ${pick(PROMO_COUNT, 'session', 52)}`)} end as promo_id,
    cast(3 + ${pick(900, 'session', 53)} / 100 as decimal(10, 2)) as shipping_cost
  from shop_sessions where order_id is not null
)
select placed.order_id, placed.user_id, placed.promo_id, ${uuid("'address-' || placed.person")} as address_id,
  placed.ordered_at as created_at, costs.order_cost, placed.shipping_cost,
  -- the promo's discount is already taken off
  cast(costs.order_cost + placed.shipping_cost - coalesce(promos.discount, 0) as decimal(10, 2)) as order_total,
  case when is_shipped then ${uuid("'parcel-' || session")} end as tracking_id,
  case when is_shipped then ${pickText(['ups', 'usps', 'fedex', 'dhl'], 'session', 54)} end as shipping_service,
  case when is_shipped then date_trunc('day', ordered_at) + to_days(cast(2 + ${pick(7, 'session', 55)} as integer)) end as estimated_delivery_at,
  case when is_delivered then ordered_at + to_seconds(86400 + ${pick(9 * 86400, 'session', 56)}) end as delivered_at,
  case when is_delivered then 'delivered' when is_shipped then 'shipped' else 'preparing' end as status
from placed
join costs on costs.order_id = placed.order_id
left join promos on promos.promo_id = placed.promo_id
order by created_at, placed.order_id`,
  ];
}
