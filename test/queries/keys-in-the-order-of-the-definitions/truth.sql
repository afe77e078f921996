select c.region as "customerRegion", s.coupon as "saleCoupon", count(*) as "sales"
from sales s
left join customers c on c.customer_id = s.customer_id
where s.sold_at < timestamp '2021-07-01'
group by s.coupon, c.region
order by c.region nulls last, s.coupon nulls last
