with lines as (
  select p.name, i.quantity, cast(o.created_at as date) as day
  from order_items i
  join orders o on o.order_id = i.order_id
  join products p on p.product_id = i.product_id
), best as (
  select name from lines where day = date '2021-02-11' group by name order by sum(quantity) desc, name limit 2
)
select
  best.name as "productName",
  best.name is null as "isOther",
  sum(case when day = date '2021-02-11' then quantity end) as "unitsSold",
  sum(case when day = date '2021-02-10' then quantity end) as "before",
  sum(case when day = date '2021-02-11' then quantity end) / (select sum(quantity) from lines where day = date '2021-02-11') as "share"
from lines
left join best on best.name = lines.name
group by best.name
order by 3 desc
