select * from (
  values (date '2021-02-26', null), (date '2021-02-27', 16), (date '2021-02-28', null), (date '2021-03-01', null)
) as days ("metricTime", "takingsEveryDay")
