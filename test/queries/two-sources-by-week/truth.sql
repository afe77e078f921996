with sold as (
  select cast(date_trunc('week', sold_at) as date) as week, count(*) as sales
  from sales where sold_at < timestamp '2021-07-01' group by week
), visited as (
  select cast(date_trunc('week', visited_at) as date) as week, count(*) as visits, sum(pages) as pages from visits group by week
)
select week as "metricTime", sales as "sales", visits as "visits", pages as "pages", sales / visits as "salesPerVisit"
from sold
full join visited using (week)
order by week
