with days as (
  select cast(day as date) as day from range(date '2021-02-25', date '2021-03-03', interval 1 day) as days (day)
), taken as (
  select day, s.name, (select sum(amount) from takings t where t.shop_id = s.shop_id and cast(taken_at as date) = day) as taken
  from days, shops s
)
select this.day as "metricTime", this.name as "shopName", this.taken as "takings", last.taken as "before"
from taken this
join taken last on last.name = this.name and last.day = this.day - interval 1 day
order by 1, 2
