-- Under a part alone each day reads the day a month before.
with seen as (select cast(booked_at as date) as day, amount from bookings where booked_at < timestamp '2020-04-30 12:00:00')
select m.month as metric_time__extract_month,
  (select sum(amount) from seen where year(day) = 2020 and month(day) = m.month)
    - coalesce((select sum(s.amount) from days p join seen s on s.day = p.day - interval 1 month where year(p.day) = 2020 and month(p.day) = m.month), 0) as month_growth
from range(1, 4) m (month)
order by 1
