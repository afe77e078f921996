with months as (
  select cast(date_trunc('month', taken_at) as date) as month, s.name, sum(amount) as taken
  from takings t
  join shops s on s.shop_id = t.shop_id
  where taken_at < timestamp '2021-04-01'
  group by all
)
select
  this.month as "metricTime",
  this.name as "shopName",
  this.taken as "takings",
  last.taken as "before",
  this.taken - last.taken as "change",
  (this.taken - last.taken) / last.taken as "rate"
from months this
left join months last on last.name = this.name and last.month = this.month - interval 1 month
where this.month >= date '2020-12-01'
order by this.month, this.name
