-- Nine days, and the nine before. Only the North bought in both, and it buys nothing now, so the saved order decides.
select c.region as "customer__region", count(*) as "sales", sum(s.amount) as "amount"
from sales s
left join customers c on c.customer_id = s.customer_id
where cast(sold_at as date) between date '2021-06-08' and date '2021-06-16'
  and (coupon <> 'Y' or items < 5)
  and not (c.region = 'East')
group by 1
order by 3 desc nulls last
limit 5
