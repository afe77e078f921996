-- April 2020 has no takings but a month before. March's takings would be April's 448, but April 2021 starts at now.
select cast(date_trunc('month', taken_at) + interval 1 month as date) as "metricTime", sum(amount) as "takingsMonthBefore"
from takings
where taken_at < timestamp '2021-03-01'
group by 1
order by 1
