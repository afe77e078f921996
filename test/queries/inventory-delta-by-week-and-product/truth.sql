with weeks as (
  select cast(d as date) as week, cast(d + interval 7 day as timestamp) as t
  from (values (date '2021-02-01'), (date '2021-02-08'), (date '2021-02-15'), (date '2021-02-22')) as weeks (d)
), levels as (
  select week, p.name, v.inventory
  from weeks
  join products_snapshot v on v.dbt_valid_from < t and (v.dbt_valid_to is null or v.dbt_valid_to >= t)
  join products p on p.product_id = v.product_id
)
select
  this.week as "metricTime",
  this.name as "productName",
  this.inventory as "inventory",
  this.inventory - before.inventory as "inventoryDelta"
from levels this
left join levels before on before.name = this.name and before.week = this.week - interval 7 day
order by this.week, this.name
