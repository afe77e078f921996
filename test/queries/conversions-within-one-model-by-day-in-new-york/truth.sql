-- The 14th begins at 05:00 UTC and ends at 04:00 UTC on the 15th, so event 13 is of the 14th and 14 of the 15th.
select day as "metric_time__day", buys as "buys_after_views", buys / views as "buy_rate"
from (
  values (date '2021-03-13', 2, 2), (date '2021-03-14', 4, 2), (date '2021-03-15', 1, 1), (date '2021-03-31', 1, null)
) days (day, views, buys)
order by day
