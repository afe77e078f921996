with seen as (select *, cast(booked_at as date) as t from bookings where booked_at < timestamp '2020-04-30 12:00:00')
select p.day as metric_time__day,
  (select sum(amount) from seen where t <= p.day and t > p.day - interval 1 month)::double
    / (select sum(amount) from seen where t <= p.day and t > p.day - interval 2 month) as month_share_of_2,
  (select sum(amount) from seen where t = p.day)::double
    / (select count(distinct guest_id) from seen where t <= p.day) as revenue_per_guest_so_far,
  (select sum(amount) from seen where t <= p.day and t > p.day - interval 1 month) as revenue_1_month
from days p
where p.day between date '2020-01-30' and date '2020-02-03'
order by p.day
