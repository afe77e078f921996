with seen as (select b.amount, cast(b.booked_at as date) as day, d.fiscal_quarter as quarter from bookings b left join days d on d.day = cast(b.booked_at as date) where b.booked_at < timestamp '2020-04-30 12:00:00')
select q.quarter as metric_time__fiscal_quarter,
  (select sum(amount) from seen where day = (select min(day) from days where fiscal_quarter = q.quarter)) as revenue_at_fiscal_start,
  (select sum(amount) from seen where quarter is not distinct from q.quarter) as revenue
from (select distinct quarter from seen) q
order by 1 nulls last
