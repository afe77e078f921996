-- Three for the week of 1 March, two for that of the 8th, none for the others that have visits.
select week as "metric_time__week", purchases - before as "conversions_less_those_of_the_week_before", purchases as "purchases_within_a_week_filled"
from (
  values
    (date '2021-01-25', 0, 0), (date '2021-02-22', 0, 0), (date '2021-03-01', 3, 0), (date '2021-03-08', 2, 3), (date '2021-03-15', 0, 2)
) weeks (week, purchases, before)
order by week
