-- A NULL name passes neither LIKE nor NOT LIKE, but two sales have no customer at all; a NULL coupon is not NOT X.
with passing as (
  select s.*, c.region
  from sales s
  left join customers c on c.customer_id = s.customer_id
  where sold_at < timestamp '2021-07-01'
    and (c.customer_id in ('c1', 'c2', 'c3', 'c6', 'c7', 'c8') or s.customer_id is null or s.customer_id = 'c1')
    and ((sold_at >= timestamp '2021-06-02' and sold_at < timestamp '2021-06-16') or paid_at is null)
)
select region as "customer__region", count(*) as "sales", sum(amount) filter (coupon in ('Y', 'Z')) as "not_x"
from passing
group by region
order by region nulls last
