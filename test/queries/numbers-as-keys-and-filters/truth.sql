select items as "saleItemCount", count(*) as "sales"
from sales
where items > 2 and items <= 10 and sold_at < timestamp '2021-07-01'
group by items
order by items
