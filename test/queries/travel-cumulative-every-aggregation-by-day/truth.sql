with seen as (select *, cast(booked_at as date) as t from bookings where booked_at < timestamp '2020-04-30 12:00:00')
select p.day as metric_time__day,
  (select count(distinct guest_id) from seen where t <= p.day) as guests_so_far,
  (select count(distinct guest_id) from seen where t <= p.day and t > p.day - interval 30 day) as guests_30_days,
  (select count(distinct guest_id) from seen where t <= p.day and t >= date_trunc('month', p.day)) as guests_month_to_date,
  (select avg(amount) from seen where t <= p.day and t > p.day - interval 30 day) as average_30_days,
  (select avg(amount) from seen where t <= p.day) as average_so_far,
  (select median(amount) from seen where t <= p.day and t > p.day - interval 30 day) as median_30_days,
  (select median(amount) from seen where t <= p.day and t >= date_trunc('month', p.day)) as median_month_to_date,
  (select min(amount) from seen where t <= p.day and t > p.day - interval 30 day) as smallest_30_days,
  (select max(amount) from seen where t <= p.day) as largest_so_far,
  (select sum(case when is_instant then 1 else 0 end) from seen where t <= p.day and t > p.day - interval 30 day) as instant_30_days,
  (select count(*) from seen where t <= p.day) as bookings_so_far
from days p
where p.day between date '2020-03-26' and date '2020-04-14'
order by p.day
