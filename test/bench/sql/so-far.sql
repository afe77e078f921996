-- Revenue of the last 7 days, of the month to date, and customers to date, for every day from the first order to now.
-- Sums per day and each customer's first day, then one window over the days.
with daily as (
  select cast(created_at as date) as day, sum(order_total) as revenue
  from orders
  where created_at < timestamp '2021-03-01'
  group by 1
), newcomers as (
  select day, count(*) as customers
  from (select min(cast(created_at as date)) as day from orders where created_at < timestamp '2021-03-01' group by user_id)
  group by 1
), days as (
  select cast(unnest(generate_series((select min(day) from daily), date '2021-02-28', interval 1 day)) as date) as day
)
select
  days.day,
  cast(sum(revenue) over (order by days.day rows between 6 preceding and current row) as double) as revenue_7_days,
  cast(
    sum(revenue) over (partition by date_trunc('month', days.day) order by days.day rows unbounded preceding) as double
  ) as revenue_month_to_date,
  sum(customers) over (order by days.day rows unbounded preceding) as customers_to_date
from days
left join daily on daily.day = days.day
left join newcomers on newcomers.day = days.day
order by days.day
