-- Members 40, others 201.
select
  count(*) - count(*) filter (returned) as "keptSales",
  (count(*) - count(*) filter (returned)) / count(*) as "keptRate",
  sum(amount) - sum(amount) filter (coupon = 'X') as "amountWithoutCouponX",
  (sum(amount) filter (c.is_member) - sum(amount) filter (c.is_member is not true)) * 0.5 as "memberLead"
from sales s
left join customers c on c.customer_id = s.customer_id
where s.sold_at < timestamp '2021-07-01'
