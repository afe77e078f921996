select cast(date_trunc('month', d.day) as date) as "metricTime", sum(t.amount) as "takingsEveryDay"
from calendar_days d
left join takings t on cast(t.taken_at as date) = d.day
where d.day between date '2020-11-01' and date '2021-01-31'
group by 1
order by 1
