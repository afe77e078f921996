-- 13 days and the 13 before. 3 is in the bin up to 3.5, 10 in the last one.
with binned as (
  select
    case when items < 1 then '< 1' when items < 3.5 then '1–3.5' when items < 10 then '3.5–10' else '≥ 10' end as bin,
    min(items) over (partition by items >= 1, items >= 3.5, items >= 10) as place,
    amount,
    cast(sold_at as date) >= date '2021-06-08' as now
  from sales
  where cast(sold_at as date) between date '2021-05-26' and date '2021-06-20'
)
select
  bin as "items",
  count(*) filter (where now) as "sales",
  sum(amount) filter (where now) as "amount",
  sum(amount) filter (where not now) as "amount__before"
from binned
group by bin, place
having count(*) filter (where now) > 0
order by place
