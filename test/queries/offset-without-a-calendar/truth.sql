-- No reading has one on the day before.
with days as (
  select cast(read_at as date) as day, sum(rain) as rain from readings where read_at < timestamp '2021-01-10 12:00:00' group by day
)
select this.day as "metricTime", this.rain - coalesce(before.rain, 0) as "changeFromDayBefore"
from days this
left join days before on before.day = this.day - interval 1 day
order by this.day
