select * from (
  values (date '2021-03-01', 35, null), (date '2021-03-08', 35, 4)
) as weeks ("metricTime", "stock", "unitsShipped")
