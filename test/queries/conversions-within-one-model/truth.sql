-- By the product that was viewed last, whatever was bought: both buys of u1 after P2. A view in the hour of the buy is in time.
-- Events count all kinds: 11 of P1 before now.
select product as "event__product", buys as "buys_after_views", buys / views as "buy_rate", same as "buys_of_the_viewed_product", events as "events"
from (values ('P1', 2, 6, 4, 13), ('P2', 2, 1, null, 1), ('P3', null, null, null, 1), (null, 1, 1, null, 2)) products (product, buys, views, same, events)
order by product nulls last
