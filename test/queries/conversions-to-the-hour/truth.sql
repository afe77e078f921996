with v as (
  select *, date_trunc('hour', visited_at) as hour from visits where visited_at >= timestamp '2021-03-01' and visited_at < timestamp '2021-04-01'
), p as (
  select
    *,
    (
      select max(hour) from v
      where v.user_id = p.user_id and hour <= date_trunc('hour', bought_at)
        and hour > date_trunc('hour', bought_at) - interval 7 day
    ) as hour
  from purchases p where bought_at < timestamp '2021-04-01'
)
select
  hour as "metric_time__hour",
  (select nullif(count(*), 0) from p where p.hour = v.hour) as "purchases_within_a_week_to_the_hour",
  count(*) as "visits_by_hour"
from v
group by hour
order by hour
