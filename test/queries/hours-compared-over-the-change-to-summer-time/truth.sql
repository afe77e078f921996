-- 05:00 UTC is midnight of the 14th; the hour before it is 04:00. Midnight of the 15th is 04:00 UTC: a day before, the 14th's.
select *
from (values
  (timestamp '2021-03-14 05:00:00', 2, 1, null),
  (timestamp '2021-03-15 03:00:00', 4, null, 1),
  (timestamp '2021-03-15 04:00:00', 8, 4, 2),
  (timestamp '2021-03-31 23:00:00', 64, null, null)
) as rows ("metricTime", "callMinutes", "before", "dayBefore")
order by 1
