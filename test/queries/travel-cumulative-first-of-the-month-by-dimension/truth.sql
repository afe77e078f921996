-- Each listing's own first point of the month, and the average of its own points.
with seen as (select *, cast(booked_at as date) as t from bookings where booked_at < timestamp '2020-04-30 12:00:00'),
points as (
  select p.day, date_trunc('month', p.day) as month, s.listing_id, sum(s.amount) as days7
  from days p join seen s on s.t <= p.day and s.t > p.day - interval 7 day
  where p.day <= date '2020-04-30'
  group by p.day, s.listing_id
)
select cast(p.month as date) as metric_time__month, p.listing_id as listing,
  (select f.days7 from points f where f.listing_id is not distinct from p.listing_id
    and f.day = (select min(day) from points e where e.month = p.month and e.listing_id is not distinct from p.listing_id)) as revenue_7_days,
  avg(p.days7) as revenue_7_days_average
from points p
group by p.month, p.listing_id
order by p.month, p.listing_id nulls last
