select * from (
  values
    (date '2021-01-01', 114695, null), -- nothing was taken in January 2020
    (date '2021-02-01', 56, 56 - (512 + 1024)),
    (date '2021-03-01', 448, 448 - 2048)
) as months ("metricTime", "takings", "changeFromYearBefore")
