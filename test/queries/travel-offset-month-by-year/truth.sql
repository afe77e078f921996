with seen as (select cast(booked_at as date) as day, amount from bookings where booked_at < timestamp '2020-04-30 12:00:00')
select date '2020-01-01' as metric_time__year,
  (select sum(amount) from seen where year(day) = 2020)
    - (select sum(s.amount) from days p join seen s on s.day = p.day - interval 1 month where year(p.day) = 2020) as month_growth,
  (select sum(amount) from seen where year(day) = 2020)
    - (select sum(s.amount) from seen s where year(date_trunc('month', s.day) + interval 1 month) = 2020) as month_growth_exact
