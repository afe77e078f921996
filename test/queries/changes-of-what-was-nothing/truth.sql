-- By week 1, 1, 1 returns. Four weeks before the range there is none: a share of that is NULL. The week of 21 June has no row.
select *
from (values
  (date '2021-06-07', 1, 1, 0, 0.0, 1 / 3, null), (date '2021-06-14', 1, 1, 0, 0.0, 1 / 3, null)
) as rows (
  "metric_time__week", "returns", "returns__before", "returns__change", "returns__change_rate", "returns__share", "returns__share_before"
)
order by 1
