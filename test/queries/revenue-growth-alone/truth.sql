-- No week has a week with revenue before it.
with weeks as (
  select cast(date_trunc('week', created_at) as date) as week, sum(order_total) as revenue from orders group by week
)
select this.week as "metricTime", (this.revenue - before.revenue) / before.revenue as "revenueGrowth"
from weeks this
left join weeks before on before.week = this.week - interval 7 day
order by this.week
