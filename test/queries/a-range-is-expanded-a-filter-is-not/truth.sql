-- Weeks: the sales of the 8th, 9th, 9th, 10th and of the 15th, 16th, 16th, 20th. Named: 9th, 9th, 10th and the 15th.
select
  cast(date_trunc('week', sold_at) as date) as "metricTime",
  count(*) as "sales",
  count(*) filter (cast(sold_at as date) between date '2021-06-09' and date '2021-06-15') as "named"
from sales
where sold_at >= timestamp '2021-06-07' and sold_at < timestamp '2021-06-21'
group by 1
order by 1
