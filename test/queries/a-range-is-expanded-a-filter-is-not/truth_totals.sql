select
  count(*) as "sales",
  count(*) filter (cast(sold_at as date) between date '2021-06-09' and date '2021-06-15') as "named"
from sales
where sold_at >= timestamp '2021-06-07' and sold_at < timestamp '2021-06-21'
