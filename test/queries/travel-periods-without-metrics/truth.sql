-- The spine's periods up to now.
select distinct cast(date_trunc('month', day) as date) as metric_time__month, fiscal_quarter as metric_time__fiscal_quarter
from days where day <= date '2020-04-30' order by 1, 2
