-- The first day's point of each month that has one.
with seen as (select *, cast(booked_at as date) as t from bookings where booked_at < timestamp '2020-04-30 12:00:00'),
points as (
  select p.day, date_trunc('month', p.day) as month,
    (select count(*) from seen where t <= p.day and t > p.day - interval 30 day) as rows30,
    (select count(*) from seen where t <= p.day and t >= date_trunc('month', p.day)) as rowsmtd,
    (select count(distinct guest_id) from seen where t <= p.day) as guests_so_far,
    (select count(distinct guest_id) from seen where t <= p.day and t > p.day - interval 30 day) as guests_30_days,
    (select count(distinct guest_id) from seen where t <= p.day and t >= date_trunc('month', p.day)) as guests_month_to_date,
    (select avg(amount) from seen where t <= p.day and t > p.day - interval 30 day) as average_30_days,
    (select median(amount) from seen where t <= p.day and t > p.day - interval 30 day) as median_30_days,
    (select max(amount) from seen where t <= p.day) as largest_so_far
  from days p where p.day between date '2020-01-01' and date '2020-03-31'
)
select cast(m.month as date) as metric_time__month,
  (select guests_so_far from points p where p.day = m.month) as guests_so_far,
  (select guests_30_days from points p where p.day = (select min(q.day) from points q where q.month = m.month and rows30 > 0)) as guests_30_days,
  (select guests_month_to_date from points p where p.day = (select min(q.day) from points q where q.month = m.month and rowsmtd > 0)) as guests_month_to_date,
  (select average_30_days from points p where p.day = (select min(q.day) from points q where q.month = m.month and rows30 > 0)) as average_30_days,
  (select median_30_days from points p where p.day = (select min(q.day) from points q where q.month = m.month and rows30 > 0)) as median_30_days,
  (select largest_so_far from points p where p.day = m.month) as largest_so_far
from (select distinct month from points) m
order by m.month
