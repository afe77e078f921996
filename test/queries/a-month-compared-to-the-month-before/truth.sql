-- Four weeks before 1 February would begin on the 4th of January, and miss what was taken on New Year's Day.
with january as (
  select shop_id, sum(amount) as taken from takings where cast(taken_at as date) between date '2021-01-01' and date '2021-01-31' group by 1
), february as (
  select shop_id, sum(amount) as taken from takings where cast(taken_at as date) between date '2021-02-01' and date '2021-02-28' group by 1
)
select name as "shopName", f.taken as "takings", j.taken as "before", (f.taken - j.taken) / j.taken as "rate"
from february f
join shops s on s.shop_id = f.shop_id
left join january j on j.shop_id = f.shop_id
order by 1
