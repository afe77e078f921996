select
  sum(amount) filter (where cast(sold_at as date) between date '2021-06-15' and date '2021-06-20') as "later",
  sum(amount) filter (where cast(sold_at as date) between date '2021-06-01' and date '2021-06-09')
    - sum(amount) filter (where cast(sold_at as date) between date '2021-06-15' and date '2021-06-20') as "change"
from sales
where items < 10
