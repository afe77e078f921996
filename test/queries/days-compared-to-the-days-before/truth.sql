-- North, which only bought before, has no row. A fill counts as a value on both sides, a missing one does not.
with all_sales as (
  select s.*, c.region, cast(sold_at as date) as day from sales s left join customers c on c.customer_id = s.customer_id
), per_range as (
  select
    case when day >= date '2021-06-09' then 'now' else 'before' end as which,
    region,
    count(*) as sales,
    sum(amount) as amount,
    sum(amount) / nullif(sum(items), 0) as per_item,
    sum(case when coupon = 'X' then amount end) as coupon_x,
    count(distinct customer_id) as customers
  from all_sales
  where day between date '2021-06-01' and date '2021-06-16'
  group by 1, 2
)
select
  this.region as "customerRegion",
  this.sales as "sales",
  last.sales as "salesBefore",
  this.amount - last.amount as "amountChange",
  this.per_item as "perItem",
  last.per_item as "perItemBefore",
  coalesce(this.coupon_x, 0) as "filled",
  coalesce(this.coupon_x, 0) - coalesce(last.coupon_x, 0) as "filledChange",
  this.coupon_x - last.coupon_x as "unfilledChange",
  last.customers as "customersBefore"
from (select * from per_range where which = 'now') this
left join (select * from per_range where which = 'before') last on last.region is not distinct from this.region
order by 1 nulls last
