-- A level is read just before T, the end of the period: valid_from < T and (valid_to is null or valid_to >= T).
-- The first week is that of the first snapshot, the last the one before now.
with weeks as (
  select cast(d as date) as week, cast(d + interval 7 day as timestamp) as t
  from (values (date '2021-02-01'), (date '2021-02-08'), (date '2021-02-15'), (date '2021-02-22')) as weeks (d)
)
select week as "metricTime", p.name as "productName", sum(v.inventory) as "inventory"
from weeks
join products_snapshot v on v.dbt_valid_from < t and (v.dbt_valid_to is null or v.dbt_valid_to >= t)
join products p on p.product_id = v.product_id
where p.name in ('Pothos', 'Philodendron', 'Monstera', 'String of pearls', 'Bamboo', 'ZZ Plant')
group by week, p.name
order by week, p.name
