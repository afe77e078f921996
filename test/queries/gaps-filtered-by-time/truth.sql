select d.day as "metricTime", coalesce(sum(t.amount), 0) as "takingsEveryDayFilled"
from calendar_days d
left join takings t on cast(t.taken_at as date) = d.day
where d.day between date '2021-02-26' and date '2021-02-28'
group by d.day
order by d.day
