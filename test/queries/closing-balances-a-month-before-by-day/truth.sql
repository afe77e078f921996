-- 28 February looks at 28 January, the leap day at 29 January; no day at the 30th and 31st. 3 March looks at 3 February, and has no figure itself.
select day as "metric_time__day", closing - before as "closing_balance_growth"
from (
  values
    (date '2020-02-28', 128, 1), (date '2020-02-29', 0 + 256 + 1024, 8 + 16), (date '2020-03-01', 4096, null),
    (date '2020-03-02', 2048, null), (date '2020-03-03', null, 64)
) days (day, closing, before)
order by 1
