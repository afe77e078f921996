-- A state without repeat buyers has NULL, since repeat_buyers has no fill.
with per_user as (
  select user_id, count(*) as orders from orders group by user_id
), states as (
  select a.state, count(*) as buyers, nullif(count(*) filter (orders >= 2), 0) as repeat_buyers
  from per_user
  left join users u on u.user_id = per_user.user_id
  left join addresses a on a.address_id = u.address_id
  group by a.state
)
select state as "userState", buyers as "buyers", repeat_buyers as "repeatBuyers", repeat_buyers / buyers as "repeatPurchaseRate"
from states
order by state nulls last
