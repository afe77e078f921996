-- The week of 24 February has days of two months, and a row for either; a month before is read day by day.
with spine as (
  select day, cast(date_trunc('week', day) as date) as week, cast(date_trunc('month', day) as date) as month
  from days where day between date '2020-02-17' and date '2020-03-08'
), b as (
  select balance, spine.* from balances join spine on spine.day = cast(taken_at as date)
)
select
  s.week as "metric_time__week",
  s.month as "metric_time__month",
  coalesce((select sum(amount) from transactions t join spine on spine.day = cast(t.booked_at as date) where week = s.week and month = s.month), 0)
    as "daily_amount_filled",
  coalesce((
    select sum(balance) from b
    where week = s.week and month = s.month and day = (select max(day) from b o where o.week = s.week and o.month = s.month)
  ), 0) as "closing_balance_filled",
  (
    select sum(amount) from transactions t join spine on cast(t.booked_at as date) = spine.day - interval 1 month
    where week = s.week and month = s.month
  ) as "amount_a_month_before"
from (select distinct week, month from spine) s
order by 1, 2
