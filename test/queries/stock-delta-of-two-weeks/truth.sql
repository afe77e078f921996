-- The range grows to the weeks of the 8th and the 15th. Before it the level is 27.
select * from (
  values
    (date '2021-02-08', 30, 30 - 27, 3), -- d2, h0, h1
    (date '2021-02-15', 28, 28 - 30, 2)  -- a2, e2
) as weeks ("metricTime", "stock", "stockDelta", "versions")
