-- The last 7 days of each month, all since the beginning up to the month's first day, and the month's last day to date.
with months (month, last_day) as (
  values
    (date '2020-01-01', date '2020-01-31'),
    (date '2020-02-01', date '2020-02-29'),
    (date '2020-03-01', date '2020-03-31'),
    (date '2020-04-01', date '2020-04-30')
), b as (
  select cast(booked_at as date) as day, amount from bookings where booked_at < timestamp '2020-04-30 12:00:00'
), shown as (
  select
    month,
    (select sum(amount) from b where day > last_day - interval 7 day and day <= last_day) as last_7,
    (select sum(amount) from b where day <= month) as so_far,
    (select sum(amount) from b where day >= month and day <= last_day) as to_date
  from months
)
select
  this.month as "metricTime",
  this.last_7 as "revenue7DaysLast",
  last.last_7 as "before",
  last.so_far as "soFarBefore",
  this.to_date - last.to_date as "toDateChange"
from shown this
join shown last on last.month = this.month - interval 1 month
where this.month >= date '2020-02-01'
order by 1
