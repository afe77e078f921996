select * from (
  values (date '2021-02-28', 32, 32 - 512), (date '2021-03-01', 64, 64 - 2048)
) as days ("metricTime", "takings", "changeFromYearBefore")
