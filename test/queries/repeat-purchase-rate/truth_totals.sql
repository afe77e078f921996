with per_user as (
  select user_id, count(*) as orders from orders group by user_id
)
select
  count(*) as "buyers",
  count(*) filter (orders >= 2) as "repeatBuyers",
  count(*) filter (orders >= 2) / count(*) as "repeatPurchaseRate"
from per_user
