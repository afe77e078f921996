-- 29, 30 and 31 March read what had come by 29 February. The growth is NULL where either week is empty, and its days are those
-- of the week without offset; the other metric has every day.
with seen as (select *, cast(booked_at as date) as t from bookings where booked_at < timestamp '2020-04-30 12:00:00')
select p.day as metric_time__day,
  (select sum(amount) from seen where t <= p.day and t > p.day - interval 7 day)
    - (select sum(amount) from seen where t <= p.day - interval 7 day and t > p.day - interval 14 day) as growth_of_7_days,
  (select sum(amount) from seen where t <= p.day - interval 1 month) as so_far_a_month_before
from days p
where p.day between date '2020-03-02' and date '2020-04-01'
order by p.day
