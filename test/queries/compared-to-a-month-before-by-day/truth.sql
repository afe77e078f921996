-- As dbt's offset_window: a day reads the day a month before, and 31 March has 28 February. 28 January has nothing.
with days as (
  select cast(taken_at as date) as day, sum(amount) as taken from takings where taken_at < timestamp '2021-04-01' group by 1
)
select this.day as "metric_time__day", this.taken as "takings", last.taken as "takings__before"
from days this
left join days last on last.day = this.day - interval 1 month
where this.day between date '2021-02-27' and date '2021-03-31'
order by 1
