-- Coupon X: one sale in North, one without customer. The latter counts no customer and no return, but it is there: 0, not NULL.
select
  c.region as "customerRegion",
  count(*) as "sales",
  nullif(count(*) filter (coupon = 'X'), 0) as "couponXSales",
  sum(amount) filter (coupon = 'X') as "couponXAmount",
  case when count(*) filter (coupon = 'X') > 0 then count(*) filter (coupon = 'X' and returned) end as "couponXReturns",
  case when count(*) filter (coupon = 'X') > 0 then count(distinct s.customer_id) filter (coupon = 'X') end as "couponXCustomers",
  coalesce(sum(amount) filter (coupon = 'X'), 0) as "couponXAmountFilled"
from sales s
left join customers c on c.customer_id = s.customer_id
where s.sold_at < timestamp '2021-07-01'
group by c.region
order by c.region nulls last
