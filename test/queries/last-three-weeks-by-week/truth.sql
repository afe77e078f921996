-- Now is Monday 1 March 2021, so its week has no day yet and is not one of the three.
-- Levels exist in each week, orders and versions only where they happened. Fields may be renamed and come from a fragment.
with weeks as (
  select cast(d as date) as week, cast(d + interval 7 day as timestamp) as week_end
  from (values (date '2021-02-08'), (date '2021-02-15'), (date '2021-02-22')) as t (d)
)
select
  week as "week",
  (select nullif(count(*), 0) from orders where created_at >= week and created_at < week_end) as "orders",
  (
    select sum(inventory) from products_snapshot
    where dbt_valid_from < week_end and (dbt_valid_to is null or dbt_valid_to >= week_end)
  ) as "stock",
  (
    -- of all versions that begin in the week, those at 0; none of them was at 0 before
    select count(*) filter (inventory = 0) from products_snapshot where dbt_valid_from >= week and dbt_valid_from < week_end
  ) as "stockouts"
from weeks
order by week
