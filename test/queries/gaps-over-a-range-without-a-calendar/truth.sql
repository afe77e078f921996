select * from (
  values (date '2021-01-02', 0), (date '2021-01-03', 0), (date '2021-01-04', 1), (date '2021-01-05', 0)
) as days ("metricTime", "rainEveryDay")
