-- Filled before and after: Oslo has a booking in April alone.
select * from (values
  (date '2020-01-01', 0, 0), (date '2020-02-01', 0, 0), (date '2020-03-01', 0, 0), (date '2020-04-01', 0, 262144)
) months (metric_time__month, every_period_month_before, every_period_growth)
