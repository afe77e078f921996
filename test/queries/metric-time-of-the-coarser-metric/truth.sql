-- Hours and days: a bare metric_time is the day of both.
with days as (
  select cast(happened_at as date) as day, 1 as event, 0 as visit from events
  union all
  select cast(visited_at as date), 0, 1 from visits
)
select day as "metric_time__day", nullif(sum(event), 0) as "events", nullif(sum(visit), 0) as "visits"
from days
where day between date '2021-03-10' and date '2021-03-14'
group by 1
order by 1
