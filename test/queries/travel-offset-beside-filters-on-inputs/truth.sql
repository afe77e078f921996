-- The metric's filter holds for both inputs, the input's own for one.
with seen as (
  select date_trunc('month', b.booked_at) as month, b.amount, b.is_instant
  from bookings b join listings l on l.listing_id = b.listing_id
  where b.booked_at < timestamp '2020-04-30 12:00:00' and l.city = 'Bonn'
)
select cast(m.month as date) as metric_time__month,
  (select sum(amount) from seen where month = m.month and is_instant) * 1000000
    + coalesce((select sum(amount) from seen where month = m.month - interval 1 month), 0) as month_growth_of_instant
from (select distinct month from seen where is_instant) m
order by 1
