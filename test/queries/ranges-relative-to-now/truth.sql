select cast(date_trunc('month', taken_at) as date) as "metricTime", sum(amount) as "takings"
from takings
where taken_at >= timestamp '2021-02-01' and taken_at < timestamp '2021-04-01'
group by 1
order by 1
