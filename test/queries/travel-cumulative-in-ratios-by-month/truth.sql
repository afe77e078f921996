-- Windows are those of the first day; the revenue beside the guests so far is the whole month's.
with seen as (select *, cast(booked_at as date) as t from bookings where booked_at < timestamp '2020-04-30 12:00:00')
select p.day as metric_time__month,
  (select sum(amount) from seen where t <= p.day and t > p.day - interval 1 month)::double
    / (select sum(amount) from seen where t <= p.day and t > p.day - interval 2 month) as month_share_of_2,
  (select sum(amount) from seen where date_trunc('month', t) = p.day)::double
    / (select count(distinct guest_id) from seen where t <= p.day) as revenue_per_guest_so_far
from days p
where day(p.day) = 1 and p.day between date '2020-02-01' and date '2020-04-30'
order by p.day
