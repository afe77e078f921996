-- Easel's 6 ends exactly at the end of February and still counts there: 7 + 8 + 6 + 9 + 1 + 6.
-- Values: February 7 + 16 + 30 + 9 + 1 + 6, March 7 + 40 + 16 + 0 + 9 + 1 + 6.
select * from (
  values (date '2021-02-01', 37, 69, null), (date '2021-03-01', 35, 79, -2)
) as months ("metricTime", "stock", "stockValue", "stockDelta")
