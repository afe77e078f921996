with west as (
  select * from takings t join shops s on s.shop_id = t.shop_id where s.name = 'West'
)
select d.day as "metricTime", west.name as "shopName", sum(west.amount) as "takingsEveryDay"
from calendar_days d
left join west on cast(west.taken_at as date) = d.day
where d.day between date '2021-02-26' and date '2021-03-01' and west.name = 'West'
group by d.day, west.name
order by d.day
