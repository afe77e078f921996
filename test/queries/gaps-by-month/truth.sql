select * from (
  values (date '2020-11-01', null), (date '2020-12-01', 12288), (date '2021-01-01', 114695)
) as months ("metricTime", "takingsEveryDay")
