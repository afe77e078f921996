-- No reading has one on the day before.
select * from (
  values (date '2021-01-04', 1), (date '2021-01-06', 6), (date '2021-01-08', 8)
) as days ("metricTime", "changeFromDayBefore")
