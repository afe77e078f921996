-- By user: January opens with 1 + 8 + 16 + 32 and closes with 2 + 8 + 16 + 32; February with 64 + 512 + 256 + 1024 and 0 + 128 + 256 + 1024;
-- March with 2048 + 4096 at both.
select
  month as "metric_time__month",
  closing / total as "closing_share_of_sum",
  closing - opening as "balance_growth",
  closing - before as "closing_balance_growth",
  closing / transactions as "balance_per_transaction"
from (
  values
    (date '2020-01-01', 57, 58, null, 63, 1),
    (date '2020-02-01', 1856, 1408, 58, 1984, 5),
    (date '2020-03-01', 6144, 6144, 1408, 6144, 4)
) months (month, opening, closing, before, total, transactions)
order by month
