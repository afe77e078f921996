-- Days of New York on both sides: purchase 3 is of 9 March there, less than a week after the visits of the 3rd; visit 12 is of 28 February.
with v as (
  select
    *,
    cast(visited_at - case when visited_at < timestamp '2021-03-14 07:00:00' then interval 5 hour else interval 4 hour end as date) as day
  from visits where visited_at < timestamp '2021-04-01'
), p as (
  select
    *,
    cast(bought_at - case when bought_at < timestamp '2021-03-14 07:00:00' then interval 5 hour else interval 4 hour end as date) as day
  from purchases where bought_at < timestamp '2021-04-01'
), credited as (
  select (select max(day) from v where v.user_id = p.user_id and v.day <= p.day and v.day > p.day - interval 7 day) as day from p
)
select
  day as "metric_time__day",
  (select nullif(count(*), 0) from credited c where c.day = v.day) as "purchases_within_a_week",
  (select count(*) from credited c where c.day = v.day) / count(*) as "rate_within_a_week_filled"
from v
group by day
order by day
