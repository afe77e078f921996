-- The last point of the month before that the city has.
with seen as (
  select b.amount, cast(booked_at as date) as day, l.city from bookings b left join listings l on l.listing_id = b.listing_id
  where booked_at < timestamp '2020-04-30 12:00:00'
),
points as (select p.day, date_trunc('month', p.day) as month, s.city, sum(s.amount) as amount from days p join seen s on s.day <= p.day and s.day > p.day - interval 7 day group by all)
select cast(date_trunc('quarter', p.month + interval 1 month) as date) as metric_time__quarter, cast(p.month + interval 1 month as date) as metric_time__month, p.city as listing__city,
  p.amount as last_week_a_month_before
from points p
where p.month between date '2019-12-01' and date '2020-03-01'
  and p.day = (select max(q.day) from points q where q.month = p.month and q.city is not distinct from p.city)
order by 1, 2, 3 nulls last
