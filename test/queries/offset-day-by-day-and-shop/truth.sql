-- The days of rows are those with unshifted takings: 30 and 31 January, 1 February. 2 February has only the day before: no rows.
-- East on the 31st and West on 1 February took nothing, so there is nothing to subtract from.
with days as (
  select cast(taken_at as date) as day, s.name, sum(amount) as takings
  from takings t
  join shops s on s.shop_id = t.shop_id
  group by day, s.name
), shifted as (
  select day + interval 1 day as day, name, takings from days
)
select
  cast(day as date) as "metricTime",
  name as "shopName",
  days.takings as "takings",
  days.takings - coalesce(shifted.takings, 0) as "changeFromDayBefore"
from days
full join shifted using (day, name)
where day between date '2021-01-30' and date '2021-02-02' and day in (select day from days)
order by day, name
