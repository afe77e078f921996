select c.region as "customerRegion", count(*) as "couponXSales", sum(s.amount) as "couponXAmountFilled"
from sales s
left join customers c on c.customer_id = s.customer_id
where s.coupon = 'X' and s.sold_at < timestamp '2021-07-01'
group by c.region
order by c.region nulls last
