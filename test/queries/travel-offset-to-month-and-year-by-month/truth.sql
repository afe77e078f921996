with seen as (select cast(booked_at as date) as day, amount from bookings where booked_at < timestamp '2020-04-30 12:00:00')
select cast(m.month as date) as metric_time__month,
  (select sum(amount) from seen where day = m.month) as revenue_at_month_start,
  (select sum(amount) from seen where day = date_trunc('year', m.month)) as revenue_at_year_start,
  (select sum(amount) from seen where date_trunc('month', day) = m.month) - (select sum(amount) from seen where day = m.month) as since_month_start
from (select distinct date_trunc('month', day) as month from seen) m
order by 1
