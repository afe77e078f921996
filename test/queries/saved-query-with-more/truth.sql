-- Passing the saved filters: no NULL coupon unless under 5 items, no East, no unknown region (NULL is not passed by NOT).
select c.region as "customer__region", count(*) as "sales", sum(amount) as "amount"
from sales s
left join customers c on c.customer_id = s.customer_id
where s.sold_at >= timestamp '2021-06-02' and s.sold_at < timestamp '2021-07-01'
  and (coupon in ('X', 'Z') or items < 5)
  and c.region in ('North', 'South')
group by c.region
order by c.region desc
limit 2
