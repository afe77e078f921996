-- 29, 30 and 31 March less a month are all 29 February, 31 March less two months is 31 January. Each day sums what is later than that.
with seen as (select *, cast(booked_at as date) as t from bookings where booked_at < timestamp '2020-04-30 12:00:00')
select p.day as metric_time__day,
  (select sum(amount) from seen where t = p.day) as revenue,
  (select sum(amount) from seen where t <= p.day and t > p.day - interval 7 day) as revenue_7_days,
  (select sum(amount) from seen where t <= p.day and t > p.day - interval 1 month) as revenue_1_month,
  (select sum(amount) from seen where t <= p.day and t > p.day - interval 2 month) as revenue_2_months
from days p
where p.day between date '2020-03-26' and date '2020-04-02'
order by p.day
