-- The first hour of each day that has a point, over the spine of hours, beside windows over the spine of days.
with seen as (select *, date_trunc('hour', booked_at) as t from bookings where booked_at < timestamp '2020-04-30 12:00:00'),
points as (
  select p.hour, cast(p.hour as date) as day, (select sum(amount) from seen where t <= p.hour and t > p.hour - interval 3 hour) as amount
  from hours p
  where exists (select 1 from seen where t <= p.hour and t > p.hour - interval 3 hour)
)
select d.day as metric_time__day,
  (select amount from points p where p.hour = (select min(hour) from points q where q.day = d.day)) as revenue_3_hours,
  (select sum(amount) from seen where cast(t as date) <= d.day and cast(t as date) > d.day - interval 7 day) as revenue_7_days
from days d
where d.day between date '2020-02-28' and date '2020-03-02'
order by d.day
