select * from (
  values
    (date '2021-01-05', null, null, 0),
    (date '2021-01-06', 'hill', 2, 2),
    (date '2021-01-06', 'lake', 4, 4),
    (date '2021-01-07', null, null, 0),
    (date '2021-01-08', null, 8, 8)
) as days ("metricTime", "readingStation", "rain", "rainEveryDay")
