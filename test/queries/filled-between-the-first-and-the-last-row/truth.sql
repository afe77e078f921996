-- Without a range: from the week of 31 May, the first with a row, to that of 14 June, the last one (sales and visits alike).
with weeks as (
  select cast(week as date) as week from range(date '2021-05-31', date '2021-06-21', interval 7 day) as weeks (week)
), members (is_member) as (values (false), (true)), s as (
  select cast(date_trunc('week', sold_at) as date) as week, c.is_member, s.*
  from sales s
  join customers c on c.customer_id = s.customer_id
  where sold_at < timestamp '2021-07-01'
), v as (
  select cast(date_trunc('week', visited_at) as date) as week, c.is_member
  from visits v
  join customers c on c.customer_id = v.customer_id
  where visited_at < timestamp '2021-07-01'
)
select
  w.week as "metric_time__week",
  m.is_member as "customer__is_member",
  (select nullif(count(*), 0) from s where s.week = w.week and s.is_member = m.is_member) as "sales",
  coalesce((select sum(amount) from s where s.week = w.week and s.is_member = m.is_member and coupon = 'X'), 0) as "coupon_x_amount_filled",
  (select sum(amount) / nullif(sum(items), 0) from s where s.week = w.week and s.is_member = m.is_member) as "amount_per_item",
  (select nullif(count(*), 0) from v where v.week = w.week and v.is_member = m.is_member) as "visits"
from weeks w, members m
order by 1, 2
