-- Three days before the end of April are read in May, which is not there yet: only what is before now's month remains.
with seen as (select booked_at, amount from bookings where booked_at < timestamp '2020-04-30 12:00:00'),
keys as (
  select date_trunc('month', booked_at) as month from seen
  union select date_trunc('month', booked_at + interval 3 day) from seen where booked_at + interval 3 day < timestamp '2020-05-01'
)
select cast(k.month as date) as metric_time__month,
  (select sum(amount) from seen where date_trunc('month', booked_at + interval 3 day) = k.month) as revenue_3_days_before,
  (select sum(amount) from seen where date_trunc('month', booked_at) = k.month) as revenue
from keys k
order by 1
