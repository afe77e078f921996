-- member_lead: (amount of members - amount of all others) / 2, both from one metric under two aliases.
select
  c.region as "customerRegion",
  count(*) - count(*) filter (returned) as "keptSales",
  (count(*) - count(*) filter (returned)) / count(*) as "keptRate",
  sum(amount) - sum(amount) filter (coupon = 'X') as "amountWithoutCouponX",
  sum(amount) - coalesce(sum(amount) filter (coupon = 'X'), 0) as "amountWithoutCouponXFilled",
  (coalesce(sum(amount) filter (c.is_member), 0) - coalesce(sum(amount) filter (c.is_member is not true), 0)) * 0.5 as "memberLead"
from sales s
left join customers c on c.customer_id = s.customer_id
where s.sold_at < timestamp '2021-07-01'
group by c.region
order by c.region nulls last
