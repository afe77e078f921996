select d.day as "metricTime", s.name as "shopName", sum(amount) as "takingsEveryDay", coalesce(sum(amount), 0) as "takingsEveryDayFilled"
from calendar_days d
left join takings t on cast(t.taken_at as date) = d.day
left join shops s on s.shop_id = t.shop_id
where d.day between date '2021-02-26' and date '2021-03-01'
group by d.day, s.name
order by d.day, s.name nulls last
