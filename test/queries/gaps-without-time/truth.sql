select s.name as "shopName", sum(t.amount) as "takingsEveryDay", sum(t.amount) as "takingsEveryDayFilled"
from takings t
left join shops s on s.shop_id = t.shop_id
where cast(t.taken_at as date) = date '2021-02-28'
group by s.name
