-- The city chooses rows, the days choose points: what lies before them is in the windows all the same.
with seen as (
  select b.*, cast(booked_at as date) as t from bookings b join listings l on l.listing_id = b.listing_id
  where booked_at < timestamp '2020-04-30 12:00:00' and l.city = 'Bonn'
)
select p.day as metric_time__day,
  (select sum(amount) from seen where t <= p.day and t > p.day - interval 7 day) as revenue_7_days,
  (select sum(amount) from seen where t <= p.day) as revenue_so_far
from days p
where p.day between date '2020-02-29' and date '2020-03-03'
order by p.day
