-- Metrics that look back themselves: what the row of the month before shows. A week before is seven days before each.
with t as (
  select cast(taken_at as date) as day, amount from takings where taken_at < timestamp '2021-04-01'
), months as (
  select cast(month as date) as month from range(date '2020-11-01', date '2021-05-01', interval 1 month) as months (month)
), shown as (
  select
    month,
    (select sum(amount) from t where date_trunc('month', day) = month)
      - (select sum(amount) from t where date_trunc('month', day + interval 7 day) = month) as change,
    (select sum(amount) from t where date_trunc('month', day) = month - interval 1 month) as month_before
  from months
)
select
  this.month as "metric_time__month",
  this.change as "change_from_week_before",
  last.change as "month_before",
  last.month_before as "two_months_before"
from shown this
join shown last on last.month = this.month - interval 1 month
where this.month between date '2021-01-01' and date '2021-03-01'
order by 1
