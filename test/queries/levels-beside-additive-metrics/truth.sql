-- Shipments: 3 + 5, then 2 + 1, then 4; the one at now is not there yet.
select * from (
  values
    (date '2021-02-01', 27, null, 6, null),
    (date '2021-02-08', 30, null, 3, null),
    (date '2021-02-15', 28, 8, 2, 28 / 8),
    (date '2021-02-22', 37, 3, 3, 37 / 3),
    (date '2021-03-01', 35, null, 2, null),
    (date '2021-03-08', 35, 4, null, 35 / 4)
) as weeks ("metricTime", "stock", "unitsShipped", "versions", "stockCover")
