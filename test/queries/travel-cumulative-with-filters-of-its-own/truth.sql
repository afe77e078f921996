-- Instant bookings in Bonn, by filters of the measure and of the metric; on the first of each month.
with seen as (
  select b.*, cast(booked_at as date) as t, l.city from bookings b left join listings l on l.listing_id = b.listing_id
  where booked_at < timestamp '2020-04-30 12:00:00'
)
select p.day as metric_time__month,
  (select sum(amount) from seen where t <= p.day and is_instant and city = 'Bonn') as instant_revenue_so_far,
  (select sum(amount) from seen where t <= p.day) as revenue_so_far
from days p
where day(p.day) = 1 and p.day between date '2020-01-01' and date '2020-04-30'
order by p.day
