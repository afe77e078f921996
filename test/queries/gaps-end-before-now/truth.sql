select d.day as "metricTime", coalesce(sum(t.amount), 0) as "takingsEveryDayFilled"
from calendar_days d
left join takings t on cast(t.taken_at as date) = d.day
where d.day >= date '2021-03-30' and d.day < date '2021-04-01'
group by d.day
order by d.day
