-- Wednesdays are the 2nd (too early), the 9th and the 16th.
select cast(sold_at as date) as "metricTime", count(*) as "weekdaySales"
from sales
where isodow(sold_at) = 3 and sold_at >= timestamp '2021-06-08' and sold_at < timestamp '2021-07-01'
group by 1
order by 1
