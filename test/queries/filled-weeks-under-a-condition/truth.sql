-- The week of 18 January has nothing, the last one is that of 22 February.
select
  cast(week as date) as "metricTime",
  sum(amount) as "takings",
  coalesce(sum(amount), 0) as "takingsEveryDayFilled"
from range(date '2021-01-18', date '2021-03-01', interval 7 day) as weeks (week)
left join takings on date_trunc('week', taken_at) = week
group by 1
order by 1
