with per_range as (
  select
    cast(sold_at as date) <= date '2021-06-09' as now,
    c.is_member,
    sum(amount) as amount,
    sum(case when coupon is null then amount end) as no_coupon
  from sales s
  left join customers c on c.customer_id = s.customer_id
  where items < 10 and (cast(sold_at as date) between date '2021-06-01' and date '2021-06-09' or cast(sold_at as date) between date '2021-06-15' and date '2021-06-20')
  group by 1, 2
)
select
  this.is_member as "customerIsMember",
  this.amount as "amount",
  later.amount as "later",
  later.no_coupon as "noCoupon",
  this.no_coupon as "noCouponNow"
from (select * from per_range where now) this
left join (select * from per_range where not now) later on later.is_member is not distinct from this.is_member
order by 1 nulls last
