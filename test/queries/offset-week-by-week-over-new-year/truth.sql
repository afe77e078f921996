-- The range grows to 28 December to 10 January. Midnight of 4 January belongs to the next week.
select * from (
  values
    (date '2020-12-28', 4096 + 8192 + 16384 + 32768, null),
    (date '2021-01-04', 65536, 65536 - 61440)
) as weeks ("metricTime", "takings", "changeFromWeekBefore")
