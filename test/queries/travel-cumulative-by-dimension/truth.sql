-- The cities of the rows in the window; NULL is one of them.
with seen as (
  select b.*, cast(booked_at as date) as t, l.city from bookings b left join listings l on l.listing_id = b.listing_id
  where booked_at < timestamp '2020-04-30 12:00:00'
)
select p.day as metric_time__day, c.city as listing__city,
  (select sum(amount) from seen where seen.city is not distinct from c.city and t <= p.day and t > p.day - interval 7 day) as revenue_7_days,
  (select sum(amount) from seen where seen.city is not distinct from c.city and t <= p.day) as revenue_so_far
from days p, (select distinct city from seen) c
where p.day between date '2020-02-06' and date '2020-03-01'
  and exists (select 1 from seen where seen.city is not distinct from c.city and t <= p.day)
order by p.day, c.city nulls last
