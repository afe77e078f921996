-- In April takings is NULL, the shifted one has March's. The change has no row of its own there, and nothing to subtract from.
select * from (
  values
    (date '2020-02-01', 1536, null, null),
    (date '2020-03-01', 2048, 1536, 512),
    (date '2020-04-01', null, 2048, null)
) as months ("metricTime", "takings", "takingsMonthBefore", "changeFromMonthBefore")
