-- All of it is shifted: the weeks after those that have visits, none after the one that contains now.
select week as "metric_time__week", purchases as "conversions_the_week_before"
from (
  values
    (date '2021-02-01', 0), (date '2021-03-01', 0), (date '2021-03-08', 3), (date '2021-03-15', 2), (date '2021-03-22', 0)
) weeks (week, purchases)
order by week
