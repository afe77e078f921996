-- South has rows but no return: 0, not NULL. The average is of the amounts that are there.
select
  c.region as "customerRegion",
  count(*) as "sales",
  count(coupon) as "coupons",
  sum(amount) as "amount",
  min(amount) as "smallestAmount",
  max(amount) as "largestAmount",
  avg(amount) as "averageAmount",
  quantile_cont(amount, 0.5) as "medianAmount",
  count(*) filter (returned) as "returns",
  count(distinct s.customer_id) as "customers"
from sales s
left join customers c on c.customer_id = s.customer_id
where s.sold_at < timestamp '2021-07-01'
group by c.region
order by c.region nulls last
