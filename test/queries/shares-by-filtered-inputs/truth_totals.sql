-- 120 / 241
select cast(sum(amount) filter (coupon = 'X') as double) / sum(amount) as "couponXShare"
from sales
where sold_at < timestamp '2021-07-01'
