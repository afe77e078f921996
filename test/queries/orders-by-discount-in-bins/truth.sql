with binned as (
  select case when discount < 10 then 0 when discount < 20 then 1 when discount >= 20 then 2 end as bin
  from orders o
  left join promos p on p.promo_id = o.promo_id
)
select
  case bin when 1 then 10 when 2 then 20 end as "promoDiscount",
  count(*) as "orders",
  count(*) / (select count(*) from binned) as "share"
from binned
group by bin
order by bin nulls last
