-- Sales without a region, 189 in all, are the best member; the other regions are one more row.
with amounts as (
  select region, sum(amount) as amount
  from sales s
  left join customers c on c.customer_id = s.customer_id
  where sold_at < timestamp '2021-07-01'
  group by region
), ranked as (
  select *, rank() over (order by amount desc nulls last) as place from amounts
)
select
  case when place = 1 then region end as "area",
  cast(place > 1 as integer) as "area__is_other",
  sum(amount) as "amount"
from ranked
group by 1, 2
order by 2
