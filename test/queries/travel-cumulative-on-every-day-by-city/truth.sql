-- Cities are not filled: a day without any has one row, whose city is NULL.
with seen as (
  select b.*, cast(booked_at as date) as t, l.city from bookings b left join listings l on l.listing_id = b.listing_id
  where booked_at < timestamp '2020-04-30 12:00:00'
),
points as (select p.day, s.city, sum(s.amount) as amount from days p join seen s on s.t <= p.day and s.t > p.day - interval 7 day group by all)
select p.day as metric_time__day, points.city as listing__city, coalesce(points.amount, 0) as revenue_7_days_every_day
from days p left join points on points.day = p.day
where p.day between date '2020-01-06' and date '2020-01-29'
order by 1, 2 nulls last
