-- 13 days, and the 13 before them, of which only 1 to 7 June have sales, all in the North. A share of nothing is NULL.
with joined as (
  select s.*, c.region, cast(sold_at as date) as day from sales s left join customers c on c.customer_id = s.customer_id
), now as (
  select * from joined where day between date '2021-06-08' and date '2021-06-20'
), last as (
  select * from joined where day between date '2021-05-26' and date '2021-06-07'
)
select
  region as "customerRegion",
  sum(amount) as "amount",
  sum(amount) / (select sum(amount) from now) as "share",
  (select sum(amount) from last where last.region is not distinct from now.region) / (select sum(amount) from last) as "shareBefore",
  count(distinct customer_id) / (select count(distinct customer_id) from now) as "customers",
  (sum(amount) / sum(items)) / (select sum(amount) / sum(items) from now) as "perItem",
  sum(case when coupon = 'X' then amount end) / (select sum(amount) from now where coupon = 'X') as "couponX",
  null as "none"
from now
group by region
order by 1 nulls last
