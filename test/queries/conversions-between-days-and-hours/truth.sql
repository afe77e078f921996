-- Each time at its own grain: the day of 3 March begins more than seven days before 1 o'clock on the 10th, and so does that of the 5th before noon of the 12th.
with v as (
  select *, cast(visited_at as date) as day, cast(date_trunc('month', visited_at) as date) as month from visits where visited_at < timestamp '2021-04-01'
), p as (
  select *, date_trunc('hour', bought_at) as hour, cast(bought_at as date) as day from purchases where bought_at < timestamp '2021-04-01'
), by_hour as (
  select (select max(month) from v where v.user_id = p.user_id and v.day <= p.hour and v.day > p.hour - interval 7 day) as month from p
), by_day as (
  select (select max(month) from v where v.user_id = p.user_id and v.day <= p.day and v.day > p.day - interval 7 day) as month from p
)
select
  month as "metric_time__month",
  (select nullif(count(*), 0) from by_hour where by_hour.month = m.month) as "purchases_by_hour_within_a_week",
  (select nullif(count(*), 0) from by_day where by_day.month = m.month) as "purchases_within_a_week"
from (select distinct month from v) m
order by 1
