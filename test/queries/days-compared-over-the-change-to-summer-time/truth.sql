-- By day: 28 February 32, 13 March 1, 14 March 2 + 4, 15 March 8, 31 March 64. Two weeks before the 14th is 28 February.
select *
from (values
  (date '2021-03-13', 1, null, null),
  (date '2021-03-14', 6, 1, 32),
  (date '2021-03-15', 8, 6, null),
  (date '2021-03-31', 64, null, null)
) as rows ("metricTime", "callMinutes", "before", "weekBefore")
order by 1
