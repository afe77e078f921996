-- December has no November beside it, May is not there although April could be read then. A city that a month lacks shows
-- where the month before had it.
with seen as (select date_trunc('month', b.booked_at) as month, l.city, b.amount from bookings b left join listings l on l.listing_id = b.listing_id where booked_at < timestamp '2020-04-30 12:00:00'),
months as (select month, city, sum(amount) as revenue from seen group by all),
keys as (
  select month, city from months
  union
  select month + interval 1 month, city from months where month + interval 1 month in (select month from months)
)
select cast(k.month as date) as metric_time__month, k.city as listing__city, m.revenue as revenue,
  m.revenue - coalesce((select b.revenue from months b where b.month = k.month - interval 1 month and b.city is not distinct from k.city), 0) as month_growth
from keys k left join months m on m.month = k.month and m.city is not distinct from k.city
order by 1, 2 nulls last
