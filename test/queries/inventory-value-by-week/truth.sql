with weeks as (
  select cast(d as date) as week, cast(d + interval 7 day as timestamp) as t
  from (values (date '2021-02-01'), (date '2021-02-08'), (date '2021-02-15'), (date '2021-02-22')) as weeks (d)
)
select week as "metricTime", sum(v.inventory * v.price) as "inventoryValue"
from weeks
join products_snapshot v on v.dbt_valid_from < t and (v.dbt_valid_to is null or v.dbt_valid_to >= t)
group by week
order by week
