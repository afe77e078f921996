select * from (
  values (date '2021-02-26', 0), (date '2021-02-27', 16), (date '2021-02-28', 32)
) as days ("metricTime", "takingsEveryDayFilled")
