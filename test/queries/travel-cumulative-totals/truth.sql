with seen as (select *, cast(booked_at as date) as t from bookings where booked_at < timestamp '2020-04-30 12:00:00'),
points as (
  select p.day, cast(date_trunc('week', p.day) as date) as week, sum(s.amount) as days7
  from days p join seen s on s.t <= p.day and s.t > p.day - interval 7 day
  where p.day between date '2020-03-16' and date '2020-03-29'
  group by p.day
)
select w.week as "metricTime",
  (select sum(amount) from seen where date_trunc('week', t) = w.week) as "revenue",
  (select days7 from points p where p.day = (select min(day) from points q where q.week = w.week)) as "revenue7Days"
from (select distinct week from points) w
order by 1
