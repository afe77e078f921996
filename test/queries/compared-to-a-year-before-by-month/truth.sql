-- 2020: 512 + 1024 in February, 2048 in March. 2021: 114695, 56 and 448.
select *
from (values
  (date '2021-01-01', 114695, null, null),
  (date '2021-02-01', 56, 1536, -1480),
  (date '2021-03-01', 448, 2048, -1600)
) as rows ("metricTime", "takings", "before", "change")
order by 1
