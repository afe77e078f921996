-- By amount NULL 189 and North 35 are best. The rest, South and East: 7, 8, 2 and a NULL, over 10 items.
-- The other row has no key and stands after the NULL member.
with region_sales as (
  select c.region, s.amount, s.items
  from sales s
  left join customers c on c.customer_id = s.customer_id
  where s.sold_at < timestamp '2021-07-01'
), best as (
  select region, true as is_best from region_sales group by region order by sum(amount) desc nulls last, region limit 2
), members as (
  select best.region, best.is_best is null as is_other, amount, items
  from region_sales
  left join best on best.region is not distinct from region_sales.region
)
select
  region as "customerRegion",
  is_other as "isOther",
  sum(amount) as "amount",
  cast(sum(amount) as double) / sum(items) as "amountPerItem",
  quantile_cont(amount, 0.5) as "medianAmount"
from members
group by region, is_other
order by is_other, region nulls last
