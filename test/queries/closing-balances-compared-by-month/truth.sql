-- The last days with rows: 31 January (2 + 32), 29 February (0 + 256 + 1024), 3 March (no figure).
select *
from (values
  (date '2020-01-01', 34, null, null), (date '2020-02-01', 1280, 34, 1246), (date '2020-03-01', null, 1280, null)
) as rows ("metricTime", "closingBalance", "before", "change")
order by 1
