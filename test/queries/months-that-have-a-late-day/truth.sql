-- Members of the spine without a metric: a filter by day leaves parts of months.
select distinct cast(date_trunc('month', day) as date) as "metric_time__month", day(day) as "metric_time__extract_day"
from days
where day >= date '2020-01-30' and day < date '2020-03-10' and day(day) >= 29
order by 1, 2
